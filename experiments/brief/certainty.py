"""How sure the brief is: what is not quantified at all, then parameters, then chance."""

from experiments.brief.actors import actors_of
from experiments.brief.content import Point
from experiments.brief.cost import assumed
from experiments.brief.facts import Facts
from experiments.brief.texts import joined, text
from experiments.brief.unknowns import Ranking, Worlds
from experiments.names import parameter_infos, parameter_label
from experiments.words import Language, numeral

TESTING = "sweep --method latin_hypercube --vary uncertainties"


def certainty(
    facts: Facts, leading: str, unknowns: Worlds | Ranking | None, language: Language
) -> tuple[Point, Point, Point]:
    """Return the three points in their order."""
    levers = [path for policy in facts.policies.values() for path in policy["levers"]]
    abroad = any(one.abroad for one in actors_of(levers))
    malaysia = text("certainty.malaysia", language) if abroad else ""
    uncertain = [info for info in parameter_infos().values() if info.role == "uncertainty"]
    return (
        Point(
            title=text("certainty.unknown", language),
            text=text("certainty.unknown_text", language, malaysia=malaysia),
        ),
        Point(
            title=text("certainty.parameters", language),
            text=text(
                "certainty.parameters_text",
                language,
                assumed=sum(assumed(info) for info in uncertain),
                total=len(uncertain),
                tested=_tested(facts, leading, unknowns, language),
            ),
        ),
        Point(title=text("certainty.chance", language), text=_chance(facts, language)),
    )


def _tested(
    facts: Facts, leading: str, unknowns: Worlds | Ranking | None, language: Language
) -> str:
    if unknowns is None:
        return text("certainty.untested", language, command=TESTING)
    if isinstance(unknowns, Ranking):
        names = [parameter_label(name, language) for name in unknowns.names]
        return text(
            "certainty.influential",
            language,
            study=unknowns.study,
            factors=unknowns.factors,
            names=joined(names, language),
        )
    share, low, high = (numeral(100 * end, language) for end in unknowns.share)
    return text(
        "certainty.worlds" if unknowns.policies > 1 else "certainty.worlds_alone",
        language,
        policy=facts.label(leading, language),
        points=unknowns.points,
        factors=unknowns.factors,
        share=share,
        low=low,
        high=high,
        rank=unknowns.rank,
        policies=unknowns.policies,
    )


def _chance(facts: Facts, language: Language) -> str:
    manifest = facts.study.manifest
    seeds, scale = manifest["seeds"], manifest["scale"]
    done = len(facts.outcomes)
    failed = manifest["runs"] - done
    return text(
        "certainty.chance_text" if len(seeds) > 1 else "certainty.chance_one",
        language,
        n=len(seeds),
        first=seeds[0],
        last=seeds[-1],
        scale=""
        if scale == 1
        else text("certainty.scale", language, scale=percent(scale, language)),
        failed=text("certainty.failed", language, count=failed, total=manifest["runs"])
        if failed
        else "",
    )


def percent(share: float, language: Language) -> str:
    """Return a share in per cent, with decimals only where it needs them."""
    value = 100 * share
    return numeral(value, language, 0 if round(value, 6) == round(value) else 1)
