"""Studies on disk: a manifest, and rows in Parquet shards that are whole or absent.

A shard's series and villages are renamed into place before its runs, so a study killed at any
moment holds only whole runs. A shard is named after the runs in it: two processes that write one
study by mistake repeat work, but cannot mix their rows.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from experiments.designs import Design
from experiments.factors import Factor
from experiments.files import in_a_sentence, read_shard, reason, write_whole
from experiments.manifest import MANIFEST, fingerprint, manifest_of, write_manifest
from experiments.points import Points
from experiments.provenance import digest
from experiments.rows import (
    RUN_SCHEMA,
    SERIES_SCHEMA,
    TIMING_SCHEMA,
    VILLAGE_SCHEMA,
    RunResult,
    runs_table,
    series_table,
    timings_table,
    villages_table,
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
        wanted = manifest_of(folder, design, command_line)
        with in_a_sentence(folder):
            if (folder / MANIFEST).exists():
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
        write_manifest(folder, wanted)
        return cls(folder, wanted)

    @classmethod
    def open(cls, folder: Path) -> "Study":
        """Open a study that exists; InputError if its manifest is absent or cannot be read."""
        path = folder / MANIFEST
        try:
            manifest = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise InputError(
                f"'{path}' cannot be read ({reason(error)}); restore it, or choose another folder."
            ) from error
        try:
            fingerprint(manifest)
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
    def keeps_villages(self) -> bool:
        """Whether what the runs leave of each village is kept: beside the series, if at all."""
        return self.keeps_series and bool(self._villages)

    @property
    def _villages(self) -> tuple[str, ...]:
        # studies of earlier versions hold none
        return tuple(self.manifest["region"].get("villages", ()))

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
        if self.keeps_villages:
            self._write_shard("villages", token, villages_table(results, self._villages))
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

    def villages(self) -> pd.DataFrame:
        """Return a row per finished run and village, sorted by run identity.

        A column per indicator of ``model.villages``, and the villages' ``households`` and
        ``people``. Empty if the study keeps no series, or was made by a version without villages.
        """
        frame = self._read_shards("villages", VILLAGE_SCHEMA).to_pandas()
        order = {name: place for place, name in enumerate(self._villages)}
        frame = frame.sort_values(
            [*_KEY, "village"], key=lambda key: key.map(order) if key.name == "village" else key
        )
        return frame.drop_duplicates([*_KEY, "village"], ignore_index=True)

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
        write_manifest(self.folder, manifest)
        return Study(self.folder, manifest)

    def _write_shard(self, kind: str, token: str, table: pa.Table) -> None:
        path = self.folder / kind / f"part-{token}.parquet"
        write_whole(path, lambda temporary: pq.write_table(table, temporary))

    def _read_shards(
        self, kind: str, schema: pa.Schema, columns: list[str] | None = None
    ) -> pa.Table:
        # A shard counts once its runs are in place beside its series and villages; anything else
        # is a remnant of an interruption, or was deleted to be repeated.
        names = sorted(path.name for path in (self.folder / "runs").glob("part-*.parquet"))
        for beside, kept in (("series", self.keeps_series), ("villages", self.keeps_villages)):
            if kept:
                names = [name for name in names if (self.folder / beside / name).exists()]
        paths = [self.folder / kind / name for name in names]
        tables = [read_shard(path, columns) for path in paths if path.exists()]
        empty = schema.empty_table()
        if columns is not None:
            empty = empty.select([name for name in columns if name in schema.names])
        return pa.concat_tables([*tables, empty], promote_options="default")


def _refuse_another(study: Study, wanted: Mapping[str, Any]) -> None:
    held, asked = fingerprint(study.manifest), fingerprint(wanted)
    differing = [words for words in held if held[words] != asked[words]]
    if differing:
        raise InputError(
            f"'{study.folder}' holds another study (it differs in: {', '.join(differing)}); "
            "choose another folder with --out, or delete it."
        )
