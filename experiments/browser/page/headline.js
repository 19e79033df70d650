// @ts-check
// The result in one sentence, and whether it still answers the question asked.
import { element, marked } from "tapal/dom";
import { icon } from "tapal/icons";
import { moves } from "tapal/moves";
import { withValue } from "tapal/question";
import { busy, lineOf } from "tapal/run";
import { say, t } from "tapal/text";

/**
 * @param {HTMLElement} place
 * @param {import("./store.js").Store} store
 * @param {{run: () => void}} runner
 */
export function mountHeadline(place, store, runner) {
  const title = element("h2", { id: "headline-title", class: "headline-title" });
  const statement = element("p", { class: "headline-statement" });
  const caution = element("p", { class: "headline-caution" });
  const stale = element("p", { class: "headline-stale" });
  const world = element("div", { class: "headline-world" });
  place.append(
    title,
    element("div", { "aria-live": "polite", "aria-atomic": "true" }, statement, caution),
    world,
    stale,
  );

  /** Puts values of the world back to the usual ones, and runs. */
  const back = (parameters) => {
    const { facts, question } = store.get();
    const put = (asked, one) => withValue(asked, facts, one, one.default);
    store.set({ question: parameters.reduce(put, question) });
    runner.run();
  };

  const render = () => {
    const { answer, status } = store.get();
    title.textContent = answer
      ? t("side.against", { policy: say(answer.label) })
      : t("headline.title");
    const words = answer ? say(answer.headline) : before(status);
    statement.replaceChildren(...marked(words));
    statement.classList.toggle("waiting", !answer);
    caution.textContent = answer ? say(answer.caution) : "";
    const values = answer ? moves(store.get().facts, answer.question.world) : [];
    world.hidden = values.length === 0;
    world.replaceChildren(...worldWords(values, back));
  };
  const mark = () => {
    const { stale: old, status, answer } = store.get();
    stale.hidden = !old;
    stale.textContent = old ? t("run.stale") : "";
    document.body.classList.toggle("is-stale", old);
    document.body.classList.toggle("is-busy", busy(status));
    document.body.classList.toggle("has-problems", status.problems.length > 0);
    document.body.classList.toggle("has-answer", answer !== null);
  };
  store.on(["answer", "language", "status"], render);
  store.on(["stale", "status", "answer", "language"], mark);
  render();
  mark();
}

/** What stands in the place of the first answer. @param {any} status */
function before(status) {
  if (busy(status)) return lineOf(status, false);
  return t(status.state === "idle" ? "page.loading" : "headline.none");
}

/** In which world the result holds, where it is not the usual one: each value, and the way back. */
function worldWords(values, back) {
  const button = (text, about, parameters) =>
    element(
      "button",
      { type: "button", class: "lever-back", on: { click: () => back(parameters) } },
      icon("undo"),
      text,
      element("span", { class: "visually-hidden", text: about }),
    );
  const items = values.map(({ parameter, label, value, usual }) =>
    element("li", {}, `${t("headline.world_value", { label, value, usual })} `, button(t("headline.put_back"), ` ${label}`, [parameter])),
  );
  const all = values.map((one) => one.parameter);
  return [
    element("p", { text: t("headline.world") }),
    element("ul", {}, ...items),
    values.length > 1 && button(t("controls.world_back"), "", all),
  ].filter(Boolean);
}
