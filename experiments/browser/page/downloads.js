// @ts-check
// What visitors take with them: data, the map, the command and the link that show it again.
import { changesTable, seriesTable } from "tapal/csv";
import { element } from "tapal/dom";
import { mapPicture } from "tapal/map-picture";
import { canvasBlob, copyText, saveBlob, saveText } from "tapal/save";
import { isLocal, shareLink } from "tapal/share";
import { sourceKind } from "tapal/source";
import { t } from "tapal/text";

/** @typedef {import("tapal/store").Store} Store */

/**
 * @param {HTMLElement} root
 * @param {Store} store
 */
export function mountDownloads(root, store) {
  const write = () => {
    const state = store.get();
    root.hidden = !state.answer;
    if (!state.answer || !state.facts) return;
    const said = element("p", { class: "download-said", role: "status" });
    const shared = sourceKind === "server" ? [link(store, said)] : [];
    root.replaceChildren(data(store), command(state.answer, said), ...shared, said);
  };
  store.on(["answer", "facts", "language"], write);
  write();
}

function block(title, note, ...children) {
  return element(
    "section",
    { class: "download" },
    element("h3", { text: title }),
    note && element("p", { class: "note", text: note }),
    ...children,
  );
}

/** @param {Store} store */
function data(store) {
  const table = (make, name) => () => {
    const { facts, answer } = store.get();
    saveText(make(facts, answer), name, "text/csv");
  };
  const picture = async () => saveBlob(await canvasBlob(mapPicture(store)), "tapal-map.png");
  return block(
    t("download.data"),
    t("download.data_help"),
    buttons(
      [t("download.series"), table(seriesTable, "tapal-series.csv")],
      [t("download.changes"), table(changesTable, "tapal-differences.csv")],
      [t("download.map"), picture],
    ),
  );
}

function command(answer, said) {
  const file = answer.policy_file;
  return block(
    t("download.command"),
    t(file ? "download.policy_file_help" : "download.command_help"),
    element("code", { class: "download-command" }, ...unbroken(answer.command)),
    buttons(
      [t("download.copy_command"), copy(() => answer.command, said)],
      file && [t("download.policy_file"), () => saveText(file, "my_policy.toml", "application/toml")],
    ),
  );
}

/** The link shows what the page shows, also while the levers have moved on. @param {Store} store */
function link(store, said) {
  return block(
    t("download.share"),
    t(isLocal() ? "download.link_help_local" : "download.link_help"),
    buttons([t("download.link"), copy(() => shareLink(store.get()), said)]),
  );
}

/** Each option in a part of its own, so that lines break between options. @param {string} text */
function unbroken(text) {
  return text.split(/ (?=--)/).flatMap((part) => [element("span", { text: part }), " "]);
}

function copy(text, said) {
  return async () => {
    said.textContent = "";
    said.textContent = t((await copyText(text())) ? "download.copied" : "download.not_copied");
  };
}

function buttons(...actions) {
  return element(
    "div",
    { class: "download-buttons" },
    ...actions
      .filter(Boolean)
      .map(([text, act]) => element("button", { type: "button", class: "button", text, on: { click: act } })),
  );
}
