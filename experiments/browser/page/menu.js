// @ts-check
// A small menu of actions: a disclosure that closes by Escape, by a choice, and by leaving it.
import { element } from "tapal/dom";

/**
 * @param {string} label what the button says
 * @param {string} about what it concerns; part of the accessible name
 * @param {[string, () => void][]} actions
 * @returns {HTMLDetailsElement}
 */
export function menu(label, about, actions) {
  const close = () => {
    made.open = false;
  };
  const summary = element(
    "summary",
    {},
    label,
    element("span", { class: "visually-hidden", text: ` ${about}` }),
  );
  const buttons = actions.map(([text, act]) =>
    element("button", { type: "button", text, on: { click: () => (close(), act()) } }),
  );
  const made = element(
    "details",
    {
      class: "menu",
      on: {
        keydown: (event) => {
          if (event.key !== "Escape" || !made.open) return;
          close();
          summary.focus();
        },
        focusout: (event) => {
          if (event.relatedTarget && !made.contains(event.relatedTarget)) close();
        },
      },
    },
    summary,
    element("div", { class: "menu-list" }, ...buttons),
  );
  return made;
}
