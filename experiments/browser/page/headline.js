// @ts-check
// The result in one sentence, and whether it still answers the question asked.
import { element, marked } from "tapal/dom";
import { busy, lineOf } from "tapal/run";
import { say, t } from "tapal/text";

/** @param {HTMLElement} place @param {import("./store.js").Store} store */
export function mountHeadline(place, store) {
  const title = element("h2", { id: "headline-title", class: "headline-title" });
  const statement = element("p", { class: "headline-statement" });
  const caution = element("p", { class: "headline-caution" });
  const stale = element("p", { class: "headline-stale" });
  place.append(
    title,
    element("div", { "aria-live": "polite", "aria-atomic": "true" }, statement, caution),
    stale,
  );

  const render = () => {
    const { answer, status } = store.get();
    title.textContent = answer
      ? t("side.against", { policy: say(answer.label) })
      : t("headline.title");
    const words = answer ? say(answer.headline) : before(status);
    // A per cent sign stays on the line of its number.
    statement.replaceChildren(...marked(words.replaceAll(" %", "\u00a0%")));
    statement.classList.toggle("waiting", !answer);
    caution.textContent = answer ? say(answer.caution) : "";
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
