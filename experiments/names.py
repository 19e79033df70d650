"""What indicators and parameters are called in words, with their units."""

from functools import cache

from experiments.words import Language, in_language, unit_in
from model.indicators import INDICATORS
from model.parameter import ParameterInfo, parameters
from model.scenario import Scenario


def labelled(output: str, language: Language) -> str:
    """Return the label of an indicator with its unit, and its sub-district if it has one."""
    name, _, place = output.partition("@")
    item = next((item for item in INDICATORS if item.name == name), None)
    if item is None:
        return output
    where = f" ({place})" if place else ""
    return f"{in_language(item.label, language)}{where}, {unit_in(item.unit, language)}"


def parameter_label(path: str, language: Language) -> str:
    """Return the label of a parameter; the path itself if it is the name of a group."""
    info = _infos().get(path)
    return info.label(language) if info else path


@cache
def _infos() -> dict[str, ParameterInfo]:
    return {info.path: info for info in parameters(Scenario)}
