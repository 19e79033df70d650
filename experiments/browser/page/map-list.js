// @ts-check
// Villages and service points as a list: what the maps show, for the keyboard and in words.

import { counts } from "tapal/frames";
import { element } from "tapal/dom";
import { figure, pointOf, share } from "tapal/map-summary";
import { number, percent, say, t } from "tapal/text";

/** @typedef {{kind: "village"|"point", id: number}} Entry */

/**
 * A list with one stop of the tabulator key; arrows move, Enter or Space opens.
 * @param {import("tapal/store").Store} store
 * @param {(side: number, layer: string) => Uint8Array} filmOf
 * @param {(entry: Entry|null) => void} onFocus
 * @returns {{node: HTMLElement, update: () => void}}
 */
export function placeList(store, filmOf, onFocus) {
  const { facts } = store.get();
  const entries = /** @type {Entry[]} */ ([
    ...facts.map.villages.map((/** @type {any} */ _, /** @type {number} */ id) => ({ kind: "village", id })),
    ...facts.map.points.map((/** @type {any} */ point) => ({ kind: "point", id: point.row })),
  ]);
  const options = entries.map((entry, index) =>
    element("li", {
      role: "option",
      tabindex: index === 0 ? "0" : "-1",
      on: {
        click: () => choose(entry),
        focus: () => onFocus(entry),
        blur: () => onFocus(null),
      },
    }),
  );
  const list = element("ul", { class: "map-places", role: "listbox", "aria-label": t("map.keyboard"), on: { keydown: pressed } }, ...options);
  const node = element("details", { class: "map-list", on: { toggle: update } }, element("summary", { text: t("map.list") }), list);

  /** @param {Entry} entry */
  function choose({ kind, id }) {
    store.set({ selected: { kind, id, side: 1 } });
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    const at = options.indexOf(/** @type {any} */ (document.activeElement));
    if (at < 0) return;
    const last = options.length - 1;
    const steps = /** @type {Record<string, number>} */ ({
      ArrowDown: at + 1,
      ArrowRight: at + 1,
      ArrowUp: at - 1,
      ArrowLeft: at - 1,
      Home: 0,
      End: last,
    });
    if (event.key === "Enter" || event.key === " ") choose(entries[at]);
    else if (event.key in steps) focus(Math.min(Math.max(steps[event.key], 0), last));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {number} to */
  function focus(to) {
    options.forEach((option, index) => option.setAttribute("tabindex", index === to ? "0" : "-1"));
    options[to].focus();
  }

  function update() {
    const state = store.get();
    const chosen = state.selected;
    entries.forEach((entry, index) => {
      const is = chosen?.kind === entry.kind && chosen.id === entry.id;
      options[index].setAttribute("aria-selected", String(is));
    });
    if (!(/** @type {any} */ (node).open) || state.playing) return;
    entries.forEach((entry, index) => {
      options[index].textContent = words(state, entry, filmOf);
    });
  }

  return { node, update };
}

/** @param {any} state @param {Entry} entry @param {(side: number, layer: string) => Uint8Array} filmOf */
function words({ facts, answer, month, layer }, { kind, id }, filmOf) {
  if (kind === "point") {
    const [quo, policy] = answer.sides.map((/** @type {any} */ side) => {
      if (!side.points.open[month - 1][id]) return t("map.closed");
      return t("map.waiting", { number: number(side.points.backlog[month - 1][id]) });
    });
    return t("map.place", { place: say(pointOf(facts, id).label), quo, policy });
  }
  const village = facts.map.villages[id];
  const [quo, policy] = answer.sides.map((/** @type {any} */ _, /** @type {number} */ side) =>
    counts(filmOf(side, layer), facts.region.households, month - 1, village.first, village.households),
  );
  return t("map.place", { place: village.label, quo: figure(quo, layer), policy: percent(share(policy, layer)) });
}
