"""Enforcement: patrols follow seizures, and those who evade them learn.

*Purpose.* Let both sides of the game on the paths adapt (equation 12, loop FB8).

*Patrols.* Each month the share ρ = ``security.patrol_shift`` of all patrols moves to the clusters
of paths in proportion to what was seized there: s_k ← (1 − ρ) s_k + ρ · seized_k / Σ seized.

*Skill.* Those who use a cluster learn as they are pursued, and forget otherwise:
skill_k ← skill_k + g_s · p_k (1 − skill_k) − δ_s · skill_k, with p_k the detection before skill.

*Displacement* follows from the traders' choice of paths by what they believe of detection.

*Loop.* With ``loops.enforcement`` off, patrols stay where they were at the start and nobody learns.
"""

import math

from model.border_tables import Paths
from model.kernels import kernel
from model.trade_rules import TradeRules


@kernel
def enforcement(paths: Paths, rules: TradeRules) -> None:
    """Move patrols and skill by what happened this month."""
    if not rules.enforcement:
        return
    seized = 0.0
    for k in range(len(paths.patrol)):
        seized += paths.seized[k]
    for k in range(len(paths.patrol)):
        if seized > 0.0:
            paths.patrol[k] += rules.patrol_shift * (paths.seized[k] / seized - paths.patrol[k])
        raw = paths.detection[k] * math.exp(rules.skill_effect * paths.skill[k])
        gained = rules.skill_learning * raw * (1.0 - paths.skill[k])
        paths.skill[k] += gained - rules.skill_decay * paths.skill[k]
