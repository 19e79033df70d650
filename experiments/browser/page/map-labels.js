// @ts-check
// Where the words of a map go: a greedy choice among places around each anchor.

/** @typedef {{x: number, y: number, width: number, height: number}} Box */
/** @typedef {{x: number, y: number, radius: number}} Disc */
/** @typedef {{name: string, width: number, height: number, at: [number, number], radius: number,
 *   inside?: boolean, far?: boolean, preferred?: [number, number], within?: [number, number][], must?: boolean,
 *   spare?: number, leader?: boolean}} Item `inside`: may lie on its own disc; `far`: may lie far off;
 *   `preferred`: a middle to be taken if free; `within`: a ring that it should not leave, or must not;
 *   `spare`: left out where it would cost as much; `leader`: a line leads from its disc to it */

const DIRECTIONS = 32;
const COST = { outside: 400, box: 300, disc: 0.5, own: 0.03, distance: 0.75, direction: 4, crossing: 9, astray: 90, forbidden: 5000, doubtful: 45, under: 4 };
/** Room between boxes. */
const CLEAR = 2;

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
    if (best && least < (item.spare ?? Infinity)) {
      boxes.push(best);
      placed.set(item.name, best);
    }
  }
  return placed;
}

/** @param {Item} item @returns {Generator<[Box, number]>} */
function* candidates({ width, height, at: [x, y], radius, inside, far, preferred }) {
  if (preferred) yield [{ x: preferred[0] - width / 2, y: preferred[1] - height / 2, width, height }, 0];
  if (inside) {
    for (const part of [0.7, -0.7, 0]) {
      yield [{ x: x - width / 2, y: y - height / 2 + part * radius, width, height }, part ? 8 : 12];
    }
  }
  for (const gap of far ? [4, 14, 28, 40, 55, 70, 90] : [2, 7, 13]) {
    for (let k = 0; k < DIRECTIONS; k++) {
      const angle = (2 * Math.PI * k) / DIRECTIONS;
      const [across, down] = [Math.cos(angle), Math.sin(angle)];
      const centre = [x + across * (radius + gap + width / 2), y + down * (radius + gap + height / 2)];
      const box = { x: centre[0] - width / 2, y: centre[1] - height / 2, width, height };
      // Straight below or above is read first, then the sides; slanting places are odd.
      const odd = (4 * k) % DIRECTIONS === 0 ? 0 : COST.direction;
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
    const shared = overlap(grown(box, item.leader ? 3 * CLEAR : CLEAR), other);
    if (shared > 0) cost += COST.box + shared;
  }
  for (const disc of discs) {
    const own = disc.x === item.at[0] && disc.y === item.at[1];
    // A name nearer to another disc than to its own would be read as that one's.
    if (!own && item.radius > 0 && !item.leader && rim(box, disc) < rim(box, { ...disc, x: item.at[0], y: item.at[1], radius: item.radius })) cost += COST.doubtful;
    const square = {
      x: disc.x - disc.radius * 0.89,
      y: disc.y - disc.radius * 0.89,
      width: disc.radius * 1.78,
      height: disc.radius * 1.78,
    };
    cost += overlap(box, square) * (own && item.inside ? COST.own : COST.disc);
  }
  for (const [x, y] of item.within ? corners(box, item.must ?? false) : []) {
    if (!encloses(item.within ?? [], x, y)) cost += item.must ? COST.forbidden : COST.astray;
  }
  if (item.leader) cost += COST.under * covered(leader(item, box), item, boxes, discs);
  for (const [x, y] of line) if (contains(box, x, y, 2)) cost += COST.crossing * (item.leader ? 2 : 1);
  return cost;
}

/** All corners of a box with the room around it, or the middles of its sides. @param {Box} box @param {boolean} all
 * @returns {[number, number][]} */
function corners(box, all) {
  const { x, y, width, height } = all ? grown(box, 5) : box;
  const [right, bottom, middle] = [x + width, y + height, y + height / 2];
  return all ? [[x, y], [right, y], [x, bottom], [right, bottom], [x + width / 2, bottom]] : [[x, middle], [right, middle]];
}

/** @param {Box} box @param {number} [by] @returns {Box} */
const grown = ({ x, y, width, height }, by = CLEAR) => ({ x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by });

/** How far a box is from the rim of a disc; negative where it lies on it. @param {Box} box @param {Disc} disc */
function rim(box, disc) {
  const [x, y] = nearest(box, disc.x, disc.y);
  return Math.hypot(x - disc.x, y - disc.y) - disc.radius;
}

/** The point of a box nearest to a place. @param {Box} box @param {number} x @param {number} y @returns {[number, number]} */
const nearest = (box, x, y) => [
  Math.min(Math.max(x, box.x), box.x + box.width),
  Math.min(Math.max(y, box.y), box.y + box.height),
];

/** The line from the rim of an item's disc to its box; without length where they touch.
 * @param {{at: [number, number], radius: number}} item @param {Box} box @returns {[number, number][]} */
export function leader({ at: [x, y], radius }, box) {
  const end = nearest(box, x, y);
  const length = Math.hypot(end[0] - x, end[1] - y);
  if (length <= radius) return [end, end];
  return [[x + ((end[0] - x) * radius) / length, y + ((end[1] - y) * radius) / length], end];
}

/** How many pixels of a leader lie on boxes or other discs. @param {[number, number][]} line @param {Item} item
 * @param {Box[]} boxes @param {Disc[]} discs */
function covered([[x1, y1], [x2, y2]], item, boxes, discs) {
  const length = Math.hypot(x2 - x1, y2 - y1);
  let found = 0;
  for (let far = 2; far < length; far += 2) {
    const [x, y] = [x1 + ((x2 - x1) * far) / length, y1 + ((y2 - y1) * far) / length];
    const hidden =
      boxes.some((box) => contains(box, x, y)) ||
      discs.some((disc) => (disc.x !== item.at[0] || disc.y !== item.at[1]) && Math.hypot(x - disc.x, y - disc.y) < disc.radius);
    if (hidden) found += 2;
  }
  return found;
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
