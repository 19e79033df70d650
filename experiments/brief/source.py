"""Where the numbers of a brief come from: study, seeds, failed runs, versions, command."""

from datetime import datetime
from typing import Final

from babel.dates import format_date

from experiments.brief.certainty import percent
from experiments.brief.facts import Facts
from experiments.brief.texts import text
from experiments.compare import BASELINE
from experiments.store import Study
from experiments.words import Language

_HASH: Final = 8
_MOST_NAMED: Final = 3
_PLATFORM: Final = ("tapal", "platform")


def source(
    facts: Facts, uncertainty: Study | None, language: Language
) -> tuple[tuple[str, str], ...]:
    """Return labels and texts, all of them from the manifest."""
    manifest = facts.study.manifest
    versions = manifest["sessions"][-1]["versions"]
    software = ", ".join(
        f"{name.capitalize() if name == 'python' else name} {value}"
        for name, value in versions.items()
        if name not in _PLATFORM
    )
    rows = [
        ("study", _study(facts, language)),
        ("pairs", _pairs(facts, language)),
        (
            "model",
            text(
                "source.model_text",
                language,
                tapal=versions.get("tapal", ""),
                commit=_commit(facts.study, language),
                model=manifest["model_sources"][:_HASH],
            ),
        ),
        ("versions", software),
        ("command", f"`{manifest['sessions'][0]['command_line']}`"),
    ]
    if uncertainty is not None:
        rows.insert(2, ("uncertainty", str(uncertainty.manifest["study"])))
    return tuple((text(f"source.{name}", language), said) for name, said in rows)


def date(study: Study, language: Language) -> str:
    """Return the day of the study's last session, as the language writes it."""
    created = datetime.fromisoformat(study.manifest["sessions"][-1]["created"])
    return str(format_date(created.date(), format="d MMMM y", locale=language))


def _commit(study: Study, language: Language) -> str:
    commit = study.manifest["sessions"][-1].get("git", {}).get("commit")
    return text("source.commit", language, commit=commit[:_HASH]) if commit else ""


def _study(facts: Facts, language: Language) -> str:
    manifest = facts.study.manifest
    return text(
        "source.study_text",
        language,
        study=manifest["study"],
        region=manifest["region"]["label"][language],
        months=manifest["months"],
        scale=percent(manifest["scale"], language),
    )


def _pairs(facts: Facts, language: Language) -> str:
    seeds = facts.study.manifest["seeds"]
    pairs = [
        facts.pairs.get(policy["name"], 0)
        for policy in facts.study.policies
        if policy["name"] != BASELINE
    ]
    blanks = {"n": len(seeds), "first": seeds[0], "last": seeds[-1]}
    failed = _failed(facts, language)
    if failed:
        return text(
            "source.pairs_fewer", language, low=min(pairs), high=max(pairs), failed=failed, **blanks
        )
    return text("source.pairs_all" if len(seeds) > 1 else "source.pairs_one", language, **blanks)


def _failed(facts: Facts, language: Language) -> str:
    """Return the runs without results, by policy."""
    done = set(facts.outcomes.index)
    missing = {
        policy["label"][language]: [
            str(seed)
            for seed in facts.study.manifest["seeds"]
            if (policy["name"], seed) not in done
        ]
        for policy in facts.study.policies
    }
    missing = {label: seeds for label, seeds in missing.items() if seeds}
    named = [
        text("source.failed_run", language, policy=label, seeds=", ".join(seeds))
        for label, seeds in list(missing.items())[:_MOST_NAMED]
    ]
    if len(missing) > _MOST_NAMED:
        named.append(text("source.more_failed", language, count=len(missing) - _MOST_NAMED))
    return "; ".join(named)
