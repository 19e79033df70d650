// @ts-check
// Line icons of 24 × 24, drawn as elements in the colour of the text.

const SPACE = "http://www.w3.org/2000/svg";

const PATHS = {
  sun: "M12 4V2M12 22v-2M4 12H2M22 12h-2M6.3 6.3 4.9 4.9M19.1 19.1l-1.4-1.4M6.3 17.7l-1.4 1.4M19.1 4.9l-1.4 1.4M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0",
  moon: "M20 14.5A8.5 8.5 0 1 1 9.5 4a6.8 6.8 0 0 0 10.5 10.5",
  lesson: "M12 7c-2-1.6-4.6-2-8-2v13c3.4 0 6 .4 8 2 2-1.6 4.6-2 8-2V5c-3.4 0-6 .4-8 2m0 0v13",
  live: "M3 12h4l3-7 4 14 3-7h4",
  play: "M8 5.5v13l10.5-6.5z",
  close: "M6 6l12 12M18 6 6 18",
  back: "M14.5 6 8.5 12l6 6",
  next: "M9.5 6l6 6-6 6",
  down: "M6 9.5l6 6 6-6",
  undo: "M9 7 4.5 11.5 9 16M4.5 11.5H14a5 5 0 0 1 0 10h-3",
  search: "M20 20l-4.2-4.2M17 10.5a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0",
  check: "M5 12.5l4.5 4.5L19 7.5",
};

/**
 * An icon that assistive technology passes over: its button carries the name.
 * @param {keyof typeof PATHS} name
 */
export function icon(name) {
  const drawing = document.createElementNS(SPACE, "svg");
  const path = document.createElementNS(SPACE, "path");
  const looks = {
    viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", "stroke-width": "1.9",
    "stroke-linecap": "round", "stroke-linejoin": "round", class: "icon", "aria-hidden": "true",
  };
  for (const [key, value] of Object.entries(looks)) drawing.setAttribute(key, value);
  path.setAttribute("d", PATHS[name]);
  drawing.append(path);
  return drawing;
}
