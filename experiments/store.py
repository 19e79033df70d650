"""Studies on disk: a manifest, and rows in Parquet shards that are whole or absent.

A shard's series are renamed into place before its runs, so a study killed at any moment holds only
whole runs. A shard is named after the runs in it: two processes that write one study by mistake
repeat work, but cannot mix their rows.
"""

import dataclasses
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from experiments.designs import QUESTION, Design
from experiments.factors import Factor
from experiments.files import in_a_sentence, read_shard, reason, write_text, write_whole
from experiments.points import Points
from experiments.provenance import digest, git_state, versions
from experiments.rows import (
    RUN_SCHEMA,
    SERIES_SCHEMA,
    TIMING_SCHEMA,
    RunResult,
    runs_table,
    series_table,
    timings_table,
)
from model.errors import InputError

POINTS: Final = "design.parquet"
REGION: Final = "region.toml"
_KEY = ["run", "policy", "point"]


@dataclass(frozen=True)
class Study:
    """A study on disk: ``folder`` holds its data, ``manifest`` says what was asked and of what."""

    folder: Path
    manifest: Mapping[str, Any]

    @classmethod
    def create(cls, folder: Path, design: Design, command_line: str) -> "Study":
        """Open the folder of a design; if it is new, write its manifest first.

        Raises InputError if the folder cannot be written, holds other files, or another study.
        """
        wanted = _manifest(folder, design, command_line)
        with in_a_sentence(folder):
            if (folder / "manifest.json").exists():
                study = cls.open(folder)
                _refuse_another(study, wanted)
                return study._going_on(design, wanted["sessions"])
            ours = {REGION, POINTS}
            if folder.exists() and any(
                not file.name.startswith(".") and file.name not in ours for file in folder.iterdir()
            ):
                raise InputError(
                    f"'{folder}' holds other files and no manifest.json; "
                    "choose an empty or a new folder with --out."
                )
        # The manifest comes last: with it the folder is a study, without it nothing but files.
        if design.region_text is not None:
            region = design.region_text
            write_whole(folder / REGION, lambda temporary: temporary.write_bytes(region))
        if design.points.factors:
            table = design.points.table()
            write_whole(folder / POINTS, lambda temporary: pq.write_table(table, temporary))
        _write_manifest(folder, wanted)
        return cls(folder, wanted)

    @classmethod
    def open(cls, folder: Path) -> "Study":
        """Open a study that exists; InputError if its manifest is absent or cannot be read."""
        path = folder / "manifest.json"
        try:
            manifest = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise InputError(
                f"'{path}' cannot be read ({reason(error)}); restore it, or choose another folder."
            ) from error
        try:
            _fingerprint(manifest)
        except (KeyError, TypeError) as error:
            raise InputError(
                f"'{path}' is not the manifest of a study; choose another folder."
            ) from error
        return cls(folder, manifest)

    @property
    def tables(self) -> Path:
        """The folder of the CSV tables."""
        return self.folder / "tables"

    @property
    def figures(self) -> Path:
        """The folder of the figures."""
        return self.folder / "figures"

    @property
    def policies(self) -> tuple[dict[str, Any], ...]:
        """The policies in order: name, kind, group, label, description, levers, scenario."""
        return tuple(self.manifest["policies"])

    @property
    def command(self) -> str:
        """The command that asked for the study: run, compare, sweep or sensitivity."""
        return str(self.manifest["command"])

    @property
    def keeps_series(self) -> bool:
        """Whether the monthly series of the runs are kept."""
        return bool(self.manifest["plan"].get("series", True))

    @property
    def sub_districts(self) -> dict[str, dict[str, str]]:
        """The labels (en, id) of the region's sub-districts by name, in order."""
        return dict(self.manifest["region"]["sub_districts"])

    def write(self, results: Sequence[RunResult]) -> None:
        """Add finished and failed runs to the study.

        Raises InputError, and leaves what was there, if the disk is full or refuses.
        """
        token = digest(result.run.key for result in results)[:16]
        self._write_shard("timings", token, timings_table(results))
        if self.keeps_series:
            self._write_shard("series", token, series_table(results))
        self._write_shard("runs", token, runs_table(results, self.manifest["varied"]))

    def finished(self) -> frozenset[tuple[str, str, int]]:
        """Return the keys (run identity, policy, point) of the runs that need not be repeated."""
        table = self._read_shards("runs", RUN_SCHEMA, [*_KEY, "status"])
        columns = (table.column(name).to_pylist() for name in (*_KEY, "status"))
        return frozenset(
            (run, policy, point)
            for run, policy, point, status in zip(*columns, strict=True)
            if status == "done"
        )

    def runs(self, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Return a row per run: its key, varied parameters, status, error and final indicators.

        A run that failed once and was done later counts as done. Rows are sorted by run identity.
        With ``columns`` only the key, the status and these are read.
        """
        wanted = None if columns is None else list(dict.fromkeys([*_KEY, "status", *columns]))
        frame = self._read_shards("runs", RUN_SCHEMA, wanted).to_pandas()
        frame = frame.sort_values([*_KEY, "status"])
        return frame.drop_duplicates(_KEY, ignore_index=True)

    def series(self) -> pd.DataFrame:
        """Return a row per finished run and reported month (from 1), sorted by run identity."""
        frame = self._read_shards("series", SERIES_SCHEMA).to_pandas()
        frame = frame.sort_values([*_KEY, "month"])
        return frame.drop_duplicates([*_KEY, "month"], ignore_index=True)

    def timings(self) -> pd.DataFrame:
        """Return the seconds that each run took; they are no part of the data."""
        return self._read_shards("timings", TIMING_SCHEMA).to_pandas()

    def outcomes(self) -> pd.DataFrame:
        """Return the final indicators of the finished runs, a row per run.

        The index is (policy, seed), with the policies in the order of the manifest; in a study
        that varies factors it is (policy, point, seed).
        """
        frame = self.runs()
        frame = frame[frame["status"] == "done"]
        order = {policy["name"]: place for place, policy in enumerate(self.policies)}
        index = ["policy", "point", "seed"] if self.manifest["factors"] else ["policy", "seed"]
        frame = frame.sort_values(
            index, key=lambda key: key.map(order) if key.name == "policy" else key
        )
        others = {*RUN_SCHEMA.names, *self.manifest["varied"]}
        shown = [name for name in frame.columns if name not in others]
        return frame.set_index(index)[shown]

    def points(self) -> Points:
        """Return the points of the design; one without factors if the study varies none.

        Raises InputError if their file is absent or damaged.
        """
        described = self.manifest["factors"]
        if not described:
            return Points()
        factors = tuple(Factor(**{**one, "levels": tuple(one["levels"])}) for one in described)
        path = self.folder / POINTS
        try:
            points = Points.of_table(factors, pq.read_table(path, partitioning=None))
        except (OSError, KeyError, pa.ArrowException) as error:
            raise InputError(
                f"'{path}' cannot be read ({reason(error)}); restore it, or run the study anew "
                "in another folder."
            ) from error
        if points.digest != self.manifest["points"]:
            raise InputError(f"'{path}' holds the points of another study; restore the right one.")
        return points

    def _going_on(self, design: Design, sessions: list[dict[str, Any]]) -> "Study":
        finished = self.finished()
        if finished - design.keys:
            raise InputError(
                f"'{self.folder / 'runs'}' holds runs of another study; take their files out, or "
                "choose another folder with --out."
            )
        # The same runs may be asked for other outputs: what is asked now is what is concluded.
        manifest = {**self.manifest, "plan": dict(design.plan)}
        if len(finished) < design.size:
            manifest["sessions"] = [*self.manifest["sessions"], *sessions]
        if manifest == self.manifest:
            return self
        _write_manifest(self.folder, manifest)
        return Study(self.folder, manifest)

    def _write_shard(self, kind: str, token: str, table: pa.Table) -> None:
        path = self.folder / kind / f"part-{token}.parquet"
        write_whole(path, lambda temporary: pq.write_table(table, temporary))

    def _read_shards(
        self, kind: str, schema: pa.Schema, columns: list[str] | None = None
    ) -> pa.Table:
        # A shard counts once its runs are in place beside its series; anything else is a remnant
        # of an interruption, or was deleted to be repeated.
        names = sorted(path.name for path in (self.folder / "runs").glob("part-*.parquet"))
        if self.keeps_series:
            names = [name for name in names if (self.folder / "series" / name).exists()]
        paths = [self.folder / kind / name for name in names]
        tables = [read_shard(path, columns) for path in paths if path.exists()]
        empty = schema.empty_table()
        if columns is not None:
            empty = empty.select([name for name in columns if name in schema.names])
        return pa.concat_tables([*tables, empty], promote_options="default")


def _write_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    text = json.dumps(manifest, indent=2, ensure_ascii=False)
    write_text(folder / "manifest.json", text + "\n")


def _manifest(folder: Path, design: Design, command_line: str) -> dict[str, Any]:
    scenario = design.alternatives[0].scenario
    return {
        "study": folder.name,
        "command": design.command,
        "region": {
            "name": design.region.name,
            "label": dict(design.region.label),
            "hash": design.region.content_hash,
            "sub_districts": {row.name: dict(row.label) for row in design.region.sub_districts},
        },
        "policies": [
            {
                "name": policy.name,
                "kind": policy.kind,
                "group": policy.group,
                "label": dict(policy.label),
                "description": dict(policy.description),
                "order": policy.order,
                "levers": dict(policy.levers),
                "scenario": scenario.flat(),
                "scenario_hash": scenario.content_hash,
            }
            for policy, scenario in (
                (alternative.policy, alternative.scenario) for alternative in design.alternatives
            )
        ],
        "plan": dict(design.plan),
        "factors": [dataclasses.asdict(factor) for factor in design.points.factors],
        "points": design.points.digest,
        "replicated": list(design.replicated),
        "more_seeds": list(design.more_seeds),
        "runs": design.size,
        "varied": list(design.varied),
        "seeds": list(design.seeds),
        "replications": len(design.seeds),
        "months": scenario.run.months,
        "scale": scenario.run.scale,
        "model_sources": design.sources,
        "sessions": [_session(command_line)],
    }


def _session(command_line: str) -> dict[str, Any]:
    return {
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "command_line": command_line,
        "versions": versions(),
        "git": git_state(),
    }


def _fingerprint(manifest: Mapping[str, Any]) -> dict[str, object]:
    """Return what must agree before a study goes on, under the words a sentence calls it by."""
    return {
        "command": manifest["command"],
        **{name: manifest["plan"].get(name) for name in QUESTION},
        "region": manifest["region"]["hash"],
        "policies": [policy["name"] for policy in manifest["policies"]],
        "parameters": [policy["scenario_hash"] for policy in manifest["policies"]],
        "points": manifest["points"],
        "seeds": [manifest["seeds"], manifest["replicated"], manifest["more_seeds"]],
        "version of the model": manifest["model_sources"],
    }


def _refuse_another(study: Study, wanted: Mapping[str, Any]) -> None:
    held, asked = _fingerprint(study.manifest), _fingerprint(wanted)
    differing = [words for words in held if held[words] != asked[words]]
    if differing:
        raise InputError(
            f"'{study.folder}' holds another study (it differs in: {', '.join(differing)}); "
            "choose another folder with --out, or delete it."
        )
