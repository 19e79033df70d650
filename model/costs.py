"""What a policy costs the public, month by month, in constant rupiah."""

from model.calendar import in_force
from model.geography import main_road_length
from model.regime import gate
from model.region import Region
from model.scenario import Scenario
from model.submodels.diplomacy import bargaining_power


def annuity(capital: float, rate: float, years: float) -> float:
    """Return the equal yearly payment that repays ``capital`` over ``years`` at ``rate``."""
    if rate == 0.0:
        return capital / years
    return capital * rate / (1.0 - (1.0 + rate) ** -years)


def monthly_costs(region: Region, scenario: Scenario, months: int) -> list[float]:
    """Return the public cost of the levers in force in each reported month 1 … ``months``.

    Capital is annualised over its life at the discount rate from opening on. A scaled district
    (``run.scale``) bears scaled costs, as it has scaled capacity.
    """
    costs = scenario.costs
    unit, mobile, post = scenario.unit, scenario.mobile, scenario.post
    facilitators, roads = scenario.facilitators, scenario.roads
    rate = costs.discount_rate
    unit_month = (annuity(costs.unit_setup, rate, costs.asset_life) + costs.unit_running) / 12
    counter_month = (
        annuity(costs.counter_setup, rate, costs.asset_life) + costs.counter_running
    ) / 12
    mobile_month = mobile.trips_per_month * costs.mobile_trip
    reached = round(facilitators.coverage * len(region.villages))
    facilitator_month = reached * costs.facilitator_month
    capital = costs.road_per_km * main_road_length(region, scenario)
    road_month = annuity(capital, rate, costs.road_life) / 12
    security, cbc, clinics = scenario.security, scenario.cbc, scenario.orientation
    plbn_month = (annuity(costs.plbn_setup, rate, costs.plbn_life) + costs.plbn_running) / 12
    intensity = cbc.economic + cbc.political + cbc.cultural + cbc.competition
    cbc_month = intensity * costs.cbc_year * home_burden(region, scenario) / 12
    patrols = sum(a.staff.value for a in region.border_agencies if a.duty == "patrol")
    posted = sum(a.staff.value for a in region.border_agencies if a.duty == "post")
    more = (security.patrol_factor - 1.0) * patrols + (security.staff_factor - 1.0) * posted
    security_month = (more * costs.patrol_year + _joint(scenario)) / 12
    totals = []
    for month in range(1, months + 1):
        total = 0.0
        if in_force(unit.opening_month, unit.closing_month, month):
            total += unit_month
        if in_force(mobile.opening_month, mobile.closing_month, month):
            total += mobile_month
        if in_force(facilitators.opening_month, facilitators.closing_month, month):
            total += facilitator_month
        if in_force(post.passport_counter_month, 0, month):
            total += counter_month
        if in_force(roads.opening_month, 0, month):
            total += road_month
        if gate(region, scenario, month).home_ready:
            total += plbn_month
        if in_force(security.opening_month, 0, month):
            total += security_month
        if in_force(cbc.opening_month, 0, month):
            total += cbc_month
        if in_force(clinics.opening_month, 0, month):
            total += costs.clinic_year / 12
        totals.append(total * scenario.run.scale)
    return totals


def home_burden(region: Region, scenario: Scenario) -> float:
    """Return the home side's share of the cost of cooperation: by power, or shared by income."""
    home = region.constants["income_home"].value
    abroad = region.constants["income_abroad"].value
    if scenario.cbc.share_burdens:
        return home / (home + abroad)
    return 1.0 - float(bargaining_power(home, abroad, scenario.cbc.bargaining_exponent))


def _joint(scenario: Scenario) -> float:
    """Return the yearly cost of working together: for a joint team or closer coordination."""
    security, usual = scenario.security, type(scenario.security)()
    closer = security.joint_team or security.coordination > usual.coordination
    return scenario.costs.security_running if closer else 0.0
