"""The manifest of a study: what was asked and of what, and who did it with what.

Its file is ``manifest.json``; with it a folder is a study.
"""

import dataclasses
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from experiments.designs import QUESTION, Design
from experiments.files import write_text
from experiments.provenance import git_state, versions

MANIFEST: Final = "manifest.json"


def manifest_of(folder: Path, design: Design, command_line: str) -> dict[str, Any]:
    """Return the manifest of a new study: what is asked, of what, and of its first session."""
    scenario = design.alternatives[0].scenario
    return {
        "study": folder.name,
        "command": design.command,
        "region": {
            "name": design.region.name,
            "label": dict(design.region.label),
            "hash": design.region.content_hash,
            "sub_districts": {row.name: dict(row.label) for row in design.region.sub_districts},
            "villages": [row.name for row in design.region.villages],
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


def fingerprint(manifest: Mapping[str, Any]) -> dict[str, object]:
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


def write_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write the manifest of the study in a folder, whole or not at all."""
    text = json.dumps(manifest, indent=2, ensure_ascii=False)
    write_text(folder / MANIFEST, text + "\n")
