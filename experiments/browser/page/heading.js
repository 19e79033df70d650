// @ts-check
// The top of the page: name, lesson, live page, language, appearance; and its foot.
import { element } from "tapal/dom";
import { icon } from "tapal/icons";
import { sourceKind } from "tapal/source";
import { number, say, t } from "tapal/text";

/** @typedef {import("./store.js").Store} Store */

const KEPT = { language: "tapal.language", theme: "tapal.theme" };

/** A choice the reader made before. @param {"language"|"theme"} what */
export function remembered(what) {
  try {
    return localStorage.getItem(KEPT[what]);
  } catch {
    return null; // Private windows and pages from disk may have no storage.
  }
}

/** @param {"language"|"theme"} what @param {string} value */
function remember(what, value) {
  try {
    localStorage.setItem(KEPT[what], value);
  } catch {
    // Then the choice lasts as long as the page.
  }
}

/** Keeps the page's scheme in step with the chosen theme and the device. @param {Store} store */
export function followScheme(store) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paint = (scheme) => {
    document.documentElement.dataset.scheme = scheme;
    store.set({ scheme });
  };
  const apply = () => {
    const { theme } = store.get();
    paint(theme === "auto" ? (dark.matches ? "dark" : "light") : theme);
  };
  dark.addEventListener("change", apply);
  // Paper is light; what is drawn on canvases must be so before it is printed.
  addEventListener("beforeprint", () => paint("light"));
  addEventListener("afterprint", apply);
  store.on(["theme"], apply);
  apply();
}

/** Writes the language into the document and every text of the static page. @param {Store} store */
export function followLanguage(store) {
  const apply = () => {
    const { language, facts } = store.get();
    document.documentElement.lang = language;
    document.title = `${t("page.name")} · ${t("page.title")}`;
    for (const place of document.querySelectorAll("[data-text]")) {
      place.textContent = t(/** @type {HTMLElement} */ (place).dataset.text ?? "");
    }
    const { region } = facts;
    const blanks = {
      region: say(region.label),
      people: number(region.people),
      households: number(region.households),
    };
    const name = element("strong", { text: t("page.name") });
    document.getElementById("kicker")?.replaceChildren(name, ` · ${t("page.kicker")}`);
    document.getElementById("lead")?.replaceChildren(
      element("span", { class: "lead-region", text: `${t("page.subtitle", blanks)}. ` }),
      t("page.lead"),
    );
    document.getElementById("foot")?.replaceChildren(...foot(facts));
  };
  store.on(["language"], apply);
  apply();
}

/** @param {any} facts */
function foot(facts) {
  return [
    element(
      "p",
      {},
      element("strong", { text: t("caution.short") }),
      ` ${t("caution.not_quantified")}`,
    ),
    element("p", { text: t("caution.population") }),
    element("p", { text: `${t("footer.how")} ${t("caution.money")}` }),
    element("p", {
      text: `${t("footer.version", { version: facts.version })}. ${t("footer.documentation")}`,
    }),
  ];
}

/** @param {HTMLElement} place @param {Store} store @param {() => void} toggleLesson */
export function mountTools(place, store, toggleLesson) {
  const lesson = element("button", { type: "button", class: "button", id: "lesson-open", on: { click: toggleLesson } });
  const live = element("a", { class: "button", href: "/live" });
  const languages = ["en", "id"].map((code) =>
    element("button", {
      type: "button",
      lang: code,
      "aria-label": t(`language.${code}`),
      on: { click: () => choose(store, "language", code) },
    }, element("span", { class: "wide", text: t(`language.${code}`) }), element("span", { class: "narrow", text: code.toUpperCase() })),
  );
  const group = element("div", { class: "segmented", role: "group" }, ...languages);
  const theme = element("button", { type: "button", class: "button square", on: { click: () => turn(store) } });
  lesson.hidden = store.get().facts.lesson.length === 0;
  live.hidden = sourceKind !== "server";
  place.append(lesson, live, group, theme);

  const render = () => {
    const { language, scheme, lesson: step } = store.get();
    lesson.replaceChildren(
      icon("lesson"),
      element("span", { class: "wide", text: t("page.lesson") }),
      element("span", { class: "narrow", text: t("controls.lesson") }),
    );
    lesson.setAttribute("aria-expanded", String(step !== null));
    live.replaceChildren(icon("live"), element("span", { class: "wide", text: t("page.live") }));
    live.setAttribute("aria-label", t("page.live"));
    live.title = t("page.live");
    group.setAttribute("aria-label", t("language.label"));
    for (const button of languages) button.setAttribute("aria-pressed", String(button.lang === language));
    const other = scheme === "dark" ? "light" : "dark";
    theme.replaceChildren(icon(other === "dark" ? "moon" : "sun"));
    theme.setAttribute("aria-label", `${t("theme.label")}: ${t(`theme.${other}`)}`);
    theme.title = t(`theme.${other}`);
  };
  store.on(["language", "scheme", "lesson"], render);
  render();
}

/** Tells the style sheet how much of the window the top of the page takes, for the column below. */
export function followTop() {
  const top = /** @type {HTMLElement} */ (document.querySelector(".top"));
  let asked = false;
  const measure = () => {
    asked = false;
    const room = Math.max(16, top.getBoundingClientRect().bottom);
    document.documentElement.style.setProperty("--top", `${Math.round(room)}px`);
  };
  const soon = () => {
    if (!asked) requestAnimationFrame(measure);
    asked = true;
  };
  addEventListener("scroll", soon, { passive: true });
  new ResizeObserver(soon).observe(top);
  measure();
}

/** @param {Store} store */
function turn(store) {
  choose(store, "theme", store.get().scheme === "dark" ? "light" : "dark");
}

/** @param {Store} store @param {"language"|"theme"} what @param {string} value */
function choose(store, what, value) {
  remember(what, value);
  store.set({ [what]: value });
}
