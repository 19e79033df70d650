"""From a finished study to its brief."""

from experiments.brief.actors import actors_of
from experiments.brief.advice import advised
from experiments.brief.answer import about, answer, caution, headline
from experiments.brief.certainty import certainty
from experiments.brief.content import Brief
from experiments.brief.cost import cost_section
from experiments.brief.facts import Facts
from experiments.brief.gains import gains_section
from experiments.brief.recommendations import Adviser
from experiments.brief.rules import Leading, Option, leading, shown
from experiments.brief.source import date, source
from experiments.brief.tables import options_table, places_table, tenths_table
from experiments.brief.texts import text
from experiments.brief.unknowns import Worlds, read_unknowns
from experiments.store import Study
from experiments.subjects import ACCESS
from experiments.words import Language


def brief_of(facts: Facts, language: Language, uncertainty: Study | None = None) -> Brief:
    """Return what the brief of a study says, from its facts, in one language.

    ``uncertainty``: a study of the same policies over what is not known, or of which unknowns
    matter. Raises InputError for an ``uncertainty`` that says nothing of the leading policy.
    """
    study = facts.study
    options = options_of(facts)
    first = leading(options)
    unknowns = read_unknowns(uncertainty, study, first.name) if uncertainty else None
    worlds = unknowns if isinstance(unknowns, Worlds) else None
    measurable = worlds is not None and worlds.influence is not None
    advice = advised(options, first, facts.beyond_the_sum, measurable=measurable)
    adviser = Adviser(facts, first, worlds, language)
    table = shown(options, [first.name, *(name for one in advice for name in one.policies)])
    return Brief(
        language=language,
        kicker=text("kicker", language, region=study.manifest["region"]["label"][language]),
        date=date(study, language),
        headline=headline(facts, first, language),
        about=about(facts, first.name, language),
        answer=answer(facts, first, language),
        caution=caution(facts, language),
        leading=first.name,
        subject=ACCESS,
        shown=table,
        options=options_table(facts, table, language),
        gains=gains_section(facts, first.name, language),
        places=places_table(facts, first.name, language),
        deciles=tenths_table(facts, first.name, language),
        cost=cost_section(facts, first.name, table, language),
        recommendations_title=text("advice.title", language),
        recommendations=tuple(adviser.recommendation(one) for one in advice),
        no_recommendation="" if advice else _none(first, language),
        certainty_title=text("certainty.title", language),
        certainty=certainty(facts, first.name, unknowns, language),
        source_title=text("source.title", language),
        source=source(facts, uncertainty, language),
    )


def options_of(facts: Facts) -> list[Option]:
    """Return the policies as the rules ask of them, in the order of the study."""
    return [
        Option(
            name,
            facts.changes[name],
            len(actors_of(policy["levers"])),
            happened=policy["kind"] == "history",
        )
        for name, policy in facts.policies.items()
    ]


def _none(first: Leading, language: Language) -> str:
    key = "advice.none_one" if first.standing == "one_pair" else "advice.none"
    return text(key, language)
