// @ts-check
// What a map says in words: the figure of the month, shares per class, and what lies under a place.

import { counts } from "tapal/frames";
import { number, percent, say, t } from "tapal/text";

/** Classes that the title's figure counts: poor, complete papers, ties across the border. */
const COUNTED = { welfare: [0, 1], papers: [3], border: [1, 2, 3] };

/** The share counted by a layer's figure, in per cent. @param {number[]} found @param {string} layer */
export function share(found, layer) {
  const wanted = COUNTED[/** @type {keyof typeof COUNTED} */ (layer)];
  const all = found.reduce((sum, count) => sum + count, 0);
  return all ? (100 * wanted.reduce((sum, index) => sum + found[index], 0)) / all : 0;
}

/** The figure of a map's title. @param {number[]} found @param {string} layer */
export function figure(found, layer) {
  return t(`map.figure.${layer}`, { share: percent(share(found, layer)) });
}

/** All classes in words. @param {any} facts @param {string} layer @param {number[]} found */
export function summary(facts, layer, found) {
  const all = found.reduce((sum, count) => sum + count, 0);
  return layerOf(facts, layer)
    .classes.map((/** @type {any} */ kind, /** @type {number} */ index) =>
      t("map.summary", {
        label: say(kind),
        number: number(found[index]),
        share: percent((100 * found[index]) / all),
      }),
    )
    .join("; ");
}

/** @param {any} facts @param {string} name */
export const layerOf = (facts, name) => facts.layers.find((/** @type {any} */ layer) => layer.name === name);

/** @param {any} facts @param {number} row */
export const pointOf = (facts, row) => facts.map.points.find((/** @type {any} */ point) => point.row === row);

/** The village of a household. @param {any} facts @param {number} household */
export function villageOf(facts, household) {
  return facts.map.villages.findIndex(
    (/** @type {any} */ village) => household >= village.first && household < village.first + village.households,
  );
}

/**
 * A heading and a line about what lies at a place of one side's map.
 * @param {{facts: any, answer: any, month: number, layer: string}} state
 * @param {number} side @param {Uint8Array} film
 * @param {{kind: string, id: number}} hit
 * @returns {[string, string]}
 */
export function about({ facts, answer, month, layer }, side, film, { kind, id }) {
  const households = facts.region.households;
  if (kind === "village") {
    const village = facts.map.villages[id];
    const found = counts(film, households, month - 1, village.first, village.households);
    return [
      t("map.village", {
        village: village.label,
        sub_district: say(facts.sub_districts[village.sub_district].label),
        households: number(village.households),
      }),
      figure(found, layer),
    ];
  }
  if (kind === "point") {
    const files = answer.sides[side].points.backlog[month - 1][id];
    return [say(pointOf(facts, id).label), t("map.waiting", { number: number(files) })];
  }
  const village = facts.map.villages[villageOf(facts, id)];
  const rank = film[(month - 1) * households + id];
  return [
    t("inspect.household", { village: village.label }),
    `${say(layerOf(facts, layer).classes[rank])} · ${t("map.follow")}`,
  ];
}
