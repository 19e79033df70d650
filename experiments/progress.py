"""Progress of a study on stderr: a bar on a terminal, a line now and then elsewhere."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

_SECONDS_BETWEEN_LINES = 5.0


class Reporter(Protocol):
    """Who is told how far a study is."""

    def say(self, sentence: str) -> None:
        """Show a sentence."""
        ...

    def advance(self, done: int, total: int, failed: int) -> None:
        """Show how many of the runs to do are done, and how many of those failed."""
        ...


class Silence:
    """Shows nothing."""

    def say(self, sentence: str) -> None:
        """Show nothing."""

    def advance(self, done: int, total: int, failed: int) -> None:
        """Show nothing."""


class Lines:
    """Writes a plain line every few seconds, for logs."""

    def __init__(self) -> None:
        self._start = self._last = time.monotonic()

    def say(self, sentence: str) -> None:
        """Write a sentence."""
        print(sentence, file=sys.stderr, flush=True)  # noqa: T201

    def advance(self, done: int, total: int, failed: int) -> None:
        """Write how far the study is, unless a line was written a moment ago."""
        now = time.monotonic()
        if done < total and now - self._last < _SECONDS_BETWEEN_LINES:
            return
        self._last = now
        rate = done / max(now - self._start, 1e-9)
        left = f", {(total - done) / rate:,.0f} s left" if 0 < done < total else ""
        failures = f", {failed} failed" if failed else ""
        self.say(f"{done} of {total} runs, {rate:,.1f} runs per second{left}{failures}")


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        """Return runs per second."""
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:,.1f} runs/s", style="dim")


class Bar:
    """Draws a bar with the rate and the time left."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("runs", total=None, failures="", visible=False)

    def say(self, sentence: str) -> None:
        """Write a sentence above the bar."""
        self._progress.console.print(sentence)

    def advance(self, done: int, total: int, failed: int) -> None:
        """Move the bar."""
        failures = f"{failed} failed" if failed else ""
        self._progress.update(
            self._task, completed=done, total=total, failures=failures, visible=True
        )


@contextmanager
def reporter(*, quiet: bool) -> Iterator[Reporter]:
    """Give the reporter that suits stderr: a bar on a terminal, else lines; or silence."""
    if quiet:
        yield Silence()
    elif not sys.stderr.isatty():
        yield Lines()
    else:
        columns = (
            TextColumn("Running"),
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[failures]}", style="red"),
        )
        with Progress(*columns, console=Console(stderr=True)) as progress:
            yield Bar(progress)
