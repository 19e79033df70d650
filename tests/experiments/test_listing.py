import json

import pytest

from experiments.cli import main
from experiments.words import words
from model.parameter import parameters
from model.scenario import Scenario


@pytest.mark.parametrize("role", ["lever", "uncertainty"])
@pytest.mark.parametrize("language", ["en", "id"])
def test_all_parameters_of_a_role_can_be_listed(capsys, role, language):
    assert main(("parameters", words(role, language), "--json")) == 0
    found = {row["path"] for row in json.loads(capsys.readouterr().out)}
    assert {info.path for info in parameters(Scenario) if info.role == role} <= found
