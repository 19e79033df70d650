"""How the comparison page looks: every width, language, scheme and state."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.experiments.browser import looking

pytestmark = pytest.mark.browser

SMALL = "policy=unit_jagoi_full&months=36&replications=2"
WIDTHS = [1440, 390, 320]
LAYERS = ["border", "papers", "welfare"]
ENGLISH = (
    r"(?i)\b(the|and|of|with|is|are|this|that|from|what|which|month|months|household|households|"
    r"village|policy|run|runs|show|open|closed|files|waiting|income|poverty|difference|save|"
    r"status quo|road|border|who|gains|never)\b"
)
INDONESIAN = (
    r"(?i)\b(yang|dan|tidak|dengan|untuk|dari|pada|bulan|rumah tangga|kebijakan|keadaan|desa|"
    r"berkas|jalan|perbatasan|kemiskinan|pendapatan|apa|ini)\b"
)


@pytest.fixture
def shown(page: Page, address: str):
    """Opens the page at a width, in a language and a scheme."""

    def show(width: int = 1440, language: str = "en", scheme: str = "light", query: str = SMALL):
        page.set_viewport_size({"width": width, "height": 900 if width > 600 else 844})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        looking.open_page(page, address, f"{query}&lang={language}")
        return page

    return show


def assert_nothing_is_cut(page: Page) -> None:
    assert looking.too_wide(page) == []
    assert looking.cut(page) == []


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_says_its_result_and_draws_all_of_it(shown, faults, width, language):
    page = shown(width, language)
    assert re.search(r"\d", page.locator(".headline-statement strong").first.inner_text())
    assert_nothing_is_cut(page)
    assert looking.blank(page) == []
    assert_nothing_is_cut(page)


@pytest.mark.parametrize("width", [1440, 320])
def test_nothing_is_cut_with_everything_unfolded(shown, faults, width):
    page = shown(width, "id")
    if width < 600:
        page.locator(".controls-toggle").click()
    looking.open_all(page)
    assert_nothing_is_cut(page)


@pytest.mark.parametrize("width", [1440, 390])
def test_every_step_of_the_lesson_can_be_read_and_shown(shown, faults, width):
    page = shown(width, "id", query=f"{SMALL}&lesson=1")
    steps = page.evaluate("fetch('/api/facts').then(a => a.json()).then(f => f.lesson.length)")
    for step in range(1, steps + 1):
        expect(page.locator(".lesson-step")).to_have_text(f"Langkah {step} dari {steps}")
        expect(page.locator("#lesson-title")).not_to_be_empty()
        assert_nothing_is_cut(page)
        page.locator(".lesson-foot .primary").click()
    expect(page.locator("#lesson")).to_be_hidden()


def test_each_layer_has_its_picture_and_a_legend_whose_shares_make_a_whole(shown, faults):
    page = shown()
    drawn = []
    for layer in LAYERS:
        page.locator(f"input[name=map-layer][value={layer}]").check(force=True)
        expect(page).to_have_url(re.compile(f"layer={layer}"))
        for side in (0, 1):
            texts = page.locator(f".map-classes dd.map-side{side}").all_inner_texts()
            # each of the shares is rounded to a tenth
            off = abs(sum(float(text.rstrip("%")) for text in texts) - 100)
            assert off <= 0.05 * len(texts) + 1e-9
        drawn.append(page.locator(".map-canvas").first.screenshot())
    assert len(set(drawn)) == len(LAYERS)


def test_no_words_of_a_map_lie_on_others_or_leave_it(shown, faults):
    page = shown()
    planned = (Path(__file__).parent / "map_words.js").read_text("utf-8")
    for language in ("en", "id"):
        page.locator(f"#tools button[lang={language}]").click()
        expect(page.locator("html")).to_have_attribute("lang", language)
        for width in (350, 480, 600):
            shared, words = page.evaluate(planned, width)
            assert shared == []
            assert words > 20


def test_no_key_blank_or_missing_value_is_shown_in_either_language(shown, faults):
    page = shown()
    prefixes = page.evaluate(
        "fetch('/api/facts').then(a => a.json())"
        ".then(f => [...new Set(Object.keys(f.texts).map(key => key.split('.')[0]))])"
    )
    unfinished = (
        rf"\b({'|'.join(prefixes)})\.[a-z_]+\b|\{{\w*\}}|undefined|\bNaN\b|\bnull\b|\[object"
    )
    for language in ("en", "id"):
        page.locator(f"#tools button[lang={language}]").click()
        expect(page.locator("html")).to_have_attribute("lang", language)
        looking.open_all(page)
        assert looking.saying(page, unfinished) == []


def test_the_language_changes_everywhere_and_without_a_reload(shown, faults):
    page = shown(query=f"{SMALL}&lesson=2")
    looking.click_map(page, 1, "^A household in")
    expect(page.locator(".story").first).to_be_visible(timeout=looking.PATIENCE)
    looking.open_all(page)
    assert looking.saying(page, INDONESIAN) == []
    page.evaluate("window.survivor = true")
    page.locator("#tools button[lang=id]").click()
    expect(page.locator("html")).to_have_attribute("lang", "id")
    assert page.evaluate("window.survivor")
    expect(page.locator(".story").first).to_be_visible(timeout=looking.PATIENCE)
    looking.open_all(page)
    # sources are cited as they were published
    said = [text for text in looking.saying(page, ENGLISH) if not text.startswith("Sumber:")]
    assert said == []
    assert "Apa yang akan berubah" in page.title()
    # numbers too: a decimal comma
    assert re.search(r"\d,\d", page.locator(".headline-statement").inner_text())


def test_every_control_and_every_figure_explains_itself(shown, faults):
    page = shown()
    looking.open_all(page)
    facts = page.evaluate("fetch('/api/facts').then(a => a.json())")
    parameters = sum(len(section["parameters"]) for section in facts["sections"])
    controls = len(facts["main_levers"]) + parameters + 3  # months, replications, seed
    expect(page.locator(".lever")).to_have_count(controls)
    expect(page.locator(".lever details.help")).to_have_count(controls)
    prices = [name for name in facts["charts"]["prices"] if name.startswith("price_")]
    charts = sum(map(len, facts["charts"].values())) - len(prices) + 2  # one good at a time
    expect(page.locator(".chart")).to_have_count(charts)
    expect(page.locator(".chart details.help")).to_have_count(charts)
    gains = page.locator(".gains-figure").count()
    assert gains >= 5
    expect(page.locator(".gains-figure details.help")).to_have_count(gains)
    expect(page.locator(".map-head details.help")).to_have_count(1)
    empty = page.locator("details.help .help-text > p:first-child").evaluate_all(
        "all => all.filter(one => one.textContent.trim().length < 15).length"
    )
    assert empty == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(shown, faults, scheme):
    page = shown(scheme=scheme)
    expect(page.locator("html")).to_have_attribute("data-scheme", scheme)
    inks = ["--ink", "--faint", "--accent", "--quo", "--policy", "--warn"]
    pairs = [(ink, ground) for ink in inks for ground in ("--ground", "--panel")]
    pairs += [("--accent-ink", "--accent"), ("--ink", "--accent-soft"), ("--warn", "--warn-soft")]
    weak = {pair: ratio for pair, ratio in looking.contrasts(page, pairs).items() if ratio < 4.5}
    assert weak == {}


@pytest.mark.parametrize(
    ("width", "language", "scheme", "lesson"),
    [
        (1440, "en", "light", ""),
        (1440, "en", "dark", ""),
        (1440, "id", "light", "&lesson=2"),
        (390, "id", "dark", "&lesson=2"),
    ],
)
def test_axe_finds_no_serious_fault(shown, faults, width, language, scheme, lesson):
    page = shown(width, language, scheme, f"{SMALL}{lesson}")
    assert looking.serious(page) == []


def test_axe_finds_no_serious_fault_in_open_and_outdated_parts(shown, faults):
    page = shown()
    looking.click_map(page, 1, "^A household in")
    expect(page.locator(".story").first).to_be_visible(timeout=looking.PATIENCE)
    page.locator("details[data-fold=all] > summary").click()
    page.locator("details[data-fold='policy.unit'] > summary").click()
    page.locator("#main-unit\\.delegation").press("ArrowLeft")
    expect(page.locator(".headline-stale")).to_be_visible()
    page.locator(".time-slider").press("Home")
    expect(page.locator(".story-later").first).to_be_visible()
    assert looking.serious(page) == []
