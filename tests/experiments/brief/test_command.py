import builtins
import json

import pytest

from experiments import cli
from experiments.brief.rendering import Fit
from experiments.commands import briefing
from tests.experiments import drawn


@pytest.fixture
def study(tmp_path):
    return drawn.study_of(tmp_path / "made", policies=2)


@pytest.fixture
def no_weasyprint(monkeypatch):
    real = builtins.__import__

    def refuse(name, *rest, **named):
        if name.startswith("weasyprint"):
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", refuse)


def test_without_weasyprint_there_is_the_page_and_one_sentence(study, no_weasyprint, capsys):
    assert cli.main(["brief", str(study.folder), "--lang", "id"]) == 0
    said = capsys.readouterr()
    assert said.out.split() == [str(study.folder / "brief.id.html")]
    assert '<html lang="id">' in (study.folder / "brief.id.html").read_text()
    assert not (study.folder / "brief.id.pdf").exists()
    assert said.err.count("\n") == 1
    assert "--extra pdf" in said.err
    assert "libpango-1.0-0" in said.err


def test_as_json_the_files_are_listed(study, no_weasyprint, capsys):
    assert cli.main(["brief", str(study.folder), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["files"] == [str(study.folder / "brief.en.html")]


@pytest.mark.parametrize("arguments", [["{nowhere}"], ["{made}", "--uncertainty", "{nowhere}"]])
def test_a_folder_that_is_no_study_gives_one_sentence(study, tmp_path, capsys, arguments):
    places = {"nowhere": tmp_path / "nowhere", "made": study.folder}
    assert cli.main(["brief", *(one.format(**places) for one in arguments)]) == 2
    said = capsys.readouterr()
    assert not said.out
    assert "nowhere" in said.err
    assert said.err.count("\n") == 1
    assert not list(study.folder.glob("brief.*"))


def test_both_languages_are_written_on_request(study):
    paths = briefing.write_briefs(study, briefing.LANGUAGES, pdf=False)
    assert [path.name for path in paths] == ["brief.en.html", "brief.id.html"]


def test_the_page_is_set_as_its_pdf_is_but_a_little_smaller(study, monkeypatch):
    monkeypatch.setattr(briefing, "two_pages", lambda *_: (b"made", Fit(size=9.7)))
    page, printed = briefing.write_briefs(study, ["en"], pdf=True)
    assert "--size:9.4pt" in page.read_text()
    assert printed.read_bytes() == b"made"
