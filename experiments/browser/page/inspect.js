// @ts-check
// Look closer: a village, a household or a service point on both sides, month by month.

import { element } from "tapal/dom";
import { icon } from "tapal/icons";
import { householdPanel } from "tapal/inspect-household";
import { pointPanel } from "tapal/inspect-point";
import { villagePanel } from "tapal/inspect-village";
import { number, t } from "tapal/text";

/**
 * The inspector of what is selected.
 * @param {HTMLElement} root
 * @param {import("tapal/store").Store} store
 */
export function mountInspect(root, store) {
  /** @type {(import("tapal/inspect-parts").Panel & {title: string})|null} */
  let panel = null;
  root.classList.add("inspect");

  function build() {
    const state = store.get();
    root.hidden = !state.answer;
    panel = null;
    if (!state.answer) return;
    panel = chosen();
    const families = element("div", { class: "inspect-families" }, element("span", { class: "note", text: t("inspect.meet") }), ...featured());
    if (!panel) {
      const hint = element("p", { class: "note", text: t("inspect.hint") });
      root.replaceChildren(element("h3", { text: t("inspect.title") }), hint, families);
      return;
    }
    const close = element(
      "button",
      { type: "button", class: "button quiet inspect-close", "aria-label": t("page.close"), on: { click: () => store.set({ selected: null }) } },
      icon("close"),
    );
    const head = element("div", { class: "inspect-head" }, element("h3", { text: panel.title, "aria-live": "polite" }), close);
    root.replaceChildren(head, panel.node, families);
    panel.update(state.month);
  }

  function chosen() {
    const state = store.get();
    if (!state.selected) return null;
    const { kind, id } = state.selected;
    if (kind === "village") return villagePanel(state, id);
    return kind === "point" ? pointPanel(store, id) : householdPanel(store, id);
  }

  /** Buttons of the households whose stories came with the answer. */
  function featured() {
    const { facts, answer, selected } = store.get();
    return answer.sides[0].stories.map((/** @type {any} */ story) => {
      const is = selected?.kind === "household" && selected.id === story.household;
      const family = { village: facts.map.villages[story.village].label, decile: number(story.decile) };
      return element("button", {
        type: "button",
        class: "button inspect-family",
        "aria-pressed": String(is),
        text: t("inspect.family", family),
        on: { click: () => store.set({ selected: { kind: "household", id: story.household, side: 1 } }) },
      });
    });
  }

  store.on(["answer", "language"], build);
  store.on(["selected"], () => {
    build();
    if (!panel) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    root.scrollIntoView({ block: "nearest", behavior: calm ? "auto" : "smooth" });
  });
  store.on(["layer"], () => {
    if (store.get().selected?.kind === "village") build();
  });
  store.on(["month"], (state) => panel?.update(state.month));
  build();
}
