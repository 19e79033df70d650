// @ts-check
// Where answers come from in an exported file: the file itself. It stands in for source.js.
import { bytes } from "tapal/frames";

export const sourceKind = "embedded";

/** @type {Promise<any>|undefined} */
let opening;

/** The facts of the region, with the policies that the file holds. */
export async function loadFacts() {
  await loadLibrary();
  return (await held()).facts;
}

/** @param {any} question */
export async function ask(question) {
  const { answers } = await held();
  const found = answers.find((answer) => answer.question.policy === question.policy);
  if (!found) throw new Error("This file does not hold the answer.");
  return { state: "done", job: "", key: found.key, done: 0, total: 0, place: 0 };
}

/** Every answer is there already. @param {string} _job @param {(status: any) => boolean|void} _onStatus */
export async function watch(_job, _onStatus) {
  return { state: "done" };
}

/** There is nothing to cancel. @param {string} _job */
export async function cancel(_job) {
  return { state: "cancelled" };
}

/** @param {string} key */
export async function loadAnswer(key) {
  const { answers, quo, every } = await held();
  const found = answers.find((answer) => answer.key === key);
  const months = found.question.months;
  const sides = [spread(quo, quo.frames, months, every, null), spread(found.sides[1], found.sides[1].frames, months, every, quo.frames)];
  return { ...found, sides };
}

/** The story of a household; the file holds the featured ones only. @param {string} key @param {number} side @param {number} household */
export async function loadStory(key, side, household) {
  const answer = await loadAnswer(key);
  const found = answer.sides[side].stories.find((story) => story.household === household);
  if (!found) throw new Error("This file does not hold the story.");
  return found;
}

/** What the file holds, unpacked once. */
function held() {
  opening ??= unpacked("held").then((response) => response.json());
  return opening;
}

/** The charting library, which its packed form in the file becomes once. */
async function loadLibrary() {
  const blob = new Blob([await (await unpacked("library")).arrayBuffer()], { type: "text/javascript" });
  const script = document.createElement("script");
  script.src = URL.createObjectURL(blob);
  await new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
}

/** @param {string} id of an element that holds gzip as base64 */
async function unpacked(id) {
  const packed = bytes(/** @type {HTMLElement} */ (document.getElementById(id)).textContent.trim());
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip")));
}

/** A side with a map in every month: what was kept is held until the next. */
function spread(side, frames, months, every, base) {
  const held = (table) => Array.from({ length: months }, (_, month) => table[Math.floor(month / every)]);
  const tables = (group) => Object.fromEntries(Object.entries(group).map(([name, table]) => [name, held(table)]));
  const films = Object.entries(frames).map(([name, text]) => [name, film(text, base?.[name], months, every)]);
  return { ...side, frames: Object.fromEntries(films), villages: tables(side.villages), points: tables(side.points) };
}

/** A film of all months as frames.js reads it, from the changes that were kept. */
function film(text, base, months, every) {
  const changes = bytes(text);
  if (base) bytes(base).forEach((value, at) => (changes[at] ^= value));
  const width = changes.length / Math.ceil(months / every);
  const all = new Uint8Array(months * width);
  for (let month = 0, at = 0; month < months; month += every, at += width) {
    all.set(changes.subarray(at, at + width), month * width);
  }
  return base64(all);
}

/** @param {Uint8Array} values */
function base64(values) {
  let text = "";
  for (let at = 0; at < values.length; at += 0x8000) {
    text += String.fromCharCode(...values.subarray(at, at + 0x8000));
  }
  return btoa(text);
}
