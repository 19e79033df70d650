"""Stories: what happened to one household in a run, month by month."""

from typing import Any

from experiments.browser.catalogue import both
from experiments.browser.question import Question
from experiments.browser.watching import Notes, WatchedModel
from model.region import Region


def story(question: Question, region: Region, side: int, household: int) -> dict[str, Any]:
    """Return the story of a household on one side of a comparison, under its first seed.

    ``side``: 0 is the status quo, 1 the policy; ``household``: a row of the table of households,
    from 0 on. The result is ready for JSON; :func:`story_of` says what it holds. Raises IndexError
    for a side or a household beyond the last.
    """
    scenario = question.alternatives(region)[side].scenario
    model = WatchedModel(region, scenario, question.seed, lambda _: [household])
    while model.running:
        model.step()
    return story_of(model, model.notes[0])


def story_of(model: WatchedModel, notes: Notes) -> dict[str, Any]:
    """Return what was noted of a household, ready for JSON.

    ``members`` (adults, children) and ``first_papers`` are those at the start of month 1;
    ``months`` holds the months in which something happened; ``income`` (rupiah per person, before
    papers), ``spending`` (rupiah of the household on papers) and ``papers`` (how many are valid)
    have a value per month.
    """
    households, region, row = model.households, model.region, notes.row
    labels = {service.name: both(service.label) for service in region.services}
    months: dict[int, list[dict[str, Any]]] = {}
    for event in notes.events:
        told = event._asdict()
        months.setdefault(told.pop("month"), []).append(told)
    return {
        "household": row,
        "village": int(households.village[row]),
        "members": list(notes.members),
        "occupation": both(region.occupations[households.occupation[row]].label),
        "decile": int(households.decile[row]) + 1,
        "first_papers": [labels[name] for name in notes.first_papers],
        "months": [{"month": month, "events": events} for month, events in months.items()],
        "income": notes.income,
        "spending": notes.spending,
        "papers": notes.papers,
    }
