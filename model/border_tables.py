"""The columns behind the agents of the border: goods, traders, paths, post, forum, governments."""

from enum import IntEnum
from typing import Annotated, NamedTuple

from model.tables import Array, Column


class Direction(IntEnum):
    """Which way a good crosses."""

    IMPORT = 0
    EXPORT = 1


class Channel(IntEnum):
    """How a trader takes goods across this month."""

    NONE = 0
    ALLOWANCE = 1
    FORMAL = 2
    INFORMAL = 3


class PostStatus(IntEnum):
    """What the border post can do; ``FULL`` needs both sides."""

    NONE = 0
    PASS = 1
    FULL = 2


class Duty(IntEnum):
    """What the staff of a border agency do."""

    POST = 0
    PATROL = 1
    SUPPORT = 2
    COORDINATION = 3
    SEA = 4


class Dimension(IntEnum):
    """The four dimensions of cross-border cooperation."""

    ECONOMIC = 0
    POLITICAL = 1
    CULTURAL = 2
    COMPETITION = 3


class Side(IntEnum):
    """The two governments at the border."""

    HOME = 0
    ABROAD = 1


class Crosser(IntEnum):
    """With what a household can cross: no paper, a border pass, or only a passport."""

    NO_PAPER = 0
    PASS = 1
    PASSPORT = 2  # as good as none while the gate is not full


class Work(IntEnum):
    """Whether a member of the household works in Sarawak, and with which papers."""

    HOME = 0
    IRREGULAR = 1
    LEGAL = 2


class Use(IntEnum):
    """What a household uses on the other side: bits."""

    PHONE = 1
    HEALTH = 2
    SCHOOL = 4


class Goods(NamedTuple):
    """Goods that cross; prices in rupiah per unit, volumes in units per month."""

    direction: Annotated[Array, Column("int8", "Direction", "which way it crosses")]
    eligible: Annotated[Array, Column("bool", "yes or no", "may cross under the allowance")]
    produced: Annotated[Array, Column("bool", "yes or no", "made at the border: price moves here")]
    weight: Annotated[Array, Column("float64", "kilogram", "per unit")]
    spoilage: Annotated[Array, Column("float64", "share", "lost per crossing")]
    spending_share: Annotated[Array, Column("float64", "share", "of spending on border goods")]
    farm_share: Annotated[Array, Column("float64", "share", "of farm income")]
    town_freight: Annotated[Array, Column("float64", "rupiah", "from the capital to the gate")]
    home_normal: Annotated[Array, Column("float64", "rupiah", "price in the market at home")]
    abroad_normal: Annotated[Array, Column("float64", "rupiah", "price in the market abroad")]
    home: Annotated[Array, Column("float64", "rupiah", "price at the border, home side")]
    abroad: Annotated[Array, Column("float64", "rupiah", "price at the border, other side")]
    home_lower: Annotated[Array, Column("float64", "rupiah", "bound of the price at home")]
    home_upper: Annotated[Array, Column("float64", "rupiah", "bound of the price at home")]
    abroad_lower: Annotated[Array, Column("float64", "rupiah", "bound of the price abroad")]
    abroad_upper: Annotated[Array, Column("float64", "rupiah", "bound of the price abroad")]
    home_volume: Annotated[Array, Column("float64", "units", "sold at home in a normal month")]
    abroad_volume: Annotated[Array, Column("float64", "units", "sold abroad in a normal month")]
    traded: Annotated[Array, Column("float64", "units", "arrived by traders this month")]
    arrived: Annotated[Array, Column("int64", "rupiah", "what these units had cost")]
    bought: Annotated[Array, Column("float64", "units", "taken out of their market by traders")]
    shopped: Annotated[Array, Column("float64", "units", "bought across by households")]


