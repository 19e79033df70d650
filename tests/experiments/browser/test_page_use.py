"""What a visitor does on the comparison page: the keyboard, the lesson, the inspector."""

import re

import pytest
from playwright.sync_api import expect

from tests.experiments.browser import looking

pytestmark = pytest.mark.browser

SMALL = "policy=clinics&months=30&replications=2"


def test_tab_reaches_everything_in_the_order_of_the_page(page, faults, address):
    looking.open_page(page, address, f"{SMALL}&lesson=1")
    stops = list(looking.tab_stops(page))
    assert "skip" in stops[0]["name"]
    assert [stop["name"] for stop in stops if not stop["seen"]] == []
    assert [stop["name"] for stop in stops if not stop["within"]] == []
    assert looking.missed(page) == []
    assert looking.out_of_order(page) == []


def test_months_play_and_move_by_keyboard(page, faults, address):
    looking.open_page(page, address, SMALL)
    slider, play = page.locator(".time-slider"), page.locator(".time-play")
    slider.press("Home")
    expect(page.locator(".time-now")).to_have_text("Jan 2016")
    slider.press("ArrowRight")
    expect(page.locator(".time-now")).to_have_text("Feb 2016")
    slider.press("PageUp")
    expect(page.locator(".time-now")).to_have_text("Feb 2017")
    slider.press("PageDown")
    expect(page.locator(".time-now")).to_have_text("Feb 2016")
    first = page.locator(".map-canvas").first.get_attribute("aria-label")
    play.press("Enter")
    expect(play).to_have_text("Pause")
    expect(page.locator(".time-now")).to_contain_text("2017")
    play.press("Enter")
    expect(play).to_have_text("Play")
    expect(page.locator(".map-canvas").first).not_to_have_attribute("aria-label", str(first))
    slider.press("End")
    expect(page.locator(".time-now")).to_have_text("Jun 2018")


def test_a_policy_is_chosen_by_keyboard(page, faults, address):
    looking.open_page(page, address, SMALL)
    page.locator(".presets-groups button").first.press("Enter")
    preset = page.locator(".preset[data-preset=mobile_only]")
    preset.press("Enter")
    expect(preset).to_have_attribute("aria-pressed", "true")
    name = preset.locator(".preset-label").inner_text()
    expect(page.locator("#headline-title")).to_contain_text(name, timeout=looking.PATIENCE)


def test_the_list_of_places_opens_the_inspector_by_keyboard(page, faults, address):
    looking.open_page(page, address, SMALL)
    page.locator(".map-list > summary").press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    option = page.locator("[role=option]").nth(1)
    expect(option).to_be_focused()
    page.keyboard.press("Enter")
    expect(option).to_have_attribute("aria-selected", "true")
    village = re.split("[,:]", option.inner_text())[0]
    expect(page.locator("#inspect h3").first).to_have_text(f"Village {village}")
    page.locator(".inspect-close").press("Enter")
    expect(page.locator("#inspect h3").first).to_have_text("Look closer")


def test_escape_closes_the_lesson_and_gives_the_focus_back(page, faults, address):
    looking.open_page(page, address, SMALL)
    page.locator("#lesson-open").press("Enter")
    expect(page.locator("#lesson-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#lesson")).to_be_hidden()
    expect(page.locator("#lesson-open")).to_be_focused()


def test_a_step_of_the_lesson_shows_what_it_speaks_of(page, faults, address):
    looking.open_page(page, address, f"{SMALL}&lesson=1")
    page.locator(".lesson-show").click()
    looking.wait_for_answer(page)
    expect(page.locator("#headline-title")).to_contain_text("Unit at Jagoi")
    expect(page.locator(".time-slider")).to_have_value("12")


@pytest.mark.parametrize(
    ("language", "village", "household"),
    [("en", "Village ", "A household in "), ("id", "Desa ", "Sebuah rumah tangga di ")],
)
def test_villages_and_households_open_on_the_map(
    page, faults, address, language, village, household
):
    looking.open_page(page, address, f"{SMALL}&lang={language}")
    looking.click_map(page, 0, "^Jagoi,")
    heading = page.locator("#inspect h3").first
    expect(heading).to_have_text(f"{village}Jagoi")
    assert page.locator(".inspect-table tbody tr").count() >= 8
    looking.click_map(page, 1, f"^{household}")
    expect(heading).to_contain_text(household)
    expect(page.locator(".story")).to_have_count(2, timeout=looking.PATIENCE)
    expect(page.locator(".inspect-table")).to_be_visible()


def test_the_story_of_a_family_goes_to_its_months(page, faults, address):
    looking.open_page(page, address, SMALL)
    page.locator(".inspect-family").first.click()
    month = page.locator(".story-month").first
    name = month.inner_text()
    month.click()
    expect(page.locator(".time-now")).to_have_text(name)


def test_an_office_shows_its_backlog_and_its_effort(page, faults, address):
    looking.open_page(page, address, SMALL)
    looking.click_map(page, 1, "^Sub-district desk, Jagoi")
    expect(page.locator("#inspect h3").first).to_have_text("Sub-district desk, Jagoi")
    page.locator(".inspect-choose").select_option(label="Civil registry")
    expect(page.locator("#inspect h3").first).to_have_text("Civil registry")
    for row in ("Files waiting", "Cooperation with other offices"):
        values = page.locator(".inspect-table tr", has_text=row).locator(".inspect-value")
        expect(values).to_have_count(2)
        assert all(re.search(r"\d", value) for value in values.all_inner_texts())
