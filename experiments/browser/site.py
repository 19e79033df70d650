"""The application with the model behind it: what ``browse`` serves."""

from collections.abc import Collection, Mapping

from starlette.applications import Starlette

from experiments.browser import answering, stories
from experiments.browser.app import application
from experiments.browser.cache import Answers, cache_folder
from experiments.browser.facts import facts
from experiments.browser.levers import FIRST, offered
from experiments.browser.limits import Limits
from experiments.browser.live.routes import LivePage
from experiments.browser.page_files import page_files
from experiments.browser.pool import Pool
from experiments.browser.question import read_question, served_region
from experiments.browser.service import Service
from model.compilation import is_compiled


def site(
    workers: int,
    *,
    hosts: Collection[str] | None,
    origins: Mapping[str, str] | None = None,
    prepare: bool = True,
    limits: Limits | None = None,
) -> Starlette:
    """Return the application with ``workers`` processes that run the model.

    ``hosts``: the names under which the server may be called, or None for any; ``origins``: its
    addresses behind a proxy, by Host. ``prepare``: whether the answers of all policies are
    computed, and the live page is loaded, while nobody needs the workers. Raises InputError if a
    package of the extra is missing.
    """
    region, bounds = served_region(), limits or Limits()
    known = facts(region, bounds)
    names = [policy.name for policy in offered()] if prepare else []
    service = Service(
        region=region,
        read=read_question,
        tasks=answering.tasks,
        do=answering.do,
        answer=answering.answer,
        story=stories.story,
        warm=answering.warm,
        households=known["region"]["households"],
        prepared=tuple({"policy": name} for name in sorted(names, key=lambda name: name != FIRST)),
    )
    answers = Answers(cache_folder(), bounds.memory_bytes, bounds.disk_bytes)
    return application(
        service,
        Pool(workers, service.warm, one_first=not is_compiled()),
        answers,
        known,
        page_files(),
        limits=bounds,
        hosts=hosts,
        origins=origins,
        live=LivePage() if prepare else None,
    )
