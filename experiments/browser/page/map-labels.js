// @ts-check
// Where the words of a map go: a greedy choice among places around each anchor.

/** @typedef {{x: number, y: number, width: number, height: number}} Box */
/** @typedef {{x: number, y: number, radius: number}} Disc */
/** @typedef {{name: string, width: number, height: number, at: [number, number], radius: number,
 *   inside?: boolean, far?: boolean, within?: [number, number][]}} Item `inside`: may lie on its own disc;
 *   `far`: may lie far off; `within`: a ring that it should not leave */

const DIRECTIONS = 16;
const COST = { outside: 400, box: 300, disc: 0.5, own: 0.03, distance: 0.75, direction: 4, crossing: 9, astray: 90 };

/**
 * A box for each item, in the order given, with as little overlap as can be found.
 * @param {Item[]} items
 * @param {Disc[]} discs to be left free if possible
 * @param {Box[]} taken boxes that are drawn already
 * @param {{width: number, height: number}} bounds
 * @param {[number, number][]} line whose crossing is avoided
 * @returns {Map<string, Box>}
 */
export function place(items, discs, taken, bounds, line = []) {
  const boxes = [...taken];
  const placed = new Map();
  for (const item of items) {
    let best = null;
    let least = Infinity;
    for (const [box, extra] of candidates(item)) {
      const cost = extra + price(box, item, boxes, discs, bounds, line);
      if (cost < least) [best, least] = [box, cost];
    }
    if (best) {
      boxes.push(best);
      placed.set(item.name, best);
    }
  }
  return placed;
}

/** @param {Item} item @returns {Generator<[Box, number]>} */
function* candidates({ width, height, at: [x, y], radius, inside, far }) {
  if (inside) {
    for (const part of [0.7, -0.7, 0]) {
      yield [{ x: x - width / 2, y: y - height / 2 + part * radius, width, height }, part ? 8 : 12];
    }
  }
  for (const gap of far ? [4, 14, 28, 45, 65, 90] : [2, 7, 13]) {
    for (let k = 0; k < DIRECTIONS; k++) {
      const angle = (2 * Math.PI * k) / DIRECTIONS;
      const [across, down] = [Math.cos(angle), Math.sin(angle)];
      const centre = [x + across * (radius + gap + width / 2), y + down * (radius + gap + height / 2)];
      const box = { x: centre[0] - width / 2, y: centre[1] - height / 2, width, height };
      // Straight below or above is read first, then the sides; slanting places are odd.
      const odd = k % 4 === 0 ? 0 : COST.direction;
      yield [box, odd + gap * COST.distance];
    }
  }
}

/** @param {Box} box @param {Item} item @param {Box[]} boxes @param {Disc[]} discs
 * @param {{width: number, height: number}} bounds @param {[number, number][]} line */
function price(box, item, boxes, discs, bounds, line) {
  let cost = 0;
  const margin = 3;
  const over =
    Math.max(0, margin - box.x) +
    Math.max(0, margin - box.y) +
    Math.max(0, box.x + box.width + margin - bounds.width) +
    Math.max(0, box.y + box.height + margin - bounds.height);
  if (over > 0) cost += COST.outside + 10 * over;
  for (const other of boxes) {
    const shared = overlap(box, other);
    if (shared > 0) cost += COST.box + shared;
  }
  for (const disc of discs) {
    const own = disc.x === item.at[0] && disc.y === item.at[1];
    const square = {
      x: disc.x - disc.radius * 0.89,
      y: disc.y - disc.radius * 0.89,
      width: disc.radius * 1.78,
      height: disc.radius * 1.78,
    };
    cost += overlap(box, square) * (own && item.inside ? COST.own : COST.disc);
  }
  for (const across of item.within ? [box.x, box.x + box.width] : []) {
    if (!encloses(item.within ?? [], across, box.y + box.height / 2)) cost += COST.astray;
  }
  for (const [x, y] of line) if (contains(box, x, y, 2)) cost += COST.crossing;
  return cost;
}

/** @param {Box} a @param {Box} b shared area */
function overlap(a, b) {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return across > 0 && down > 0 ? across * down : 0;
}

/** Whether a ring encloses a point, by the even-odd rule. @param {[number, number][]} ring
 * @param {number} x @param {number} y */
function encloses(ring, x, y) {
  let inside = false;
  ring.forEach(([x1, y1], index) => {
    const [x2, y2] = ring[(index + 1) % ring.length];
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) * (x2 - x1)) / (y2 - y1)) inside = !inside;
  });
  return inside;
}

/** @param {Box} box @param {number} x @param {number} y @param {number} [margin] */
export function contains(box, x, y, margin = 0) {
  return (
    x >= box.x - margin &&
    x <= box.x + box.width + margin &&
    y >= box.y - margin &&
    y <= box.y + box.height + margin
  );
}
