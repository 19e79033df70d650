// @ts-check
// A village: who lives there by class, what is open, and what a visit to an office costs.

import { element } from "tapal/dom";
import { counts, films } from "tapal/frames";
import { column, comparison } from "tapal/inspect-parts";
import { layerOf } from "tapal/map-summary";
import { number, percent, rupiah, say, t } from "tapal/text";

/** @param {any} state @param {number} id of the village @returns {import("tapal/inspect-parts").Panel & {title: string}} */
export function villagePanel({ facts, answer, layer }, id) {
  const village = facts.map.villages[id];
  const filmOf = films(answer, facts.region.households);
  const shares = answer.sides.map((/** @type {any} */ _, /** @type {number} */ side) =>
    Array.from({ length: answer.question.months }, (_, month) =>
      counts(filmOf(side, layer), facts.region.households, month, village.first, village.households).map(
        (count) => (100 * count) / village.households,
      ),
    ),
  );
  const classes = layerOf(facts, layer).classes.map((/** @type {any} */ kind, /** @type {number} */ index) => ({
    label: say(kind),
    sides: shares.map((/** @type {number[][]} */ months) => column(months, index)),
    format: percent,
    low: 0,
  }));
  const [whole, one, three] = [0, 1, 3].map((decimals) => (/** @type {number|null} */ value) => number(value, decimals));
  const series = /** @type {[string, (value: number|null) => string, number|undefined][]} */ ([
    ["needs_open", whole, 0],
    ["cases", whole, 0],
    ["visit_cost", rupiah, 0],
    ["visit_hours", one, 0],
    ["cost_of_living", three, undefined],
  ]);
  const rows = series.map(([name, format, low]) => ({
    label: t(`inspect.${name}`),
    sides: answer.sides.map((/** @type {any} */ side) => column(side.villages[name], id)),
    format,
    low,
  }));
  const title = t("inspect.village", { name: village.label });
  const table = comparison(answer, title, [...classes, ...rows]);
  const about = t("map.village", {
    village: village.label,
    sub_district: say(facts.sub_districts[village.sub_district].label),
    households: number(village.households),
  });
  return { title, node: element("div", {}, element("p", { class: "note", text: about }), table.node), update: table.update };
}
