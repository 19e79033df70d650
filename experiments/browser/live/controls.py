"""What a student can change on the live page, as Mesa's sidebar takes it, and its scenario."""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qsl

from experiments.browser.live.texts import text
from experiments.browser.question import REGION
from experiments.compare import BASELINE
from experiments.words import Language, number
from model.errors import InputError
from model.parameter import ParameterInfo, Value, parameters
from model.policy import load_policy, policies
from model.scenario import Scenario

AS_POLICY: Final = "as the policy"

type Choice = Mapping[str, Value]

SETTINGS: Final[Mapping[str, tuple[Value, ...]]] = {
    "seed": tuple(range(1, 21)),
    "months": (24, 60, 120, 240),
    "scale": (0.1, 0.25, 0.5, 1.0),
}
START: Final[Choice] = {"policy": BASELINE, "seed": 1, "months": 120, "scale": 1.0}

# Few values each, because Mesa's sliders do not show theirs.
_MONTHS: Final = (0, 1, 13, 25, 49)
LEVERS: Final[Mapping[str, tuple[Value, ...]]] = {
    "unit.opening_month": _MONTHS,
    "unit.delegation": (0.0, 0.1, 0.25, 0.5, 0.75, 1.0),
    "mobile.opening_month": _MONTHS,
    "roads.opening_month": _MONTHS,
    "post.status": ("none", "plb", "full"),
    "post.abroad_month": (0, 13, 25, 37, 61),
}


def scenario_of(choice: Choice) -> Scenario:
    """Return the scenario of a choice: the policy's levers, and over them the levers chosen.

    ``choice`` holds a policy's name, months, scale and levers by path (``AS_POLICY``: not chosen).
    Raises ``InputError`` when a name or value is not allowed or levers contradict one another.
    """
    levers = dict(load_policy(str(choice["policy"])).levers)
    levers |= {path: value for path, value in choice.items() if "." in path and value != AS_POLICY}
    sizes = {"run.months": choice["months"], "run.scale": choice["scale"]}
    return Scenario().replaced(levers | sizes)


def python_lines(choice: Choice) -> str:
    """Return the Python program that makes and runs the same model."""
    usual = Scenario().flat()
    try:
        values = scenario_of(choice).flat()
    except InputError:
        values = usual
    changed = {path: value for path, value in values.items() if value != usual[path]}
    lines = [f"    {path!r}: {value!r}," for path, value in changed.items()]
    changes = "\n".join(["{", *lines, "}"]) if lines else "{}"
    return (
        "from model.model import BorderModel\n"
        "from model.scenario import Scenario\n\n"
        f"scenario = Scenario().replaced({changes})\n"
        f'model = BorderModel("{REGION}", scenario, seed={choice["seed"]})\n'
        "model.step()           # one month of burn-in\n"
        "outcome = model.run()  # all that are left\n"
        'print(outcome.summary["needs_met"])'
    )


def start_of(query: str | None) -> dict[str, Value]:
    """Return the choice that an address asks for, as in ``?policy=combined&months=60``.

    Names and values that the page does not offer are passed over.
    """
    asked = dict(parse_qsl(query or ""))
    return offered(
        {
            name: next((value for value in values if str(value) == asked.get(name)), None)
            for name, values in _offered().items()
        }
    )


def offered(asked: Mapping[str, object]) -> dict[str, Value]:
    """Return a whole choice: of what is asked for what the page offers, and ``START`` elsewhere.

    A browser can send any value for a control, such as the path of a file for the policy.
    """
    start: dict[str, Value] = {**START, **dict.fromkeys(LEVERS, AS_POLICY)}
    return {
        name: next((value for value in values if value == asked.get(name)), start[name])
        for name, values in _offered().items()
    }


def language_of(query: str | None) -> Language:
    """Return the language that an address asks for, ``?lang=id``; English without."""
    return "id" if dict(parse_qsl(query or "")).get("lang") == "id" else "en"


def model_params(language: Language, start: Choice) -> dict[str, dict[str, Any]]:
    """Return the controls as ``model_params`` of Mesa's SolaraViz, with the values of ``start``."""
    known = {info.path: info for info in parameters(Scenario)}
    policy_names = {policy.name: policy.label[language] for policy in policies()}
    params = {}
    for name, values in _offered().items():
        if name == "policy":
            label, shown = text("policy", language), [policy_names[str(v)] for v in values]
        elif name in LEVERS:
            label = known[name].label(language)
            shown = [_lever_value(known[name], value, language) for value in values]
        else:
            label, shown = text(name, language), [_setting(name, v, language) for v in values]
        items = [{"text": t, "value": v} for t, v in zip(shown, values, strict=True)]
        params[name] = {"type": "Select", "label": label, "value": start[name], "values": items}
    return params


def _offered() -> dict[str, tuple[Value, ...]]:
    levers = {path: (AS_POLICY, *values) for path, values in LEVERS.items()}
    return {"policy": tuple(p.name for p in policies()), **levers, **SETTINGS}


def _setting(name: str, value: Value, language: Language) -> str:
    if name == "scale":
        return f"{number(100 * float(value), language)} %"
    return number(float(value), language)


def _lever_value(info: ParameterInfo, value: Value, language: Language) -> str:
    if value == AS_POLICY:
        return text("as_policy", language)
    if info.type == "str":
        return text(f"{info.path}.{value}", language)
    if info.unit == "month":
        never = "talks" if info.path == "post.abroad_month" else "never"
        return text("from_month", language, month=value) if value else text(never, language)
    return f"{number(100 * float(value), language)} %"
