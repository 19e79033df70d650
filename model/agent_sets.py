"""Mesa's sets of agents, made on first use: a sweep that never asks pays nothing for them."""

from typing import Any

from model.agents import RowAgent, rows


class LazyAgents:
    """Agents of a Mesa model that are views of tables' rows, made when they are first asked for.

    To be named before ``mesa.Model`` among the bases of a model.
    """

    _agents_made = False
    _all_agents: Any
    _agents_by_type: Any

    def agent_tables(self) -> tuple[tuple[type[RowAgent], Any], ...]:
        """Return the classes of agents with their tables, in the order in which they are made."""
        raise NotImplementedError

    def _make_agents(self) -> None:
        """Make the Mesa agents, all types in a fixed order, on first use."""
        if self._agents_made:
            return
        self._agents_made = True
        for kind, table in self.agent_tables():
            for row in rows(table):
                kind(self, table, row)  # type: ignore[arg-type]

    @property
    def agents(self) -> Any:
        """All agents, as in any Mesa model; made on first use."""
        self._make_agents()
        return self._all_agents

    @property
    def agents_by_type(self) -> Any:
        """Agents by class, as in any Mesa model; made on first use."""
        self._make_agents()
        return self._agents_by_type

    @property
    def agent_types(self) -> list[type]:
        """The classes of agents."""
        self._make_agents()
        return list(self._agents_by_type)

    def remove_all_agents(self) -> None:
        """Drop the agents' objects; their rows stay, and they are made anew on next use."""
        if self._agents_made:
            super().remove_all_agents()  # type: ignore[misc]
            self._agents_by_type.clear()
            self._agents_made = False
