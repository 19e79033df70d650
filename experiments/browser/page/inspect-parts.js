// @ts-check
// What every panel of the inspector is made of: values of both sides over the months.

import { element } from "tapal/dom";
import { say } from "tapal/text";
import { sparkline } from "tapal/vector";

/** @typedef {{label: string, sides: (number|null)[][], format: (value: number|null) => string,
 *   low?: number, high?: number}} Row values per side and month */
/** @typedef {{node: HTMLElement, update: (month: number) => void}} Panel */

/**
 * A table with a line over the months per row; `update` shows the values of a month.
 * @param {any} answer @param {string} caption @param {Row[]} rows
 * @returns {Panel}
 */
export function comparison(answer, caption, rows) {
  const made = rows.map((row) => {
    const spark = sparkline(row.sides, row);
    const cells = row.sides.map((_, side) => element("td", { class: `inspect-value map-side${side}` }));
    const label = element("th", { scope: "row", text: row.label });
    return { row, spark, cells, node: element("tr", {}, label, ...cells, element("td", { class: "inspect-spark" }, spark.node)) };
  });
  const heads = answer.sides.map((/** @type {any} */ side, /** @type {number} */ index) =>
    element("th", { scope: "col", class: `map-side${index}` }, element("span", { class: "map-name", text: say(side.label) })),
  );
  const top = element("tr", {}, element("td"), ...heads, element("td"));
  const node = element(
    "table",
    { class: "inspect-table" },
    element("caption", { class: "visually-hidden", text: caption }),
    element("thead", {}, top),
    element("tbody", {}, ...made.map((each) => each.node)),
  );
  return {
    node,
    update(month) {
      for (const { row, spark, cells } of made) {
        cells.forEach((cell, side) => {
          cell.textContent = row.format(row.sides[side][month - 1] ?? null);
        });
        spark.move(month);
      }
    },
  };
}

/** One column of a table of months. @param {(number|null)[][]} months @param {number} index */
export const column = (months, index) => months.map((month) => month[index]);
