// @ts-check
// Wires the page: facts, question from the address, answer, parts.
import { mountCharts } from "tapal/charts";
import { mountControls } from "tapal/controls";
import { mountDownloads } from "tapal/downloads";
import { mountGains } from "tapal/gains";
import { followLanguage, followScheme, followTop, mountTools, remembered } from "tapal/heading";
import { mountHeadline } from "tapal/headline";
import { mountInspect } from "tapal/inspect";
import { mountLesson } from "tapal/lesson";
import { createLesson, stepQuestion } from "tapal/lesson-steps";
import { mountMaps } from "tapal/map";
import { presetQuestion, sameQuestion } from "tapal/question";
import { createRunner, IDLE } from "tapal/run";
import { keepAddress, readAddress } from "tapal/share";
import { loadFacts, sourceKind } from "tapal/source";
import { createStore } from "tapal/store";
import { setLanguage, setTexts } from "tapal/text";
import { mountTimeline } from "tapal/timeline";

/** The map's layer where the address names none: there a service policy shows first. */
const FIRST_LAYER = "papers";

/** The parts of the results, by the element that each fills. */
const PARTS = Object.entries({
  maps: mountMaps,
  timeline: mountTimeline,
  inspect: mountInspect,
  charts: mountCharts,
  gains: mountGains,
  downloads: mountDownloads,
});

/** @param {string} id */
const place = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

async function start() {
  const facts = await loadFacts();
  const asked = readAddress(facts, location.search);
  const language = firstLanguage(asked.language);
  setTexts(facts.texts, facts.region.first_month);
  setLanguage(language);

  const firstQuestion = presetQuestion(first(facts), facts);
  const lesson = asked.lesson === null || !facts.lesson.length ? null : within(asked.lesson - 1, 0, facts.lesson.length - 1);
  // A link to a step that names no question shows what the step is about.
  const step = lesson === null || asked.question ? {} : facts.lesson[lesson].show;
  const question = asked.question ?? (lesson === null ? null : stepQuestion(step, facts)) ?? firstQuestion;
  const store = createStore({
    facts,
    language,
    theme: remembered("theme") ?? "auto",
    scheme: "light",
    question,
    answer: null,
    answered: null,
    stale: false,
    mistaken: false,
    status: IDLE,
    month: within(asked.month ?? step.month ?? question.months, 1, question.months),
    playing: false,
    layer: facts.layers.find((one) => one.name === asked.layer)?.name ?? step.layer ?? FIRST_LAYER,
    selected: null,
    lesson,
  });
  // First of all listeners: what follows finds the language set and the staleness known.
  store.on(["language"], (state) => setLanguage(state.language));
  store.on(["question"], (state) =>
    store.set({ stale: state.answer !== null && !sameQuestion(state.question, state.answered) }),
  );

  const runner = createRunner(store);
  followScheme(store);
  followLanguage(store);
  const course = createLesson(store, runner);
  mountTools(place("tools"), store, course.toggle);
  followTop();
  mountHeadline(place("headline"), store, runner);
  mountControls(place("controls"), store, runner);
  mountLesson(place("lesson"), store, course);
  keepAddress(store, runner, firstQuestion);
  runner.begin(firstQuestion);
  for (const [id, mount] of PARTS) mountPart(mount, place(id), store);
}

/** A part that cannot be drawn must not take the others with it. */
function mountPart(mount, element, store) {
  try {
    mount(element, store);
  } catch (error) {
    reportError(error);
  }
}

/** What the page opens with where the address names no policy; a file may not hold the usual one. @param {any} facts */
function first({ presets, first: usual }) {
  return presets.find((preset) => preset.name === usual) ?? presets[0];
}

/** @param {string|null} asked */
function firstLanguage(asked) {
  // A file was written for readers of one language; the server's page asks the browser.
  const own = sourceKind === "embedded" ? document.documentElement.lang : navigator.language.slice(0, 2);
  const wished = asked ?? remembered("language") ?? own;
  return wished === "id" ? "id" : "en";
}

/** @param {number} value @param {number} low @param {number} high */
function within(value, low, high) {
  return Math.min(high, Math.max(low, value));
}

// Without the facts there are no texts either: what is said then stands in the page itself.
start().catch((error) => {
  place("trouble").hidden = false;
  reportError(error);
});
