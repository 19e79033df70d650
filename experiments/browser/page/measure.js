// @ts-check
// Measured text and the page's colours, for drawings that are not HTML.

/** @typedef {{ink: string, faint: string, ground: string, line: string, quo: string,
 *   policy: string, worse: string, font: string}} Look */

/** @type {CanvasRenderingContext2D|null} */
let context = null;

/** The width of a text in pixels. @param {string} text @param {string} font */
export function width(text, font) {
  context ??= /** @type {CanvasRenderingContext2D} */ (
    document.createElement("canvas").getContext("2d")
  );
  context.font = font;
  return Math.ceil(context.measureText(text).width);
}

/** Break a text into the fewest lines that are as narrow as its longest word or `most` pixels.
 * @param {string} text @param {string} font @param {number} most */
export function wrapped(text, font, most) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = `${lines[lines.length - 1]} ${word}`.trim();
    if (lines[lines.length - 1] && width(longer, font) > most) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** A text in lines of a width, broken between words, and within those that are too long: links.
 * @param {string} text @param {string} font @param {number} room */
export function broken(text, font, room) {
  return wrapped(text, font, room).flatMap((line) => cut(line, font, room));
}

/** @param {string} text @param {string} font @param {number} room */
function cut(text, font, room) {
  const lines = [];
  let rest = text;
  while (rest) {
    let length = rest.length;
    while (length > 1 && width(rest.slice(0, length), font) > room) length -= 1;
    lines.push(rest.slice(0, length));
    rest = rest.slice(length);
  }
  return lines;
}

/** The colours and the font of the page as it looks now. @returns {Look} */
export function look() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(name).trim();
  return {
    ink: of("--ink"),
    faint: of("--faint"),
    ground: of("--ground"),
    line: of("--line"),
    quo: of("--quo"),
    policy: of("--policy"),
    worse: of("--worse"),
    // ECharts writes the font into an attribute in double quotes.
    font: getComputedStyle(document.body).fontFamily.replaceAll('"', "'"),
  };
}

/** What is read or drawn in the light colours, whatever the page looks like: files are for paper.
 * @template T @param {() => T} read @returns {T} */
export function onPaper(read) {
  const root = document.documentElement;
  const before = root.dataset.scheme;
  root.dataset.scheme = "light";
  try {
    return read();
  } finally {
    if (before === undefined) delete root.dataset.scheme;
    else root.dataset.scheme = before;
  }
}

/** The light colours. @returns {Look} */
export const paperLook = () => onPaper(look);
