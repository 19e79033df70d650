"""Optuna looks for the two levers that meet most needs for the public money they cost.

From the root of the project: uv run --with optuna -m docs.examples.optuna_levers
"""

from functools import partial

import optuna

from experiments import simulate

STATUS_QUO = {"run.scale": 0.02, "run.months": 36, "run.burn_in": 12}
OPEN = STATUS_QUO | {"unit.opening_month": 1, "mobile.opening_month": 1}


def gain_per_cost(before: float, trial: optuna.Trial) -> float:
    """Return the points of needs met above ``before`` for a million rupiah of cost per month."""
    outcome = simulate(
        "bengkayang",
        OPEN,
        unit__counters=trial.suggest_int("unit.counters", 1, 6),
        mobile__trips_per_month=trial.suggest_int("mobile.trips_per_month", 1, 12),
    )
    return (outcome["needs_met"] - before) / (outcome["public_cost"] / 1e6)


def main() -> None:
    """Try ten settings and print the best."""
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    study = optuna.create_study(direction="maximize", sampler=optuna.samplers.TPESampler(seed=1))
    before = simulate("bengkayang", STATUS_QUO)["needs_met"]
    study.optimize(partial(gain_per_cost, before), n_trials=10)
    print(f"Best of {len(study.trials)}: {study.best_params}, {study.best_value:.3f} points")


if __name__ == "__main__":
    main()
