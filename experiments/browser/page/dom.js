// @ts-check
// Elements without markup in strings: the page's content policy allows no inline style or handler.

/**
 * A new element. `text` sets its text, `on` its listeners, `true` an empty attribute; `null`,
 * `undefined` and `false` leave an attribute out.
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node|string|null|undefined|false)} children
 * @returns {any}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "text") made.textContent = value;
    else if (name === "on") listen(made, value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** @param {Element} target @param {Record<string, EventListener>} listeners */
function listen(target, listeners) {
  for (const [event, listener] of Object.entries(listeners)) target.addEventListener(event, listener);
}

/** The text with its **marked** parts as strong elements. @param {string} text */
export function marked(text) {
  return text
    .split("**")
    .map((part, place) => (place % 2 ? element("strong", { text: part }) : part))
    .filter((part) => part !== "");
}
