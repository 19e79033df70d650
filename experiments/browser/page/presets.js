// @ts-check
// Ready-made policies in groups: one press shows the answer, which the server has kept.
import { element } from "tapal/dom";
import { presetQuestion } from "tapal/question";
import { say, t } from "tapal/text";

const GROUPS = ["service", "border", "together"];

/**
 * @param {import("./store.js").Store} store
 * @param {{run: () => void}} runner
 * @param {{group?: string, policy?: string|null}} kept the open group, which outlasts a change of language
 * @returns {{node: HTMLElement, update: () => void}}
 */
export function presets(store, runner, kept) {
  const { facts } = store.get();
  const choose = (preset) => {
    store.set({ question: presetQuestion(preset, facts, others(store.get().question)) });
    runner.run();
  };
  const cards = facts.presets.map((preset) => card(preset, choose));
  const groups = GROUPS.filter((group) => facts.presets.some((preset) => preset.group === group));
  kept.group ??= groups[0];
  const tabs = groups.map((group) =>
    element("button", { type: "button", text: t(`choose.group.${group}`), on: { click: () => show(group) } }),
  );
  const own = element("p", { class: "presets-own" });
  const list = element("div", { class: "presets-list" }, ...cards);

  const world = element("p", { class: "presets-own" });
  const usual = () => store.set({ question: { ...store.get().question, world: {} } });

  const show = (chosen) => {
    kept.group = chosen;
    tabs.forEach((tab, place) => tab.setAttribute("aria-pressed", String(groups[place] === chosen)));
    cards.forEach((one, place) => (one.hidden = facts.presets[place].group !== chosen));
  };
  const update = () => {
    const state = store.get();
    const { question } = state;
    const chosen = facts.presets.find((preset) => preset.name === question.policy);
    cards.forEach((one, place) =>
      one.setAttribute("aria-pressed", String(facts.presets[place].name === question.policy)),
    );
    own.hidden = chosen !== undefined;
    own.textContent = own.hidden ? "" : ownWords(state);
    const worldly = Object.keys(question.world).length;
    world.hidden = worldly === 0;
    world.replaceChildren(
      t("controls.world", { number: worldly }),
      " ",
      element("button", { type: "button", class: "lever-back", text: t("controls.world_back"), on: { click: usual } }),
    );
    if (question.policy !== kept.policy && chosen) show(chosen.group);
    kept.policy = question.policy;
  };
  show(kept.group);
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

/** What is asked where no card is chosen. @param {any} state */
function ownWords(state) {
  const number = Object.keys(state.question.levers).length;
  if (number === 0 && !state.question.policy) return t("choose.nothing_changed");
  return number ? `${policyName(state)}. ${t("choose.number_changed", { number })}` : policyName(state);
}

/** The name of the policy that the controls hold. @param {any} state */
export function policyName({ question, answer, facts }) {
  const preset = facts.presets.find((one) => one.name === question.policy);
  if (preset) return say(preset.label);
  // Of a policy without a card the answer knows the name.
  const named = question.policy && answer?.question.policy === question.policy;
  return named ? say(answer.label) : (question.policy ?? t("choose.own"));
}

/** What a preset leaves as it is. @param {any} question */
function others({ world, months, replications, seed }) {
  return { world, months, replications, seed };
}
