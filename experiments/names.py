"""What indicators and parameters are called in words, with their units."""

from functools import cache

from experiments.store import Study
from experiments.words import Language, in_language, unit_in, words
from model.indicator import Indicator
from model.indicators import INDICATORS
from model.parameter import ParameterInfo, parameters
from model.scenario import Scenario


def output_label(output: str, study: Study, language: Language) -> str:
    """Return the label of an indicator, with its sub-district if it has one."""
    name, _, place = output.partition("@")
    label = in_language(indicator_named(name).label, language)
    if not place:
        return label
    return f"{label}, {study.sub_districts.get(place, {}).get(language, place)}"


def output_unit(output: str, language: Language) -> str:
    """Return the unit of an indicator."""
    return unit_in(indicator_named(output).unit, language)


def difference_unit(output: str, language: Language) -> str:
    """Return the unit of a difference of an indicator: percentage points for per cent."""
    if indicator_named(output).unit == "%":
        return words("percentage_points", language)
    return output_unit(output, language)


def indicator_named(output: str) -> Indicator:
    """Return an indicator by its name, with or without a sub-district."""
    name = output.partition("@")[0]
    return next(item for item in INDICATORS if item.name == name)


def parameter_label(path: str, language: Language) -> str:
    """Return the label of a parameter; the path itself if it is the name of a group."""
    info = parameter_infos().get(path)
    return info.label(language) if info else path


@cache
def parameter_infos() -> dict[str, ParameterInfo]:
    """Return the parameters of the registry by their paths."""
    return {info.path: info for info in parameters(Scenario)}
