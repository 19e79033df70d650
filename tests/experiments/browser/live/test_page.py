"""The page without a browser: Solara renders it in this process."""

import importlib.metadata
import os

import pytest

from experiments.browser import extra
from experiments.browser.live import assets
from experiments.browser.live.controls import start_of
from experiments.browser.live.simulation import LiveBorder
from model.errors import InputError

ASKED = "policy=unit_jagoi_full&months=24&scale=0.1"


@pytest.fixture
def shown(live_page, monkeypatch):
    """Renders the page for a visitor; gives the models made and the rendered page."""
    import solara  # noqa: PLC0415

    made: list[LiveBorder] = []

    def noted(**choice):
        made.append(LiveBorder(**choice))
        return made[-1]

    monkeypatch.setattr(live_page, "LiveBorder", noted)
    monkeypatch.setattr(live_page, "start_of", lambda _: start_of(ASKED))
    rendered = []

    def show():
        @solara.component
        def Main():  # noqa: N802
            solara.AppLayout(children=[live_page.Page()])

        _, context = solara.render(Main(), handle_error=False)
        rendered.append(context)
        return context

    yield show, made
    for context in rendered:
        context.close()


def press(context, name):
    import ipyvuetify  # noqa: PLC0415

    buttons = context.find(ipyvuetify.Btn).widgets
    next(button for button in buttons if name in button.children).click()


def test_each_visitor_has_a_model(shown):
    show, made = shown
    first, second = show(), show()
    press(first, "Step")
    press(first, "Step")
    press(second, "Step")
    assert [model.snapshot.month for model in made] == [2, 1]


def test_the_page_begins_with_what_the_address_asks_for(shown):
    show, made = shown
    show()
    assert made[0].choice["policy"] == "unit_jagoi_full"
    assert made[0].snapshot.months == 24


def test_a_missing_package_is_told_in_one_sentence(monkeypatch):
    def nothing(name):
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(extra, "distribution", nothing)
    with pytest.raises(InputError, match=r"\(solara-assets\); call Tapal with its extra"):
        assets.assets_folder()


def test_solara_is_told_to_ask_nobody(live_page):
    from solara.server import settings  # noqa: PLC0415

    assert not settings.telemetry.mixpanel_enable
    assert not settings.theme.show_banner
    assert settings.main.mode == "production"
    assert os.environ["SOLARA_APP"] == "experiments.browser.live.page:Page"
