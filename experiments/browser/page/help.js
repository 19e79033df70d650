// @ts-check
import { element } from "tapal/dom";
import { say, t } from "tapal/text";

/**
 * "What is this?": a disclosure that explains a control or an indicator.
 * @param {string} label what is explained; part of the accessible name
 * @param {{en: string, id: string}|string} text
 * @param {Node[]} [extra] shown below the text
 * @returns {HTMLElement}
 */
export function help(label, text, extra = []) {
  const words = typeof text === "string" ? text : say(text);
  return element(
    "details",
    { class: "help" },
    element(
      "summary",
      {},
      t("help.button"),
      element("span", { class: "visually-hidden", text: ` ${label}` }),
    ),
    element("div", { class: "help-text" }, element("p", { text: words }), ...extra),
  );
}
