// @ts-check
// A household: who they are, and what happens to them on both sides.

import { element } from "tapal/dom";
import { comparison } from "tapal/inspect-parts";
import { storyColumn } from "tapal/inspect-story";
import { villageOf } from "tapal/map-summary";
import { loadStory, sourceKind } from "tapal/source";
import { number, rupiah, say, t } from "tapal/text";

/**
 * The stories of a household on both sides: those of the answer, else asked for.
 * @param {any} answer @param {number} household
 * @returns {Promise<any[]>}
 */
async function stories(answer, household) {
  const known = answer.sides.map((/** @type {any} */ side) =>
    side.stories.find((/** @type {any} */ story) => story.household === household),
  );
  if (known.every(Boolean)) return known;
  return Promise.all(answer.sides.map((/** @type {any} */ _, /** @type {number} */ side) => loadStory(answer.key, side, household)));
}

/**
 * The panel of a household; it fills when the stories are here.
 * @param {import("tapal/store").Store} store @param {number} id
 * @returns {import("tapal/inspect-parts").Panel & {title: string}}
 */
export function householdPanel(store, id) {
  const { facts, answer } = store.get();
  const title = t("inspect.household", { village: facts.map.villages[villageOf(facts, id)].label });
  const node = element("div", {}, element("p", { class: "note", role: "status", text: t("inspect.loading") }));
  /** @type {import("tapal/inspect-parts").Panel[]} */
  let parts = [];
  stories(answer, id).then(
    (found) => {
      const table = money(answer, title, found);
      const columns = found.map((story, side) =>
        storyColumn(answer.sides[side], side, story, (month) => store.set({ month, playing: false })),
      );
      parts = [table, ...columns];
      const both = element("div", { class: "story-pair" }, ...columns.map((column) => column.node));
      node.replaceChildren(who(found[0]), table.node, both, element("p", { class: "note", text: t("inspect.seed") }));
      parts.forEach((part) => part.update(store.get().month));
    },
    () => {
      const key = sourceKind === "embedded" ? "inspect.not_here" : "inspect.failed";
      node.replaceChildren(element("p", { class: "note", role: "status", text: t(key) }));
    },
  );
  return { title, node, update: (month) => parts.forEach((part) => part.update(month)) };
}

/** @param {any} answer @param {string} title @param {any[]} found */
function money(answer, title, found) {
  const income = `${t("inspect.income")} (${t("inspect.per_person")})`;
  const of = (/** @type {string} */ name) => found.map((story) => story[name]);
  return comparison(answer, title, [
    { label: income, sides: of("income"), format: rupiah, low: 0 },
    { label: t("inspect.spending"), sides: of("spending"), format: rupiah, low: 0 },
    { label: t("inspect.papers"), sides: of("papers"), format: (value) => number(value), low: 0 },
  ]);
}

/** Who they are. @param {any} story */
function who({ members: [adults, children], occupation, decile, first_papers: papers }) {
  const held = papers.map(say).join(", ") || t("inspect.no_papers");
  const lines = [
    t("inspect.members", { adults: number(adults), children: number(children) }),
    t("inspect.occupation", { occupation: say(occupation) }),
    t("inspect.decile", { number: number(decile) }),
    t("inspect.first_papers", { papers: held }),
  ];
  return element("ul", { class: "inspect-who" }, ...lines.map((text) => element("li", { text })));
}
