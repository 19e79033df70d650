// @ts-check
// Ready-made policies in groups: one press shows the answer, which the server has kept.
import { element } from "tapal/dom";
import { presetQuestion } from "tapal/question";
import { say, t } from "tapal/text";

const GROUPS = ["service", "border", "together"];

/**
 * @param {import("./store.js").Store} store
 * @param {{run: () => void}} runner
 * @returns {{node: HTMLElement, update: () => void}}
 */
export function presets(store, runner) {
  const { facts } = store.get();
  const choose = (preset) => {
    store.set({ question: presetQuestion(preset, facts, others(store.get().question)) });
    runner.run();
  };
  const cards = facts.presets.map((preset) => card(preset, choose));
  const groups = GROUPS.filter((group) => facts.presets.some((preset) => preset.group === group));
  const tabs = groups.map((group) =>
    element("button", { type: "button", text: t(`choose.group.${group}`), on: { click: () => show(group) } }),
  );
  const own = element("p", { class: "presets-own" });
  const list = element("div", { class: "presets-list" }, ...cards);

  const world = element("p", { class: "presets-own" });
  const usual = () => store.set({ question: { ...store.get().question, world: {} } });

  let group = groups[0];
  let policy;
  const show = (chosen) => {
    group = chosen;
    tabs.forEach((tab, place) => tab.setAttribute("aria-pressed", String(groups[place] === group)));
    cards.forEach((one, place) => (one.hidden = facts.presets[place].group !== group));
  };
  const update = () => {
    const { question } = store.get();
    cards.forEach((one, place) =>
      one.setAttribute("aria-pressed", String(facts.presets[place].name === question.policy)),
    );
    own.hidden = question.policy !== null;
    own.textContent = own.hidden ? "" : ownWords(question);
    const worldly = Object.keys(question.world).length;
    world.hidden = worldly === 0;
    world.replaceChildren(
      t("controls.world", { number: worldly }),
      " ",
      element("button", { type: "button", class: "lever-back", text: t("controls.world_back"), on: { click: usual } }),
    );
    const chosen = facts.presets.find((preset) => preset.name === question.policy);
    if (question.policy !== policy && chosen) show(chosen.group);
    policy = question.policy;
  };
  show(group);
  const node = element(
    "div",
    { class: "presets" },
    element("div", { class: "segmented presets-groups", role: "group", "aria-label": t("choose.title") }, ...tabs),
    list,
    own,
    world,
  );
  return { node, update };
}

/** @param {any} preset @param {(preset: any) => void} choose */
function card(preset, choose) {
  return element(
    "button",
    { type: "button", class: "preset", "data-preset": preset.name, title: say(preset.description), on: { click: () => choose(preset) } },
    element("span", { class: "preset-label", text: say(preset.label) }),
    element("span", { class: "preset-words", text: say(preset.description) }),
  );
}

/** @param {any} question */
function ownWords(question) {
  const number = Object.keys(question.levers).length;
  if (number === 0) return t("choose.nothing_changed");
  return `${t("choose.own")}. ${t("choose.number_changed", { number })}`;
}

/** What a preset leaves as it is. @param {any} question */
function others({ world, months, replications, seed }) {
  return { world, months, replications, seed };
}