class Traders(NamedTuple):
    """Traders at the border, in slots that may be empty; money in rupiah of this month."""

    alive: Annotated[Array, Column("bool", "yes or no", "is in business")]
    local: Annotated[Array, Column("bool", "yes or no", "lives in the three sub-districts")]
    household: Annotated[Array, Column("int32", "row of households or -1", "whose trader it is")]
    good: Annotated[Array, Column("int8", "row of goods", "what it trades")]
    channel: Annotated[Array, Column("int8", "Channel", "of this month")]
    path: Annotated[Array, Column("int8", "row of paths or -1", "taken when informal")]
    licence: Annotated[Array, Column("bool", "yes or no", "holds a business licence")]
    card: Annotated[Array, Column("bool", "yes or no", "may use an allowance of its own")]
    borrows: Annotated[Array, Column("bool", "yes or no", "would carry goods on lent cards")]
    capital: Annotated[Array, Column("float64", "rupiah", "to buy goods with")]
    trips: Annotated[Array, Column("int16", "trips", "this month")]
    caught: Annotated[Array, Column("int16", "trips", "on which goods were seized")]
    busy: Annotated[Array, Column("float64", "share", "of the month that trading takes")]
    evading: Annotated[Array, Column("float64", "share", "of the goods on lent cards")]
    quantity: Annotated[Array, Column("float64", "units per trip", "bought for each trip")]
    sold: Annotated[Array, Column("int64", "rupiah", "receipts of sales")]
    bought: Annotated[Array, Column("int64", "rupiah", "paid for goods")]
    seized: Annotated[Array, Column("int64", "rupiah", "goods seized, at what they cost")]
    spoiled: Annotated[Array, Column("int64", "rupiah", "goods spoiled, at what they cost")]
    costs: Annotated[Array, Column("int64", "rupiah", "fares, duty, bribes, fines, licences")]
    allowance_used: Annotated[Array, Column("int64", "rupiah", "goods on cards, either way")]
    cards: Annotated[Array, Column("int8", "cards", "own and lent, used this month")]
    profit: Annotated[Array, Column("float64", "rupiah", "with work elsewhere, smoothed")]
    official_belief: Annotated[Array, Column("float32", "times", "cost of the official way")]
    price_belief: Annotated[Array, Column("float32", "rupiah", "expected price where it sells")]
    risk_belief: Annotated[Array, Column("float32", "0-1", "detection per trip", "path")]


class Paths(NamedTuple):
    """Clusters of unofficial paths."""

    village: Annotated[Array, Column("int16", "row of villages", "nearest")]
    number: Annotated[Array, Column("float64", "paths", "in the cluster")]
    hours: Annotated[Array, Column("float64", "hours", "one way")]
    traffic_start: Annotated[Array, Column("float64", "share", "of informal crossings at first")]
    patrol: Annotated[Array, Column("float64", "share", "of all patrols")]
    weight: Annotated[Array, Column("float64", "weight", "in the choice of the trader at hand")]
    detection: Annotated[Array, Column("float64", "0-1", "per trip")]
    belief: Annotated[Array, Column("float64", "0-1", "of detection, mean of traders")]
    skill: Annotated[Array, Column("float64", "0-1", "of those who evade")]
    traffic: Annotated[Array, Column("float64", "trips", "of traders and households, this month")]
    trader_trips: Annotated[Array, Column("float64", "trips", "of traders, this month")]
    caught: Annotated[Array, Column("float64", "trips", "detected this month")]
    seized: Annotated[Array, Column("int64", "rupiah", "this month")]


class BorderAgencies(NamedTuple):
    """Agencies at the border; ``ministry`` numbers the ministries they answer to."""

    ministry: Annotated[Array, Column("int8", "number", "it answers to")]
    duty: Annotated[Array, Column("int8", "Duty", "what its staff do")]
    staff: Annotated[Array, Column("float64", "persons", "at this border")]
    coordination: Annotated[Array, Column("float64", "0-1", "κ, with the others, this month")]
    coordination_start: Annotated[Array, Column("float64", "0-1", "κ without a policy")]


