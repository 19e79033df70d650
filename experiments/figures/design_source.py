"""The line below each figure of a study that varies factors: where the numbers come from."""

from collections.abc import Mapping
from typing import Final

from experiments.store import Study
from experiments.words import Language, numeral

_PHRASES: Final[Mapping[str, tuple[str, str]]] = {
    "source": (
        "Source: Tapal, study {study}; {region}; {points} points ({method}) over {factors} "
        "factors, {seeds}; {scale} % of the real households; money in 2018 rupiah; model {model}. "
        "Assumption-based: see docs/ODD.md.",
        "Sumber: Tapal, studi {study}; {region}; {points} titik ({method}) atas {factors} faktor, "
        "{seeds}; {scale} % dari rumah tangga sebenarnya; nilai uang dalam rupiah 2018; model "
        "{model}. Berdasarkan asumsi: lihat docs/ODD.md.",
    ),
    "one_seed": ("seed {first}", "benih acak {first}"),
    "seeds": ("seeds {first} to {last}", "benih acak {first} sampai {last}"),
    "factorial": ("all combinations", "semua kombinasi"),
    "one_at_a_time": ("one factor at a time", "satu faktor setiap kali"),
    "latin_hypercube": ("Latin hypercube", "hiperkubus Latin"),
    "morris": ("Morris", "Morris"),
    "sobol": ("Sobol'", "Sobol'"),
    "fast": ("FAST", "FAST"),
    "rbd_fast": ("RBD-FAST", "RBD-FAST"),
    "pawn": ("PAWN", "PAWN"),
    "delta": ("delta", "delta"),
}


def design_source(study: Study, language: Language) -> str:
    """Return study, region, points, method, factors, seeds, scale and model, in one line."""

    def said(key: str, **values: object) -> str:
        return _PHRASES[key][language == "id"].format(**values)

    manifest = study.manifest
    seeds, scale = manifest["seeds"], 100 * manifest["scale"]
    spread = "one_seed" if len(seeds) == 1 else "seeds"
    return said(
        "source",
        study=manifest["study"],
        region=manifest["region"]["label"][language],
        points=numeral(len(study.points()), language),
        method=said(manifest["plan"]["method"]),
        factors=len(manifest["factors"]),
        seeds=said(spread, first=seeds[0], last=seeds[-1]),
        scale=numeral(scale, language, 0 if scale >= 10 else 1),
        model=manifest["model_sources"][:8],
    )
