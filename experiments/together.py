"""What joint policies are called beside their parts, and whether they do more than the sum."""

from collections.abc import Iterator, Mapping, Sequence
from string import ascii_uppercase
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from experiments.compare import COST_PER_EXTRA_DOCUMENT
from experiments.complementarity import Interaction, Verdict
from experiments.headings import Heading
from experiments.words import Language, decimals_for, number
from model.policy import JOIN

_PHRASES: Final[Mapping[str, tuple[str, str]]] = {
    "group.service": ("Policies on services", "Kebijakan layanan"),
    "group.border": ("Policies at the border", "Kebijakan perbatasan"),
    "group.together": ("Policies combined", "Kebijakan gabungan"),
    "group.history": ("What happened", "Peristiwa nyata"),
    "title": (
        "Alone and together: is the whole more than the sum of its parts?",
        "Sendiri dan bersama: apakah gabungan melebihi jumlah bagiannya?",
    ),
    "more": (
        "Together they do more than the sum of what each does alone",
        "Bersama-sama hasilnya melebihi jumlah hasil masing-masing",
    ),
    "less": (
        "Together they do less than the sum",
        "Bersama-sama hasilnya kurang dari jumlah itu",
    ),
    "sum": ("No difference beyond chance", "Tidak ada beda di luar kebetulan"),
    "nothing": ("nothing", "tidak ada"),
    "answer": (
        "Over all: more in {more}, less in {less}, as much as the sum in {sum} of {total} cases.",
        "Keseluruhan: melebihi jumlah pada {more}, kurang pada {less}, sama dengan jumlah pada "
        "{sum} dari {total} kasus.",
    ),
    "note": (
        "In brackets: effect of the joint policy less the sum of the effects of its parts, paired "
        "by seed, ± half of its 95 % interval. One such interval in twenty leaves out zero by "
        "chance alone. More is better, whichever way the indicator points. All indicators: "
        "tables/interactions.csv.",
        "Dalam kurung: hasil gabungan dikurangi jumlah hasil bagiannya, dipasangkan menurut benih "
        "acak, ± separuh selang 95 %. Satu dari dua puluh selang tidak memuat nol karena "
        "kebetulan. Melebihi berarti lebih baik, ke mana pun arah indikatornya. Semua indikator: "
        "tables/interactions.csv.",
    ),
}
_VERDICTS: Final[tuple[Verdict, ...]] = ("more", "less", "sum")
_STYLES: Final[Mapping[Verdict, str]] = {"more": "green", "less": "red", "sum": "dim"}


def phrase(key: str, language: Language, **values: object) -> str:
    """Return a phrase about groups and joint policies in ``en`` or ``id``."""
    return _PHRASES[key][language == "id"].format(**values)


def letters(policies: Sequence[str]) -> dict[str, str]:
    """Return a letter for each policy that is a part of a joint one, all its parts being there.

    Empty where there are no joint policies, or more parts than letters.
    """
    whole = [parts for parts in _parts(policies) if set(parts) <= set(policies)]
    used = {part for parts in whole for part in parts}
    if len(used) > len(ascii_uppercase):
        return {}
    found = [name for name in policies if name in used]
    return dict(zip(found, ascii_uppercase, strict=False))


def title(name: str, label: str, known: Mapping[str, str]) -> str:
    """Return what a table calls a policy: its letter and label, or the letters of its parts."""
    parts = name.split(JOIN)
    if len(parts) > 1 and all(part in known for part in parts):
        return " + ".join(known[part] for part in parts)
    return f"{known[name]}: {label}" if name in known else label


def show_interactions(
    screen: Console,
    found: Sequence[Interaction],
    headings: Sequence[Heading],
    known: Mapping[str, str],
    language: Language,
) -> None:
    """Print, for each joint policy, where it does more and where less than the sum of its parts.

    Nothing is printed without joint policies or with fewer than two seeds. ``known``: letters.
    """
    shown = {item.name: item for item in headings if item.name != COST_PER_EXTRA_DOCUMENT}
    judged = [
        (one, verdict)
        for one in found
        if one.indicator in shown
        and (verdict := one.verdict(shown[one.indicator].direction)) is not None
    ]
    if not judged:
        return
    screen.print(Text(phrase("title", language), style="bold"))
    for together in dict.fromkeys(one.together for one, _ in judged):
        screen.print(Text(title(together, together, known)))
        for verdict in _VERDICTS:
            cells = [
                _cell(one, shown[one.indicator], verdict, language)
                for one, judgement in judged
                if one.together == together and judgement == verdict
            ]
            listed = "; ".join(cells) or phrase("nothing", language)
            line = Text(f"{phrase(verdict, language)}: {listed}", style=_STYLES[verdict])
            screen.print(Padding(line, (0, 0, 0, 2)))
    counts = {verdict: sum(other == verdict for _, other in judged) for verdict in _VERDICTS}
    screen.print(Text(phrase("answer", language, **counts, total=len(judged))))
    screen.print(Text(phrase("note", language), style="dim"))
    screen.print()


def _cell(one: Interaction, heading: Heading, verdict: Verdict, language: Language) -> str:
    if verdict == "sum":
        return heading.label
    half = (one.high - one.low) / 2
    decimals = decimals_for(one.difference)
    size = number(one.difference, language, decimals, signed=True)
    return f"{heading.label} ({size} ± {number(half, language, decimals)} {heading.unit})"


def _parts(policies: Sequence[str]) -> Iterator[list[str]]:
    for name in policies:
        parts = name.split(JOIN)
        if len(parts) > 1:
            yield parts
