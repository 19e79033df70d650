// @ts-check
// The films of an answer: one class (0 to 3) per household and month.
//
// A film is sent as the difference of each month from the one before (XOR), four households to a
// byte with household 0 in the lowest two bits, and each month on whole bytes.

/** The bytes of a base64 text. @param {string} text */
export function bytes(text) {
  const raw = atob(text);
  const out = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) out[i] = raw.charCodeAt(i);
  return out;
}

/**
 * The classes of all households in all months, one month after the other.
 * @param {string} text base64 of the film
 * @param {number} months
 * @param {number} households
 * @returns {Uint8Array} months × households
 */
export function film(text, months, households) {
  const packed = bytes(text);
  const width = Math.ceil(households / 4);
  if (packed.length !== months * width) {
    throw new Error(`A film of ${packed.length} bytes, expected ${months * width}`);
  }
  const classes = new Uint8Array(months * households);
  for (let month = 0; month < months; month++) {
    if (month > 0) for (let i = 0; i < width; i++) packed[month * width + i] ^= packed[(month - 1) * width + i];
    const row = month * households;
    for (let i = 0; i < households; i++) {
      classes[row + i] = (packed[month * width + (i >> 2)] >> ((i & 3) * 2)) & 3;
    }
  }
  return classes;
}

/**
 * How many of some households are in each class in one month.
 * @param {Uint8Array} classes a film
 * @param {number} households of the whole film
 * @param {number} month 0 is the first
 * @param {number} [first] first household counted
 * @param {number} [count] number of households counted
 * @returns {number[]} four counts
 */
export function counts(classes, households, month, first = 0, count = households) {
  const found = [0, 0, 0, 0];
  const start = month * households + first;
  for (let i = start; i < start + count; i++) found[classes[i]]++;
  return found;
}

/** Decoded films by answer: a film is a megabyte, and maps and inspector read the same ones. */
const kept = new WeakMap();

/**
 * The films of an answer, decoded once per side and layer when they are first asked for.
 * @param {any} answer
 * @param {number} households
 * @returns {(side: number, layer: string) => Uint8Array}
 */
export function films(answer, households) {
  /** @type {Map<string, Uint8Array>} */
  const decoded = kept.get(answer) ?? new Map();
  kept.set(answer, decoded);
  return (side, layer) => {
    const key = `${side} ${layer}`;
    let found = decoded.get(key);
    if (!found) {
      found = film(answer.sides[side].frames[layer], answer.question.months, households);
      decoded.set(key, found);
    }
    return found;
  };
}
