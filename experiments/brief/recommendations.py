"""Recommendations in words: what to do, who acts, and the numbers that it follows from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from experiments.brief.actors import acting
from experiments.brief.advice import Advice
from experiments.brief.content import Recommendation
from experiments.brief.facts import AIMS, FARE, Facts
from experiments.brief.rules import FOR_THE_POOR, Leading
from experiments.brief.texts import between, joined, part, sentence_case, text
from experiments.brief.unknowns import Influence, Worlds
from experiments.compare import COST
from experiments.names import parameter_infos
from experiments.subject_changes import Change
from experiments.subjects import ACCESS, INCOME
from experiments.words import Language, numeral
from model.policy import JOIN

_POINTS: Final = 1  # decimals of gains over worlds


@dataclass(frozen=True)
class Adviser:
    """What advice is put into words with, in one language."""

    facts: Facts
    leading: Leading
    worlds: Worlds | None
    language: Language

    def recommendation(self, advice: Advice) -> Recommendation:
        """Return a piece of advice in words."""
        policies = [self.facts.policies[name] for name in advice.policies]
        levers = [path for policy in policies for path in policy["levers"]]
        action, evidence = self._told(advice)
        return Recommendation(action=action, actor=acting(levers, self.language), evidence=evidence)

    def _told(self, advice: Advice) -> tuple[str, str]:
        name = advice.policies[0]
        if advice.kind == "not_alone":
            return self._against(advice.policies)
        if advice.kind == "together":
            return self._say("advice.together", policy=self._label(name)), self._synergy(name)
        if self.worlds is not None and self.worlds.influence and advice.kind == "measure":
            return self._measure(name, self.worlds.factors, self.worlds.influence)
        if advice.kind == "cheaper_papers":
            both = {self.leading.name, name}
            joint = any(both <= set(other.split(JOIN)) for other in self.facts.policies)
            key = "advice.cheaper_papers_joined" if joint else "advice.cheaper_papers"
            return self._say(key, policy=self._label(name)), self._for(name, (FARE, ACCESS))
        action = self._say("advice.introduce", policy=self._label(name))
        return action, self._for(name, (ACCESS, INCOME))

    def _against(self, policies: Sequence[str]) -> tuple[str, str]:
        parts = {
            self._label(name): "; ".join(self._parts(name, (ACCESS, *FOR_THE_POOR)))
            for name in policies
        }
        quoted = joined([self._say("quoted", name=label) for label in parts], self.language)
        if len(parts) == 1:
            action = self._say("advice.not_alone", policies=quoted)
            return action, sentence_case("".join(parts.values())) + "."
        told = [self._say("evidence.of", policy=label, parts=said) for label, said in parts.items()]
        return self._say("advice.not_alone_two", policies=quoted), " ".join(told)

    def _measure(self, policy: str, factors: int, found: Influence) -> tuple[str, str]:
        info = parameter_infos()[found.factor]
        action = self._say(
            "advice.measure" if self.leading.standing == "gain" else "advice.measure_first",
            policy=self._label(policy),
            factor=_inside(info.label(self.language)),
            help=_inside(info.help(self.language).removesuffix(".")),
        )
        low, high = found.lowest, found.highest
        evidence = self._say(
            "evidence.measure",
            factors=factors,
            low=numeral(low.estimate, self.language, _POINTS, signed=True),
            low_interval=between(low.low, low.high, _POINTS, self.language),
            high=numeral(high.estimate, self.language, _POINTS, signed=True),
            high_interval=between(high.low, high.high, _POINTS, self.language),
        )
        return action, evidence

    def _synergy(self, together: str) -> str:
        """Return in which aims a joint policy does more than the sum of its parts, and by what."""
        beyond = self.facts.beyond_the_sum[together]
        parts = "; ".join(part(change, self.language) for change in beyond if change.better > 0)
        return self._say("evidence.together", parts=parts)

    def _for(self, policy: str, wanted: Sequence[str]) -> str:
        """Return what speaks for a policy, what it makes worse, and who does as well."""
        changes = self.facts.changes[policy]
        losses = [
            aim for aim in AIMS if aim in changes and aim not in wanted and changes[aim].better < 0
        ]
        parts = "; ".join(self._parts(policy, [*wanted, *losses]))
        return sentence_case(parts) + "." + self._ties(policy, wanted)

    def _ties(self, policy: str, names: Sequence[str]) -> str:
        """Return which policies do as well, by overlapping intervals, at the same public cost."""
        mine = self.facts.changes[policy]
        tied = [
            self._say("quoted", name=self._label(other))
            for other, changes in self.facts.changes.items()
            if other != policy
            and COST in mine
            and changes[COST].difference == mine[COST].difference
            and all(_overlap(changes[name], mine[name]) for name in names if name in mine)
        ]
        if not tied:
            return ""
        key = "evidence.tie" if len(tied) == 1 else "evidence.ties"
        return self._say(key, policies=joined(tied, self.language))

    def _parts(self, policy: str, names: Iterable[str]) -> list[str]:
        """Return the clear changes of some indicators, then the public cost if there is any."""
        changes = self.facts.changes[policy]
        parts = [
            part(changes[name], self.language)
            for name in names
            if name in changes and changes[name].clear
        ]
        cost = changes.get(COST)
        if cost is not None and cost.known and cost.difference:
            size = numeral(cost.difference, self.language, cost.subject.decimals)
            parts.append(self._say("evidence.cost", size=size))
        return parts

    def _label(self, policy: str) -> str:
        return self.facts.label(policy, self.language)

    def _say(self, key: str, **values: object) -> str:
        return text(key, self.language, **values)


def _inside(words: str) -> str:
    """Return words as they stand inside a sentence; KTP and the like stay as they are."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _overlap(one: Change, other: Change) -> bool:
    return one.low <= other.high and other.low <= one.high
