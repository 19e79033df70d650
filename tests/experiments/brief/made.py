"""Made-up comparisons, so small that what a brief must say of them can be worked out by hand."""

from pathlib import Path

import numpy as np
import pandas as pd

from experiments.brief.facts import Facts
from experiments.store import Study

LEVELS = {
    "needs_met": 45.84,
    "travel_cost": 547_000.0,
    "days_to_document": 28.6,
    "equivalent_income_bottom40": 421_100.0,
    "poverty_headcount": 8.2,
    "public_cost": 0.0,
    "documents": 600.0,
}
PLACES = ("siding", "jagoi_babang")
TENTHS = [f"equivalent_income.decile_{place}" for place in range(1, 11)]
YEAR = 1e9 / 12  # rupiah a month of a billion a year
UNIT = {"unit.opening_month": 25}


def named(name, label=None, kind="policy", levers=None):
    return {
        "name": name,
        "kind": kind,
        "group": "service",
        "label": dict.fromkeys(("en", "id"), label or name),
        "description": {"en": "What it is.", "id": "Apa isinya."},
        "order": 1,
        "levers": UNIT if levers is None else levers,
        "scenario": {},
        "scenario_hash": name,
    }


def manifest(policies, seeds, months=120, scale=1.0):
    return {
        "study": "made",
        "command": "compare",
        "region": {
            "name": "made",
            "label": {"en": "Made-up border", "id": "Perbatasan rekaan"},
            "hash": "1",
            "sub_districts": {
                "siding": {"en": "Siding", "id": "Siding"},
                "jagoi_babang": {"en": "Jagoi Babang", "id": "Jagoi Babang"},
            },
        },
        "policies": [named("status_quo", "Status quo", "baseline", {}), *policies],
        "plan": {"series": True},
        "factors": [],
        "runs": (1 + len(policies)) * seeds,
        "seeds": list(range(1, seeds + 1)),
        "replications": seeds,
        "months": months,
        "scale": scale,
        "model_sources": "0123456789abcdef",
        "varied": [],
        "sessions": [
            {
                "created": "2026-11-22T10:34:51+00:00",
                "command_line": "uv run run.py compare",
                "versions": {"python": "3.13.0", "platform": "Linux", "tapal": "0.1.0"},
                "git": {"commit": "420b37e2f440", "dirty": False},
            }
        ],
    }


def outcomes(effects, seeds=5, noise=0.01, levels=LEVELS, failed=()):
    """Outcomes where each policy changes what ``effects`` says, by ``name`` or ``name@place``.

    ``noise``: the part of an effect by which it differs between seeds.
    """
    columns = [*levels, *(f"{name}@{place}" for name in levels for place in PLACES), *TENTHS]
    base = {name: levels[name.partition("@")[0]] for name in columns if name not in TENTHS}
    base |= {name: 400_000.0 * (place + 1) for place, name in enumerate(TENTHS)}
    luck = np.linspace(-1.0, 1.0, seeds) if seeds > 1 else np.zeros(1)
    rows = {}
    for policy, changes in {"status_quo": {}, **effects}.items():
        for seed, chance in enumerate(luck, 1):
            if (policy, seed) in failed:
                continue
            row = dict(base)
            for name in columns:
                effect = changes.get(name, changes.get(name.partition("@")[0], 0.0))
                size = effect if isinstance(effect, tuple) else (effect, noise * abs(effect))
                quiet = name in ("public_cost", "documents")
                row[name] += size[0] + (0.0 if quiet else size[1] * chance)
            rows[(policy, seed)] = row
    frame = pd.DataFrame.from_dict(rows, orient="index")
    frame.index = pd.MultiIndex.from_tuples(rows, names=["policy", "seed"])
    return frame


def facts(effects, seeds=5, policies=None, months=120, scale=1.0, **others):
    listed = policies or [named(name) for name in effects]
    study = Study(Path("made"), manifest(listed, seeds, months, scale))
    return Facts(study, outcomes(effects, seeds, **others))
