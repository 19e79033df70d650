// @ts-check
// The charts: small multiples in groups, drawn when they come near the part of the page in view.
import { chartImage } from "tapal/chart-image";
import { createPanel } from "tapal/chart-panel";
import { bandNote, turnNote, turningMonths } from "tapal/chart-words";
import { element } from "tapal/dom";
import { drawWhenNear } from "tapal/drawing";
import { figure } from "tapal/figure";
import { saveBlob } from "tapal/save";
import { say, t } from "tapal/text";

/** @typedef {import("tapal/store").Store} Store */
/** @typedef {import("tapal/chart-panel").Panel} Panel */

// The order in which people ask; groups not named here come after, and folded.
const FIRST = ["aims", "poverty", "trade", "prices", "papers"];
const PER_GROUP = 3;
// Groups of charts in two columns: all of them are shown, and stand beside their pair.
const TWO_COLUMNS = ["aims", "prices"];
const PAIR = ["price_home", "price_abroad"];

/**
 * Draws charts of the answer into an element and keeps them current.
 * @param {HTMLElement} root
 * @param {Store} store
 */
export function mountCharts(root, store) {
  /** @type {ReturnType<typeof build>|null} */
  let view = null;
  const fresh = () => {
    const { facts, answer } = store.get();
    root.hidden = !answer;
    if (!answer || !facts) return;
    view ??= build(root, store);
    view.fill();
  };
  store.on(["answer", "facts"], fresh);
  store.on(["language"], () => view?.write());
  store.on(["theme", "scheme"], () => view?.redraw());
  store.on(["month"], () => view?.point());
  fresh();
}

/** @param {HTMLElement} root @param {Store} store */
function build(root, store) {
  const { facts } = store.get();
  /** @type {Map<Panel, {name: string, sharing: string[]}>} */
  const panels = new Map();
  const words = [];
  const note = element("p", { class: "note charts-note" });
  const groups = inOrder(facts.charts).map(([name, indicators]) =>
    group(name, indicators, { panels, words, store, refill: (some) => fill(some) }),
  );
  root.replaceChildren(note, ...groups);
  const drawing = drawWhenNear([...panels.keys()], store);

  function fill(some = [...panels.keys()]) {
    const { answer, month } = store.get();
    const marks = turningMonths(facts, answer.question);
    for (const panel of some) {
      const { name, sharing } = /** @type {any} */ (panels.get(panel));
      panel.show(figure(facts, answer, name, sharing), marks);
      panel.point(month);
    }
    drawing.stale(some);
  }
  const write = () => {
    note.replaceChildren(...noteParts(store.get()));
    for (const put of words) put();
  };
  return {
    fill() {
      write();
      fill();
    },
    write() {
      write();
      for (const panel of panels.keys()) panel.write();
      drawing.stale([...panels.keys()]);
    },
    redraw: () => drawing.stale([...panels.keys()]),
    point: drawing.point,
  };
}

/** @param {Record<string, string[]>} charts @returns {[string, string[]][]} */
function inOrder(charts) {
  const rank = (name) => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length);
  return Object.entries(charts).sort(([a], [b]) => rank(a) - rank(b));
}

/** What all charts have in common, said once: lines, bands, and when the policy begins. */
function noteParts({ facts, answer }) {
  const key = (name, text) =>
    element("span", { class: `charts-key ${name}` }, element("i", { "aria-hidden": "true" }), text);
  const turning = turnNote(facts, answer.question);
  return [
    key("quo", t("side.status_quo")),
    key("policy", `${t("side.policy")}: ${say(answer.label)}`),
    element("span", { text: `${bandNote(answer.question)} ${t("chart.single_months")}` }),
    turning ? key("opens", turning) : "",
  ];
}

/** A group of charts with its heading; what is less asked for is folded. */
function group(name, indicators, { panels, words, store, refill }) {
  const heading = element("h3", { id: `charts-${name}-title` });
  words.push(() => (heading.textContent = t(`chart.${name}`)));
  const paired = indicators.filter((one) => PAIR.includes(one.split(".")[0]));
  const single = indicators.filter((one) => !paired.includes(one));
  const add = (indicator, sharing = [indicator]) => {
    const panel = newPanel(store);
    panels.set(panel, { name: indicator, sharing });
    return panel;
  };
  const wide = TWO_COLUMNS.includes(name);
  const grid = (some) => element("div", { class: wide ? "chart-grid two" : "chart-grid" }, ...some);
  const shown = wide ? single.length : PER_GROUP;
  const body = [grid(single.slice(0, shown).map((one) => add(one).element))];
  if (paired.length) body.push(...pricePair(paired, { add, panels, words, refill, grid }));
  if (single.length > shown) {
    const more = single.slice(shown);
    const summary = element("summary");
    words.push(() => (summary.textContent = t("chart.more", { number: more.length })));
    body.push(element("details", { class: "charts-more" }, summary, grid(more.map((one) => add(one).element))));
  }
  const about = { class: "charts-group", id: `charts-${name}`, "data-focus": name };
  if (FIRST.includes(name)) {
    return element("section", { ...about, "aria-labelledby": heading.id }, heading, ...body);
  }
  return element("details", { ...about, class: "charts-group charts-fold" }, element("summary", {}, heading), ...body);
}

/** The price of one good on both sides of the border, on one axis; which good is chosen above. */
function pricePair(paired, { add, panels, words, refill, grid }) {
  const goods = [...new Set(paired.map((name) => name.split(".")[1]))];
  const namesOf = (good) => PAIR.map((side) => `${side}.${good}`);
  const pair = namesOf(goods[0]).map((name) => add(name, namesOf(goods[0])));
  const select = element("select", { class: "charts-select" });
  const caption = element("span");
  words.push(() => {
    caption.textContent = t("chart.good");
    const chosen = select.value;
    select.replaceChildren(
      ...goods.map((good) => element("option", { value: good, text: t(`chart.good.${good}`) })),
    );
    select.value = chosen || goods[0];
  });
  select.addEventListener("change", () => {
    const names = namesOf(select.value);
    pair.forEach((panel, place) => panels.set(panel, { name: names[place], sharing: names }));
    refill(pair);
  });
  return [
    element("label", { class: "charts-choice" }, caption, " ", select),
    grid(pair.map((panel) => panel.element)),
  ];
}

/** @param {Store} store */
function newPanel(store) {
  return createPanel({
    onMonth: (month) => store.set({ month }),
    async onSave(panel, kind) {
      const state = store.get();
      const shown = panel.figure();
      if (!shown) return;
      const marks = turningMonths(state.facts, state.answer.question);
      saveBlob(await chartImage(shown, marks, state, kind), `tapal-${shown.name}.${kind}`);
    },
  });
}
