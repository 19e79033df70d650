"""Optuna looks for the two levers that meet most needs for the public money they cost.

From the root of the project: uv run --with optuna -m docs.examples.optuna_levers
"""

import optuna

from experiments import simulate

SMALL = {"run.scale": 0.05, "run.months": 36, "unit.opening_month": 1, "mobile.opening_month": 1}
STATUS_QUO = SMALL | {"unit.opening_month": 0, "mobile.opening_month": 0}


def gain_per_cost(trial: optuna.Trial) -> float:
    """Return percentage points of needs met for a million rupiah of public cost per month."""
    outcome = simulate(
        "bengkayang",
        SMALL,
        unit__counters=trial.suggest_int("unit.counters", 1, 6),
        mobile__trips_per_month=trial.suggest_int("mobile.trips_per_month", 1, 12),
    )
    gain = outcome["needs_met"] - simulate("bengkayang", STATUS_QUO)["needs_met"]
    return gain / (outcome["public_cost"] / 1e6)


def main() -> None:
    """Try ten settings and print the best."""
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=1))
    study.optimize(gain_per_cost, n_trials=10)
    print(f"Best of {len(study.trials)}: {study.best_params}, {study.best_value:.3f} points")


if __name__ == "__main__":
    main()
