// @ts-check
// The levers in lists: the main ones, all by section with a search, and the world.
import { element } from "tapal/dom";
import { icon } from "tapal/icons";
import { lever } from "tapal/lever";
import { named, registry } from "tapal/question";
import { say, t } from "tapal/text";

/** @typedef {import("./store.js").Store} Store */

/** As many controls as a search shows: more is a reason to type another letter. */
const FOUND = 40;

/** @param {Store} store */
export function createLists(store) {
  const { facts } = store.get();
  const known = registry(facts);
  /** Folded parts that the reader has opened, by name; they stay open in the other language. */
  const opened = new Set();
  /** @type {Set<{node: HTMLElement, update: () => void}>} */
  const made = new Set();
  let renew = () => {};

  const make = (parameter, prefix) => {
    const control = lever(parameter, store, prefix);
    made.add(control);
    return control.node;
  };

  /** A folded part whose content is made when it is first opened. */
  const folded = (name, title, fill, looks = "fold") => {
    const count = element("span", { class: "fold-count" });
    const content = element("div", { class: "fold-body" });
    const node = element(
      "details",
      { class: looks, "data-fold": name },
      element("summary", {}, icon("next"), element("span", { class: "fold-title", text: title }), count),
      content,
    );
    const open = () => {
      if (node.open && content.childElementCount === 0) content.append(...fill());
    };
    node.addEventListener("toggle", () => {
      opened[node.open ? "add" : "delete"](name);
      open();
      renew();
    });
    if (opened.has(name)) {
      node.open = true;
      open();
    }
    return { node, count };
  };

  /** The sections of one side, with a search above them. */
  const sections = (side, changed) => {
    const own = facts.sections.filter((section) => section.side === side);
    const folds = own.map((section) => {
      const fill = () => [
        element("p", { class: "note", text: say(section.help) }),
        ...section.parameters.map((one) => make(known.get(one.path), `all-${side}`)),
      ];
      const part = folded(`${side}.${section.name}`, say(section.label), fill, "fold fold-small");
      changed.push({ count: part.count, paths: section.parameters.map((one) => one.path) });
      return part.node;
    });
    const all = own.flatMap((section) => section.parameters.map((one) => known.get(one.path)));
    return [...searchable(side, all, make), element("div", { class: "folds" }, ...folds)];
  };

  function build() {
    made.clear();
    /** @type {Array<{count: HTMLElement, paths: string[]|null, place?: string}>} */
    const changed = [];
    const reset = resetButton(store, "levers");
    const main = element(
      "section",
      { class: "levers", "aria-labelledby": "main-levers" },
      element("div", { class: "levers-head" }, element("h3", { id: "main-levers", text: t("choose.main") }), reset),
      ...facts.main_levers.map((path) => make(known.get(path), "main")),
    );
    const all = folded("all", t("choose.all"), () => sections("policy", changed));
    const resetWorld = resetButton(store, "world");
    const world = folded("world", t("choose.world"), () => [
      element("p", { class: "note", text: t("choose.world_help") }),
      resetWorld,
      ...sections("world", changed),
    ]);
    const node = element("div", { class: "lists" }, main, all.node, world.node);
    renew = () => {
      for (const control of made) {
        if (control.node.isConnected) control.update();
        else if (node.isConnected) made.delete(control);
      }
      const { levers, world: surroundings } = store.get().question;
      write(all.count, Object.keys(levers).length);
      write(world.count, Object.keys(surroundings).length);
      for (const { count, paths } of changed) {
        write(count, paths.filter((path) => path in levers || path in surroundings).length);
      }
      reset.hidden = Object.keys(levers).length === 0;
      resetWorld.hidden = Object.keys(surroundings).length === 0;
    };
    return { node, update: () => renew() };
  }

  return { build };
}

/** @param {HTMLElement} count @param {number} number */
function write(count, number) {
  count.textContent = number ? String(number) : "";
  count.setAttribute("aria-label", number ? t("choose.number_changed", { number }) : "");
  count.hidden = number === 0;
}

/** @param {Store} store @param {"levers"|"world"} what */
function resetButton(store, what) {
  const reset = () => {
    const { question, facts } = store.get();
    store.set({ question: named({ ...question, policy: null, [what]: {} }, facts) });
  };
  return element("button", { type: "button", class: "lever-back", on: { click: reset } }, icon("undo"), t("choose.reset"));
}

/**
 * A search box and its findings; while it holds words, the findings take the place of the folds.
 * @param {string} side
 * @param {any[]} parameters
 * @param {(parameter: any, prefix: string) => HTMLElement} make
 */
function searchable(side, parameters, make) {
  const id = `search-${side}`;
  const found = element("div", { class: "found" });
  const told = element("p", { class: "note", role: "status" });
  const find = (event) => {
    const words = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    const hits = words.length ? parameters.filter((one) => words.every((word) => holds(one, word))) : [];
    box.parentElement?.parentElement?.classList.toggle("searching", words.length > 0);
    told.textContent = !words.length ? "" : hits.length ? t("choose.found", { number: hits.length }) : t("choose.none_found");
    found.replaceChildren(...hits.slice(0, FOUND).map((one) => make(one, `found-${side}`)));
  };
  const box = element("input", { type: "search", id, autocomplete: "off", on: { input: find } });
  const line = element("div", { class: "search" }, element("label", { for: id, text: t("choose.search") }), box);
  return [line, told, found];
}

/** @param {any} parameter @param {string} word */
function holds({ path, label, help }, word) {
  return [path, label.en, label.id, help.en, help.id].some((text) => text.toLowerCase().includes(word));
}
