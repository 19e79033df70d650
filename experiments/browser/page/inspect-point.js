// @ts-check
// A service point: its queue, its delay, how it treats people and works with other offices.

import { element } from "tapal/dom";
import { column, comparison } from "tapal/inspect-parts";
import { pointOf } from "tapal/map-summary";
import { monthName, number, say, t } from "tapal/text";

/**
 * @param {import("tapal/store").Store} store @param {number} id row of the point
 * @returns {import("tapal/inspect-parts").Panel & {title: string}}
 */
export function pointPanel(store, id) {
  const { facts, answer } = store.get();
  const point = pointOf(facts, id);
  const [whole, one, two] = [0, 1, 2].map((decimals) => (/** @type {number|null} */ value) => number(value, decimals));
  const series = /** @type {[string, (value: number|null) => string, number|undefined][]} */ ([
    ["backlog", whole, undefined],
    ["arrivals", whole, undefined],
    ["delay", one, undefined],
    ["orientation", two, 1],
    ["effort", two, 1],
  ]);
  const rows = series
    .map(([name, format, high]) => ({
      label: t(`inspect.point.${name}`),
      sides: answer.sides.map((/** @type {any} */ side) => whileOpen(side, name, id)),
      format,
      low: 0,
      high,
    }))
    .filter((row) => row.sides.some((/** @type {(number|null)[]} */ side) => side.some((value) => value !== null)));
  const title = say(point.label);
  const table = comparison(answer, title, rows);
  const states = answer.sides.map((/** @type {any} */ _, /** @type {number} */ side) => element("p", { class: `inspect-state map-side${side}` }));
  const help = point.kind === "office" ? element("p", { class: "note", text: t("inspect.point.help") }) : null;
  const node = element("div", {}, chooser(store, id), element("div", { class: "inspect-states" }, ...states), table.node, help);
  return {
    title,
    node,
    update(month) {
      answer.sides.forEach((/** @type {any} */ side, /** @type {number} */ index) => {
        const key = side.points.open[month - 1][id] ? "inspect.point.open" : "inspect.point.closed";
        states[index].textContent = `${say(side.label)}: ${t(key, { month: monthName(month) })}`;
      });
      table.update(month);
    },
  };
}

/** A point's values in the months in which it is open. @param {any} side @param {string} name @param {number} id */
function whileOpen(side, name, id) {
  const open = column(side.points.open, id);
  return column(side.points[name], id).map((value, month) => (open[month] ? value : null));
}

/** All points, to go from one to another. @param {import("tapal/store").Store} store @param {number} id */
function chooser(store, id) {
  const { facts } = store.get();
  const options = facts.map.points.map((/** @type {any} */ point) =>
    element("option", { value: point.row, selected: point.row === id, text: say(point.label) }),
  );
  const select = element("select", {
    class: "inspect-choose",
    on: { change: () => store.set({ selected: { kind: "point", id: Number(select.value), side: 1 } }) },
  }, ...options);
  return element("label", { class: "inspect-chooser" }, element("span", { text: t("inspect.points") }), select);
}
