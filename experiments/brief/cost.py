"""What the options cost, what an extra document costs under each, and who pays."""

from collections.abc import Mapping, Sequence
from typing import Final

from experiments.beginning import first_month
from experiments.brief.actors import payers
from experiments.brief.content import Section
from experiments.brief.facts import Facts
from experiments.brief.texts import money, text
from experiments.compare import COST
from experiments.names import parameter_infos
from experiments.subjects import ACCESS
from experiments.words import Language, numeral
from model.parameter import ParameterInfo, Value

_MONTH: Final = "_month"


def cost_section(facts: Facts, leading: str, shown: Sequence[str], language: Language) -> Section:
    """Return what the options shown cost, who pays, and what is not counted.

    Payers are those of ``actors.toml``; what no source says is said to be open.
    """
    levers = [path for name in shown for path in facts.policies[name]["levers"]]
    borne = payers(levers, language) or [text("payer.nobody", language)]
    said = (_running(facts, leading, language), _ratios(facts, shown, language))
    total, unsure = unit_costs()
    key = "cost.uncounted_all" if unsure == total else "cost.uncounted"
    paragraphs = (
        " ".join(sentence for sentence in said if sentence),
        text("cost.payers", language, payers="; ".join(borne)),
        text(key, language, total=total, assumed=unsure),
    )
    return Section(
        title=text("cost.title", language),
        paragraphs=tuple(paragraph for paragraph in paragraphs if paragraph),
    )


def assumed(info: ParameterInfo) -> bool:
    """Tell whether a parameter rests wholly or partly on an assumption, by its source."""
    return "assumption" in info.source


def unit_costs() -> tuple[int, int]:
    """Return how many unit costs the model has, and how many rest on assumptions."""
    costs = [info for path, info in parameter_infos().items() if path.startswith("costs.")]
    return len(costs), sum(assumed(info) for info in costs)


def share_in_force(levers: Mapping[str, Value], months: int) -> float | None:
    """Return the share of months in which a policy costs, None if its parts differ in that."""
    first = first_month(levers)
    named = {int(value) for path, value in levers.items() if path.endswith(_MONTH) and value}
    if first is None or named != {first} or first > months:
        return None
    return (months - first + 1) / months


def _running(facts: Facts, policy: str, language: Language) -> str:
    """Return what a policy costs in a year once it runs, where it is not the mean of the table."""
    cost = facts.changes[policy].get(COST)
    share = share_in_force(facts.policies[policy]["levers"], facts.study.manifest["months"]) or 1
    if cost is None or not cost.known or not cost.difference or share == 1:
        return ""
    running = numeral(facts.public_cost(policy) / share, language, cost.subject.decimals)
    return text("cost.running", language, policy=facts.label(policy, language), size=running)


def _ratios(facts: Facts, shown: Sequence[str], language: Language) -> str:
    """Return what an extra document costs, over the options that clearly raise the needs met."""
    ratios = {
        name: facts.cost_per_document[name]
        for name in shown
        if name in facts.cost_per_document and facts.changes[name][ACCESS].better > 0
    }
    if not ratios:
        return ""
    least = min(ratios, key=lambda name: ratios[name].estimate)
    most = max(ratios, key=lambda name: ratios[name].estimate)
    if least == most:
        label = facts.label(least, language)
        return text("cost.one_ratio", language, policy=label, **money(ratios[least], language))
    ends = {"least": least, "most": most}
    blanks = {
        f"{end}_{blank}": said
        for end, name in ends.items()
        for blank, said in money(ratios[name], language).items()
    }
    labels = {end: facts.label(name, language) for end, name in ends.items()}
    return text("cost.ratios", language, count=len(ratios), **labels, **blanks)
