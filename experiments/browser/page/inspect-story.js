// @ts-check
// A household's months as sentences.

import { element } from "tapal/dom";
import { monthName, number, say, t, thousands } from "tapal/text";

/** An event in words. @param {any} event */
export function sentence({ kind, paper, where, rupiah, visits }) {
  const blanks = { paper: say(paper), where: say(where), rupiah: rupiah == null ? "" : thousands(rupiah), visits: number(visits) };
  if (kind === "applies") return t(where ? "story.applies" : "story.applies_nowhere", blanks);
  if (kind === "receives" || kind === "abandons") {
    if (rupiah == null || visits == null) return t(`story.${kind}_plain`, blanks);
    return t(visits === 1 ? `story.${kind}_once` : `story.${kind}`, blanks);
  }
  return t(`story.${kind}`, blanks);
}

/**
 * A side's story; months after the one shown are faint.
 * @param {any} side of the answer @param {number} index of the side @param {any} story
 * @param {(month: number) => void} go to a month
 * @returns {import("tapal/inspect-parts").Panel}
 */
export function storyColumn(side, index, story, go) {
  const items = story.months.map((/** @type {any} */ { month, events }) => {
    const name = element("button", { type: "button", class: "story-month", title: t("inspect.show_month"), text: monthName(month), on: { click: () => go(month) } });
    const lines = events.map((/** @type {any} */ event) => element("li", { class: `story-${event.kind}`, text: sentence(event) }));
    return { month, node: element("li", {}, name, element("ul", {}, ...lines)) };
  });
  const empty = element("p", { class: "note" });
  /** @type {HTMLElement|null} */
  let last = null;
  const list = element("ol", { class: "story", tabindex: "0", "aria-label": `${t("inspect.story")}, ${say(side.label)}` }, ...items.map((/** @type {any} */ item) => item.node));
  const heading = element("h4", { class: `map-side${index}` }, element("span", { class: "map-name", text: say(side.label) }));
  return {
    node: element("section", { class: "story-side" }, heading, empty, list),
    update(month) {
      for (const item of items) item.node.classList.toggle("story-later", item.month > month);
      const latest = items.findLast((/** @type {any} */ item) => item.month <= month)?.node ?? null;
      empty.textContent = latest ? "" : t("inspect.no_events", { month: monthName(month) });
      if (latest && latest !== last) list.scrollTop = topFor(list, latest);
      last = latest;
    },
  };
}

/** Where a list is scrolled to show an item whole, from the top of another on. @param {HTMLElement} list
 * @param {HTMLElement} item */
function topFor(list, item) {
  const least = item.offsetTop + item.offsetHeight - list.clientHeight;
  const first = /** @type {HTMLElement[]} */ ([...list.children]).find((each) => each.offsetTop >= least);
  return first?.offsetTop ?? 0;
}
