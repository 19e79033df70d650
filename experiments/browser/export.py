"""The export: the comparison page with the answers of some policies, in one HTML file.

The file asks nobody for anything: scripts, styles and data stand in it, and its
Content-Security-Policy allows nothing else. It opens from a disk or a mail.
"""

import base64
import gzip
import hashlib
import html
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Executor, as_completed
from typing import Any, Final

from experiments.browser import answering
from experiments.browser.embedding import SPACINGS, embedded
from experiments.browser.facts import facts
from experiments.browser.levers import preset
from experiments.browser.limits import Limits
from experiments.browser.page_files import (
    EMBEDDED,
    INDEX,
    PAGE,
    SOURCE,
    echarts_path,
    inline_hashes,
    modules,
    with_modules,
)
from experiments.browser.question import Question, read_question, served_region
from experiments.errors import WorkersLostError
from experiments.words import Language
from model.errors import InputError
from model.policy import load_policy

LARGEST: Final = 2_000_000  # bytes: what goes through most mail servers with room to spare

_LOST: Final = (
    "A worker process died, most often for want of memory; nothing was written. Give the same "
    "command again, with fewer --jobs."
)
_STYLE: Final = re.compile(r'<link rel="stylesheet" href="/static/([^"]+)">')
_ICON: Final = 'href="/static/icon.svg"'
_LIBRARY: Final = '<script src="/static/echarts.js" defer></script>'
_MAIN: Final = re.compile(r'(<script type="module" src=")/static/([^"]+)(")')


def questions(names: Sequence[str], others: Mapping[str, object], limits: Limits) -> list[Question]:
    """Return the question of each policy; ``others`` are the keys that all questions share.

    Raises InputError with the problems of all, each once; a policy named twice is one, also where
    the second name joins the same policies in another order.
    """
    found: list[Question] = []
    problems: list[str] = []
    for name in names:
        try:
            found.append(read_question({**others, "policy": name}, limits))
        except InputError as error:
            problems += error.problems
    keys = Counter(question.key for question in found)
    problems += [
        f"policy '{question.policy}' is named {keys[question.key]} times; name each policy once."
        for question in found
        if keys[question.key] > 1
    ]
    if problems:
        raise InputError(list(dict.fromkeys(problems)))
    return found


def answers(
    asked: Sequence[Question], executor: Executor, told: Callable[[int, int], None]
) -> list[dict[str, Any]]:
    """Return the answer of each question; runs that questions share are done once.

    ``told`` hears how many of how many runs are done. Raises WorkersLostError if a process of the
    executor dies.
    """
    region = served_region()
    runs = [answering.tasks(question, region) for question in asked]
    different = {task.key: task for tasks in runs for task in tasks}
    parts = {}
    try:
        futures = {executor.submit(answering.do, task): key for key, task in different.items()}
        for future in as_completed(futures):
            parts[futures[future]] = future.result()
            told(len(parts), len(different))
    except BrokenExecutor:
        raise WorkersLostError(_LOST) from None
    return [
        answering.answer(question, region, [parts[task.key] for task in tasks])
        for question, tasks in zip(asked, runs, strict=True)
    ]


def page(found: Sequence[Mapping[str, Any]], language: Language) -> tuple[str, int]:
    """Return the file's text, and in how many months there is one map.

    Maps are as dense as ``LARGEST`` allows. Raises InputError if the file would be larger with the
    sparsest, and if the charting library is not installed.
    """
    known = _facts([answer["question"]["policy"] for answer in found])
    months = found[0]["question"]["months"]
    for every in (spacing for spacing in SPACINGS if spacing == 1 or spacing < months):
        text = _document(embedded(known, found, every), language)
        if len(text.encode()) <= LARGEST:
            return text, every
    raise InputError(
        f"The file would be {len(text.encode()) / 1e6:.1f} MB large, and {LARGEST / 1e6:g} MB is "
        f"the most; name fewer than {len(found)} policies, or fewer --months."
    )


def _facts(names: Sequence[str]) -> dict[str, Any]:
    """Return the facts of the page with the policies of the file in place of the presets."""
    known = facts(served_region(), Limits())
    presets = [preset(load_policy(name)) for name in names]
    return {**known, "presets": presets}


def _document(data: bytes, language: Language) -> str:
    """Return the page with everything it needs inside."""
    text = _read(INDEX).replace('<html lang="en">', f'<html lang="{html.escape(language)}">')
    addresses = {name: _module(file) for name, file in modules().items()}
    text = with_modules(text, {**addresses, SOURCE: _module(EMBEDDED)})
    imports = inline_hashes(text.encode())[0]
    styles = "\n".join(_read(name) for name in _STYLE.findall(text))
    text = _STYLE.sub("", text).replace("</head>", f"<style>{styles}</style>\n</head>")
    text = text.replace(_ICON, f'href="{_data(_read("icon.svg"), "image/svg+xml")}"')
    text = _MAIN.sub(lambda main: main[1] + _module(main[2]) + main[3], text)
    library = gzip.compress(echarts_path().read_bytes(), compresslevel=9, mtime=0)
    text = text.replace(_LIBRARY, _held("library", library) + _held("held", data))
    policy = (
        f"default-src 'none'; script-src '{imports}' data: blob:; style-src "
        f"'{_hash(styles)}'; img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return text.replace('<meta charset="utf-8">', f'<meta charset="utf-8">\n{meta}', 1)


def _read(name: str) -> str:
    return (PAGE / name).read_text(encoding="utf-8")


def _module(name: str) -> str:
    return _data(_read(name), "text/javascript")


def _data(text: str, media_type: str) -> str:
    return f"data:{media_type};base64,{base64.b64encode(text.encode()).decode()}"


def _held(name: str, packed: bytes) -> str:
    content = base64.b64encode(packed).decode()
    return f'<script type="application/gzip" id="{name}">{content}</script>\n'


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
