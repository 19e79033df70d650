"""What a policy brief says: the texts, tables and numbers that its page and its PDF lay out.

All texts are plain text in the brief's language with its numbers already written; `**…**` marks
the numbers to be set bold, and a text between backticks is a command.
"""

from dataclasses import dataclass
from typing import Literal

from experiments.words import Language

type Tone = Literal["better", "worse", "unclear", "none"]


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A number as text, its 95 % interval as text, and whether it is a clear gain or loss.

    `share`: the same change in per cent, as text, or empty.
    """

    text: str
    interval: str = ""
    tone: Tone = "none"
    share: str = ""


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a table; `name` is the policy's, for its colour, or empty."""

    name: str
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table; a column is its label and its unit, and the first is that of the rows' labels.

    `span`: how many cells of a row stand under each of the other columns.
    """

    title: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    note: str = ""
    span: int = 1


@dataclass(frozen=True, kw_only=True)
class Section:
    """A heading with its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Recommendation:
    """What to do, by whom, and the numbers it follows from."""

    action: str
    actor: str
    evidence: str


@dataclass(frozen=True, kw_only=True)
class Point:
    """One point of how sure the brief is."""

    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Brief:
    """Everything that a brief of a study says, in one language.

    `date` is the day of the study's last session. `leading` is the policy that the headline is
    about, `about` says what it is (empty where the study does not), and `subject` is the
    indicator. `shown` are the policies compared, in the order of the
    table, whose first row is the status quo. `certainty` says first what is not quantified, then
    the parameters, then chance.
    """

    language: Language
    kicker: str
    date: str
    headline: str
    about: str
    answer: tuple[str, str, str]
    caution: str
    leading: str
    subject: str
    shown: tuple[str, ...]
    options: Table
    gains: Section
    places: Table
    deciles: Table | None
    cost: Section
    recommendations_title: str
    recommendations: tuple[Recommendation, ...]
    no_recommendation: str
    certainty_title: str
    certainty: tuple[Point, ...]
    source_title: str
    source: tuple[tuple[str, str], ...]
