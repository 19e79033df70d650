"""The scenarios in which the twin and the model are compared."""

from tests.docking.facts import Value

STATUS_QUO: dict[str, Value] = {
    "run.scale": 0.05,
    "run.months": 36,
    # Traders without money trade nothing, prices stand still, and no price counts in welfare.
    "trade.capital": 0.0,
    "trade.price_adjustment": 0.0,
    "economy.border_goods_share": 0.0,
    # Those who work in Sarawak neither send anything home nor are missed there.
    "work.remitted_share": 0.0,
    "work.home_loss": 0.0,
    # Cooperation with the other side earns nothing.
    "cbc.income_gain": 0.0,
    # Nobody learns from others or from experience; brokers' number and price stay.
    "behaviour.own_learning": 0.0,
    "behaviour.word_of_mouth": 0.0,
    "loops.reputation": False,
    "loops.brokers": False,
    "loops.market": False,
    "loops.enforcement": False,
    "loops.security": False,
    "loops.trust": False,
    "loops.bargaining": False,
    "loops.orientation": False,
}
"""Whatever belongs to submodels that the twin lacks brings nothing."""

UNIT: dict[str, Value] = {
    **STATUS_QUO,
    "unit.opening_month": 13,
    "unit.location": "Jagoi",
    "unit.delegation": 1.0,
    "unit.vertical_delegation": 1.0,
    "unit.training": 1.0,
    "unit.complaint_handling": 1.0,
    "unit.leadership": 1.0,
}
"""The policy ``unit_jagoi_full``, opened a year earlier."""