class BorderPost(NamedTuple):
    """The border post: one row."""

    status: Annotated[Array, Column("int8", "PostStatus", "this month")]
    with_pass: Annotated[Array, Column("float64", "crossings", "of households, each way")]
    with_passport: Annotated[Array, Column("float64", "crossings", "of households, each way")]
    informal: Annotated[Array, Column("float64", "crossings", "of all on the paths, each way")]
    traders: Annotated[Array, Column("float64", "crossings", "of traders, each way")]
    normal_flow: Annotated[Array, Column("float64", "crossings", "documented, at the start")]
    normal_informal: Annotated[Array, Column("float64", "crossings", "informal, at the start")]
    hours: Annotated[Array, Column("float64", "hours", "queue and checks per crossing")]
    known_hours: Annotated[Array, Column("float64", "hours", "what people reckon with")]
    seized: Annotated[Array, Column("int64", "rupiah", "at the post, this month")]
    detection: Annotated[Array, Column("float64", "0-1", "of contraband at the post")]
    official_belief: Annotated[Array, Column("float64", "times", "cost of the official way, mean")]
    case_days: Annotated[Array, Column("float64", "days", "to settle a case of smuggling")]


class Forum(NamedTuple):
    """The forum of cross-border cooperation, Sosek Malindo: one row."""

    stock: Annotated[Array, Column("float64", "0-1", "cooperation achieved", "dimension")]
    activity: Annotated[Array, Column("float64", "0-1", "this month", "dimension")]
    quality: Annotated[Array, Column("float64", "0-1", "of its agreements")]
    lag: Annotated[Array, Column("float64", "months", "from proposal to decision")]
    progress: Annotated[Array, Column("float64", "share", "of the way to the decision")]
    incidents: Annotated[Array, Column("float64", "incidents", "this month")]
    hazard: Annotated[Array, Column("float64", "per month", "that the other side decides to open")]


class Governments(NamedTuple):
    """The two governments: row HOME, row ABROAD."""

    ready: Annotated[Array, Column("bool", "yes or no", "its side of the gate can open")]
    decided: Annotated[Array, Column("bool", "yes or no", "has decided to open its side")]
    waiting: Annotated[Array, Column("float64", "months", "until what is decided is there")]
    income: Annotated[Array, Column("float64", "dollars", "income per person and year")]
    bargaining: Annotated[Array, Column("float64", "share", "bargaining power")]
    surplus: Annotated[Array, Column("float64", "share", "of the gains of cooperation")]
    burden: Annotated[Array, Column("float64", "share", "of its costs")]
    gain: Annotated[Array, Column("float64", "rupiah", "goods sold to the other, this month")]
    gain_start: Annotated[Array, Column("float64", "rupiah", "the same, mean of a year at first")]


class BorderVillages(NamedTuple):
    """What the border means to each village; widths: Crosser."""

    gate_distance: Annotated[Array, Column("float64", "kilometre", "to the gate")]
    town_distance: Annotated[Array, Column("float64", "kilometre", "to the town's market")]
    trip_cost: Annotated[Array, Column("float64", "rupiah", "return trip to the market abroad")]
    trip_hours: Annotated[Array, Column("float64", "hours", "return, without the post")]
    households: Annotated[Array, Column("float64", "households", "by Crosser", "crosser")]
    spending: Annotated[Array, Column("float64", "rupiah", "border goods, mean per household")]
    price_ratio: Annotated[Array, Column("float64", "ratio", "of the basket, abroad to here")]
    legal_trips: Annotated[Array, Column("float64", "per month", "per household", "crosser")]
    informal_trips: Annotated[Array, Column("float64", "per month", "per household", "crosser")]
    spent: Annotated[Array, Column("float64", "rupiah", "across, per household", "crosser")]
    cost_of_living: Annotated[Array, Column("float64", "index", "of border goods", "crosser")]
    cost_at_start: Annotated[Array, Column("float64", "index", "mean in the year before month 1")]
    farm_price: Annotated[Array, Column("float64", "index", "of crops sold to town = 1")]
    farm_at_start: Annotated[Array, Column("float64", "index", "mean in the year before month 1")]
