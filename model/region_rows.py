"""The rows of a region file: what each table holds, with the unit and bounds of each number."""

from typing import Annotated, Literal

from pydantic import Field

from model.quantity import Measure, Quantity, Record

Month = Annotated[str, Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
Name = Annotated[str, Field(pattern=r"^\S(.*\S)?$", max_length=60)]

Share = Annotated[Quantity, Measure("share", 0.0, 1.0)]
Kilometres = Annotated[Quantity, Measure("kilometre", 0.0)]

PlaceKind = Literal["village", "capital", "office", "external"]
Holder = Literal["child", "adult", "household", "firm"]
Origin = Literal["birth", "coming_of_age", "death", "marriage", "rate"]
Effect = Literal["identity", "transfer", "licence", "title", "none"]
Channel = Literal["desk", "unit", "mobile", "counter", "broker"]
AttractivenessClass = Literal[
    "ktp",
    "birth_certificate",
    "marriage",
    "low_demand",
    "licence",
    "land",
    "job_card",
    "passport",
    "other",
]
TargetUse = Literal["calibration", "check", "report"]

CONSTANTS: dict[str, Measure] = {
    "poverty_line": Measure("rupiah per person and month", 0.0),
    "regency_population": Measure("person", 0.0),
    "household_size": Measure("person per household", 1.0),
    "travel_hours_to_capital": Measure("hour", 0.0),
    "border_length": Measure("kilometre", 0.0),
    "income_home": Measure("US dollar per person and year", 0.0),
    "income_abroad": Measure("US dollar per person and year", 0.0),
}


class Label(Record):
    """A name that people see, in English and in Indonesian."""

    en: str
    id: str


class SubDistrict(Record):
    """A sub-district (kecamatan) of the study area, with the distances of its seat."""

    name: Name
    label: Label
    seat: str
    population: Annotated[Quantity, Measure("person", 0.0)]
    distance_to_capital: Kilometres
    distance_to_gate: Kilometres


class Place(Record):
    """A settlement: a village, the capital, a town with an office, or a place outside.

    ``population_share`` is a village's share of its sub-district's population.
    """

    name: Name
    label: str
    kind: PlaceKind
    sub_district: str | None = None
    latitude: Annotated[Quantity | None, Measure("degree", -90.0, 90.0)] = None
    longitude: Annotated[Quantity | None, Measure("degree", -180.0, 180.0)] = None
    area: Annotated[Quantity | None, Measure("square kilometre", 0.0)] = None
    population_share: Annotated[Quantity | None, Measure("share", 0.0, 1.0)] = None
    note: str | None = None


class Road(Record):
    """A road that joins two places, passable in both directions.

    Either ``length`` is given, or ``tortuosity`` names the ratio of road to straight distance
    that the model applies: that of the sub-district, or that of the road to town.
    """

    start: str
    end: str
    length: Annotated[Quantity | None, Measure("kilometre", 0.0)] = None
    surface: Literal["main", "rough"]
    tortuosity: Literal["sub-district", "town"] | None = None
    note: str | None = None


class Line(Record):
    """A line on the map: a piece of the international border, or the outline of a sub-district.

    ``points`` are (longitude, latitude) in degrees; an outline is closed by its first point.
    """

    name: Name
    kind: Literal["border", "outline"]
    sub_district: str | None = None
    points: Annotated[tuple[tuple[float, float], ...], Field(min_length=2)]
    source: str
    note: str | None = None


class Agency(Record):
    """An office that must act on a file; ``vertical`` ones answer to a ministry or the police."""

    name: Name
    label: Label
    vertical: bool
    seat: str
    counters: Annotated[Quantity, Measure("counter", 0.0)]
    note: str | None = None


class Service(Record):
    """A paper that people need: who needs it, who issues it, and what it costs and requires.

    ``yearly_rate`` is per person, household or firm that lacks the paper (for the family card: that
    holds it, and must renew it);
    it is 0 when an event of life makes the need arise. With ``event`` each case stands alone and
    nothing is held. ``latent``: eligible people without the paper at the start have the need.
    The first of ``agencies`` is the lead agency, whose own office always receives the file.
    ``validity`` 0 means that the paper does not lapse.
    """

    name: Name
    label: Label
    group: str
    licensing: bool
    holder: Holder
    origin: Origin
    event: bool = False
    yearly_rate: Annotated[Quantity, Measure("per year", 0.0)]
    coverage: Share
    distance_gradient: Annotated[Quantity, Measure("logit per 100 kilometres")]
    decile_gradient: Annotated[Quantity, Measure("logit per decile")]
    latent: bool = False
    validity: Annotated[Quantity, Measure("month", 0.0)]
    prerequisites: tuple[str, ...]
    agencies: Annotated[tuple[str, ...], Field(min_length=1)]
    fee: Annotated[Quantity, Measure("rupiah", 0.0)]
    statutory_days: Annotated[Quantity, Measure("day", 0.0)]
    attractiveness: Annotated[Quantity, Measure("logit")]
    attractiveness_class: AttractivenessClass
    effect: Effect = "none"
    channels: tuple[Channel, ...]
    note: str | None = None


class Occupation(Record):
    """A main occupation of households and how their income splits over its sources."""

    name: Name
    label: Label
    share: Share
    farm: Share
    wage: Share
    business: Share
    firm_probability: Share


class TargetPoint(Record):
    """One observed value of a target; ``month`` is missing where the value has no date."""

    month: Month | None = None
    value: Annotated[Quantity, Measure(None)]


class Target(Record):
    """An observed fact that the model is calibrated on, checked against, or reported beside."""

    name: Name
    label: Label
    use: TargetUse
    service: str | None = None
    points: Annotated[tuple[TargetPoint, ...], Field(min_length=1)]
    note: str | None = None


class Header(Record):
    """What a region file says about itself before its tables."""

    name: Name
    label: Label
    currency: str
    base_price_year: int
    first_month: Month
    gate: str
    capital: str
    notes: tuple[str, ...] = ()
