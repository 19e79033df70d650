"""What must hold between the rows of a region about the border."""

from collections.abc import Iterator
from itertools import pairwise
from math import isfinite

from model.quantity import Quantity
from model.region_draft import TOLERANCE, Draft, sum_faults


def border_faults(draft: Draft) -> Iterator[str]:
    """Yield a sentence for everything that does not hold between the rows about the border."""
    yield from _prices(draft)
    yield from _shares(draft)
    yield from _admission(draft)
    yield from _allowance(draft)
    yield from _history(draft)
    yield from _villages(draft)


def border_references(draft: Draft) -> Iterator[tuple[str, str, str]]:
    """Yield path, name and table of every mention of another row in the rows about the border."""
    for arrangement in draft.arrangements:
        for paper in arrangement.papers:
            yield f"arrangements.{arrangement.name}.papers", paper, "services"
    for event in draft.post_events:
        yield f"post_events.{event.month}.source", event.source, "sources"
    for path in draft.paths:
        yield f"paths.{path.name}.village", path.village, "places"


def _prices(draft: Draft) -> Iterator[str]:
    for good in draft.goods:
        for field in ("price_home", "price_abroad", "weight"):
            if getattr(good, field).value == 0:
                yield f"goods.{good.name}.{field}: is 0; it must be above 0."


def _shares(draft: Draft) -> Iterator[str]:
    if draft.complete("goods"):
        for who, field in (("local", "traders_local"), ("outside", "traders_outside")):
            yield from sum_faults(
                f"goods: the shares of the {who} traders, {field},",
                [getattr(good, field) for good in draft.goods],
            )
        yield from sum_faults(
            "goods: the shares of household spending on imports, spending_share,",
            [good.spending_share for good in draft.goods if good.direction == "import"],
        )
        earned = _total([good.farm_share for good in draft.goods])
        if earned > 1.0 + TOLERANCE:
            yield f"goods: the shares of farm income, farm_share, sum to {earned:g}; at most 1."
    for good in draft.goods:
        field = "farm_share" if good.direction == "import" else "spending_share"
        share = getattr(good, field).value
        if isfinite(share) and share > 0:
            yield f"goods.{good.name}.{field}: is {share:g}; of an {good.direction} it must be 0."
    if draft.complete("paths"):
        yield from sum_faults(
            "paths: the shares of informal crossings, traffic,",
            [path.traffic for path in draft.paths],
        )


def _total(shares: list[Quantity]) -> float:
    return sum(share.value for share in shares if isfinite(share.value))


def _admission(draft: Draft) -> Iterator[str]:
    """Yield a sentence for every good that no arrangement in force admits in its direction."""
    if not draft.complete("arrangements"):
        return
    in_force = [arrangement for arrangement in draft.arrangements if arrangement.in_force]
    admitted = {
        "import": {kind for arrangement in in_force for kind in arrangement.kinds_in},
        "export": {kind for arrangement in in_force for kind in arrangement.kinds_out},
    }
    for good in draft.goods:
        kinds = admitted[good.direction]
        if good.kind not in kinds:
            yield (
                f"goods.{good.name}.kind: no arrangement in force admits the {good.direction} of "
                f"'{good.kind}'; admitted: {', '.join(sorted(kinds)) or 'nothing'}."
            )


def _allowance(draft: Draft) -> Iterator[str]:
    if not draft.arrangements or not draft.complete("arrangements"):
        return
    names = [
        arrangement.name
        for arrangement in draft.arrangements
        if arrangement.in_force and arrangement.allowance is not None
    ]
    if not names:
        yield "arrangements: none in force gives an allowance; exactly one must."
    if len(names) > 1:
        yield f"arrangements: {', '.join(names)} are in force and give an allowance; only one may."


def _history(draft: Draft) -> Iterator[str]:
    """Yield a sentence for every event out of order, and for what cannot be."""
    events = draft.post_events
    for before, event in pairwise(events):
        if event.month <= before.month:
            yield (
                f"post_events.{event.month}: does not come after {before.month}, the month before "
                "it in the list; give each month once and in order."
            )
    for event in events:
        if event.status == "full" and not (event.home_ready and event.abroad_ready):
            yield f"post_events.{event.month}.status: 'full' needs both sides ready."
    if not events or not draft.header or not draft.complete("post_events"):
        return
    first_month = draft.header.first_month
    if min(event.month for event in events) > first_month:
        yield (
            f"post_events: none is in or before the first_month, {first_month}; say what the post "
            "is at the start."
        )


def _villages(draft: Draft) -> Iterator[str]:
    kinds = {place.name: place.kind for place in draft.places}
    for path in draft.paths:
        kind = kinds.get(path.village, "village")
        if kind != "village":
            yield (
                f"paths.{path.name}.village: '{path.village}' is of kind '{kind}', not 'village'."
            )
