// @ts-check
// The switch of layers and the legend with the shares of the month on both sides.

import { element } from "tapal/dom";
import { help } from "tapal/help";
import { ranks } from "tapal/map-dots";
import { used } from "tapal/map-groups";
import { KINDS, pointSign } from "tapal/map-signs";
import { layerOf } from "tapal/map-summary";
import { number, percent, say, t } from "tapal/text";
import { lineSign, markSign, queueSign } from "tapal/vector";

/** The radio buttons of the layers, and what the chosen layer shows.
 * @param {import("tapal/store").Store} store */
export function layerSwitch(store) {
  const { facts, layer } = store.get();
  const choices = facts.layers.map((/** @type {any} */ each) => {
    const input = element("input", {
      type: "radio",
      name: "map-layer",
      value: each.name,
      on: { change: () => store.set({ layer: each.name }) },
    });
    input.checked = each.name === layer;
    return element("label", { class: "map-layer" }, input, element("span", { text: say(each.label) }));
  });
  const choice = element("fieldset", { class: "map-layers" }, element("legend", { text: t("map.layer") }), ...choices);
  const shown = layerOf(facts, layer);
  return [choice, help(say(shown.label), shown.help)];
}

/**
 * The legend of a layer; `update` fills in the counts of a month.
 * @param {any} facts @param {any} answer @param {string} layer
 * @returns {{node: HTMLElement, update: (found: number[][]) => void}}
 */
export function legend(facts, answer, layer) {
  const rankOf = ranks(layer);
  const cells = /** @type {HTMLElement[][]} */ ([]);
  const items = layerOf(facts, layer).classes.map((/** @type {any} */ kind, /** @type {number} */ index) => {
    const figures = answer.sides.map((/** @type {any} */ _, /** @type {number} */ side) => element("dd", { class: `map-side${side}` }));
    cells[index] = figures;
    const terms = answer.sides.map((/** @type {any} */ side) => element("dt", { class: "visually-hidden", text: say(side.label) }));
    const pairs = figures.flatMap((/** @type {Node} */ figure, /** @type {number} */ side) => [terms[side], figure]);
    return {
      rank: rankOf[index],
      node: element("li", {}, markSign(rankOf[index]), element("span", { class: "map-class", text: say(kind) }), element("dl", {}, ...pairs)),
    };
  });
  items.sort((/** @type {any} */ a, /** @type {any} */ b) => a.rank - b.rank);
  const classes = element("ul", { class: "map-classes" }, ...items.map((/** @type {any} */ item) => item.node));
  const title = element("p", { class: "map-legend-title", text: notes(answer).join(" ") });
  const node = element("div", { class: "map-legend" }, title, classes, signs(facts, answer));
  return {
    node,
    update(found) {
      cells.forEach((figures, index) =>
        figures.forEach((cell, side) => {
          const all = found[side].reduce((sum, count) => sum + count, 0);
          const text = percent((100 * found[side][index]) / all);
          if (cell.textContent !== text) cell.textContent = text;
          cell.title = number(found[side][index]);
        }),
      );
    },
  };
}

/** What the dots are, and what a map is not. @param {any} answer @returns {string[]} */
export const notes = (answer) => [`${t("map.legend")}.`, t("map.one_run", { seed: String(answer.question.seed) }), t("map.schematic")];

/** What lines, bars and signs mean; only the kinds of points that there are.
 * @param {any} facts @param {any} answer */
function signs(facts, answer) {
  const points = used(facts, answer);
  const kinds = KINDS.filter((kind) => points.some((point) => point.kind === kind));
  const pairs = /** @type {[Node, string][]} */ ([
    [lineSign("border"), t("map.legend.border")],
    [lineSign("road"), t("map.legend.road")],
    [lineSign("rough"), t("map.legend.rough")],
    [queueSign(), t("map.legend.point")],
    ...kinds.map((kind) => [pointSign(kind), t(`map.point.${kind}`)]),
  ]);
  return element("ul", { class: "map-signs" }, ...pairs.map(([sign, text]) => element("li", {}, sign, text)));
}
