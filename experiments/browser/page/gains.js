// @ts-check
// Who gains: differences by sub-district and by tenth of income, with 95 % intervals.
import { byDecile, byPlace, cells, drawingWords, saidByDecile, saidByPlace } from "tapal/changes";
import { differenceUnit } from "tapal/chart-words";
import { element } from "tapal/dom";
import { intervalImage } from "tapal/gains-image";
import { help } from "tapal/help";
import { intervalDrawing } from "tapal/intervals";
import { look } from "tapal/measure";
import { menu } from "tapal/menu";
import { saveBlob } from "tapal/save";
import { number, say, t } from "tapal/text";

/** @typedef {import("tapal/store").Store} Store */
/** @typedef {{title: string, about: any, rows: import("tapal/intervals").Row[], name: string}} Gain */

const TEXT_SIZE = 14;

/**
 * Draws the gains of the answer into an element and keeps them current.
 * @param {HTMLElement} root
 * @param {Store} store
 */
export function mountGains(root, store) {
  /** @type {Map<Element, Gain>} */
  let drawings = new Map();
  const sized = new ResizeObserver((entries) => {
    for (const { target } of entries) draw(target, drawings.get(target));
  });
  const write = () => {
    const state = store.get();
    root.hidden = !state.answer;
    if (!state.answer || !state.facts) return;
    const open = [...root.querySelectorAll("details")].map((one) => one.open);
    sized.disconnect();
    drawings = new Map();
    root.replaceChildren(...parts(state, drawings));
    [...root.querySelectorAll("details")].forEach((one, place) => (one.open = open[place] ?? false));
    for (const target of drawings.keys()) sized.observe(target);
  };
  const redraw = () => {
    for (const [target, gain] of drawings) draw(target, gain);
  };
  const late = untilInView(root);
  store.on(["answer", "facts", "language"], () => late.run(write));
  store.on(["theme", "scheme"], () => late.run(redraw));
  addEventListener("beforeprint", redraw);
  write();
}

/** Work on what is not in view waits until what is in view has been shown. @param {Element} root */
function untilInView(root) {
  let inView = false;
  new IntersectionObserver((entries) => {
    inView = entries[entries.length - 1].isIntersecting;
  }).observe(root);
  return { run: (/** @type {() => void} */ work) => (inView ? work() : setTimeout(work)) };
}

function parts(state, drawings) {
  const { facts, answer } = state;
  const names = [...facts.charts.aims, ...facts.charts.poverty];
  const places = names
    .map((name) => {
      const about = facts.indicators[name];
      return { name, about, title: say(about.label), rows: byPlace(facts, answer, name) };
    })
    .filter((gain) => gain.rows.length);
  const tenths = byDecile(facts, answer);
  const about = facts.indicators["equivalent_income.decile_1"];
  const one = (gain) => gainFigure(gain, state, drawings);
  const made = [said(facts, places, tenths), element("p", { class: "note", text: noteText(answer) })];
  const columns = element("div", { class: "gains-columns" });
  if (tenths.length) {
    const title = say(facts.indicators.equivalent_income.label);
    columns.append(block("by_decile", one({ name: "deciles", about: { ...about, help: facts.indicators.equivalent_income.help }, title, rows: tenths })));
  }
  if (places.length) {
    columns.append(block("by_sub_district", figures(places.slice(0, 4).map(one)), folded(places.slice(4).map(one))));
  }
  return [...made, columns];
}

function said(facts, places, tenths) {
  const sentences = [saidByDecile(facts, tenths), places.length ? saidByPlace(places[0].about, places[0].rows) : ""];
  return element("div", { class: "gains-said" }, ...sentences.filter(Boolean).map((text) => element("p", { text })));
}

function noteText(answer) {
  const runs = answer.question.replications;
  const first = runs > 1 ? t("gains.note", { n: number(runs) }) : t("gains.note_one");
  return `${first} ${t("gains.period")}`;
}

function block(name, ...children) {
  return element(
    "section",
    { class: "gains-block", "aria-labelledby": `gains-${name}` },
    element("h3", { id: `gains-${name}`, text: t(`gains.${name}`) }),
    ...children,
  );
}

function figures(some) {
  return element("div", { class: "gains-places" }, ...some);
}

function folded(some) {
  if (!some.length) return null;
  return element("details", { class: "gains-more" }, element("summary", { text: t("chart.more", { number: some.length }) }), figures(some));
}

/** @param {Gain} gain */
function gainFigure(gain, state, drawings) {
  const unit = differenceUnit(gain.about.unit);
  const words = drawingWords(`${gain.title}, ${unit}`, gain.rows, gain.about.decimals);
  const drawing = element("div", { class: "gains-drawing", role: "img", "aria-label": words });
  drawings.set(drawing, gain);
  const save = async (kind) =>
    saveBlob(await intervalImage(gain, state, kind), `tapal-gains-${gain.name}.${kind}`);
  return element(
    "div",
    { class: "gains-figure" },
    element("h4", { class: "chart-title", text: gain.title }),
    element("p", { class: "chart-unit", text: `${t("gains.difference")}, ${unit}` }),
    drawing,
    element(
      "div",
      { class: "chart-tools" },
      help(gain.title, gain.about.help),
      menu(t("chart.save"), gain.title, [
        [t("download.png"), () => save("png")],
        [t("download.svg"), () => save("svg")],
      ]),
      table(gain),
    ),
  );
}

/** @param {Gain} gain */
function table({ title, rows, about }) {
  const columns = ["place", "status_quo", "policy"].map((name) => t(`gains.columns.${name}`));
  const head = [...columns, t("chart.difference"), t("gains.columns.interval")];
  return element(
    "details",
    { class: "gains-table" },
    element("summary", {}, t("chart.table"), element("span", { class: "visually-hidden", text: ` ${title}` })),
    element(
      "div",
      { class: "gains-scroll", tabindex: "0", role: "group", "aria-label": title },
      element(
        "table",
        {},
        element("thead", {}, element("tr", {}, ...head.map((text) => element("th", { scope: "col", text })))),
        element(
          "tbody",
          {},
          ...rows.map((one) =>
            element(
              "tr",
              {},
              element("th", { scope: "row", text: one.label }),
              ...cells(one, about.decimals).map((text) => element("td", { text })),
            ),
          ),
        ),
      ),
    ),
  );
}

/** @param {Element} target @param {Gain|undefined} gain */
function draw(target, gain) {
  if (!gain || target.clientWidth === 0) return;
  const how = {
    width: target.clientWidth,
    size: TEXT_SIZE,
    decimals: gain.about.decimals,
    direction: gain.about.direction,
    look: look(),
  };
  target.replaceChildren(intervalDrawing(gain.rows, how));
}
