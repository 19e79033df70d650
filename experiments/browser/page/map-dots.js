// @ts-check
// The households as dots: sprites of four ranks, blended into the pixels of a map.
//
// Rank 0 is what a reader should see first: large, dark and drawn last. Ranks differ in colour,
// shape and size, so that they can be told apart in grey and by the colour-blind. Pixels are
// written directly because some 8,000 drawing calls a frame are too slow without a graphics card.

/** Ranks of the classes of a layer; of the ties across the border the rare ones come first. */
const RANKS = { welfare: [0, 1, 2, 3], papers: [0, 1, 2, 3], border: [3, 2, 1, 0] };
/** Half sizes of the marks in CSS pixels on a map 500 pixels wide. */
const SIZES = [1.75, 1.6, 1.15, 0.8];
const OPACITY = [1, 1, 0.95, 0.75];

/** @param {string} layer @returns {number[]} rank of each class */
export const ranks = (layer) => RANKS[/** @type {keyof typeof RANKS} */ (layer)] ?? RANKS.welfare;

/**
 * The outline of a rank's mark.
 * @param {CanvasRenderingContext2D} pen
 * @param {number} rank 0 diamond, 1 triangle, 2 and 3 discs
 * @param {number} x @param {number} y @param {number} size half the height
 */
export function mark(pen, rank, x, y, size) {
  pen.beginPath();
  if (rank === 0) {
    pen.moveTo(x, y - size * 1.2);
    pen.lineTo(x + size * 1.05, y);
    pen.lineTo(x, y + size * 1.2);
    pen.lineTo(x - size * 1.05, y);
  } else if (rank === 1) {
    pen.moveTo(x, y - size);
    pen.lineTo(x + size * 1.1, y + size * 0.85);
    pen.lineTo(x - size * 1.1, y + size * 0.85);
  } else {
    pen.arc(x, y, size, 0, 2 * Math.PI);
  }
  pen.closePath();
}

/**
 * The four sprites of a layer as lists of pixels.
 * @param {string[]} colours by rank
 * @param {number} scale device pixels per CSS pixel, times the map's size against 500 pixels
 */
export function sprites(colours, scale) {
  return colours.map((colour, rank) => {
    const size = Math.max(SIZES[rank] * scale, 0.8);
    const reach = Math.ceil(size * 1.3) + 1;
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 2 * reach + 1;
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    pen.globalAlpha = OPACITY[rank];
    pen.fillStyle = colour;
    mark(pen, rank, reach + 0.5, reach + 0.5, size);
    pen.fill();
    return pixels(pen, reach);
  });
}

/** @param {CanvasRenderingContext2D} pen @param {number} reach */
function pixels(pen, reach) {
  const width = 2 * reach + 1;
  const { data } = pen.getImageData(0, 0, width, width);
  const found = [];
  for (let i = 0; i < width * width; i++) {
    const alpha = data[4 * i + 3];
    if (alpha < 8) continue;
    found.push((i % width) - reach, Math.floor(i / width) - reach);
    found.push(data[4 * i], data[4 * i + 1], data[4 * i + 2], alpha);
  }
  return { reach, list: Int16Array.from(found) };
}

/**
 * Blend one month's dots into opaque pixels, least rank first.
 * @param {ImageData} image
 * @param {Int16Array} places x0, y0, x1, y1 … in device pixels
 * @param {Uint8Array} classes of this month, one per household
 * @param {number[]} rankOf rank of each class
 * @param {ReturnType<typeof sprites>} marks
 */
export function blend(image, places, classes, rankOf, marks) {
  for (let rank = 3; rank >= 0; rank--) {
    const wanted = rankOf.indexOf(rank);
    for (let i = 0; i < classes.length; i++) {
      if (classes[i] === wanted) stamp(image, places[2 * i], places[2 * i + 1], marks[rank]);
    }
  }
}

/** @param {ImageData} image @param {number} x @param {number} y @param {{reach: number, list: Int16Array}} sprite */
function stamp({ data, width, height }, x, y, { reach, list }) {
  if (x < reach || y < reach || x >= width - reach || y >= height - reach) return;
  for (let k = 0; k < list.length; k += 6) {
    const at = 4 * ((y + list[k + 1]) * width + x + list[k]);
    const alpha = list[k + 5];
    data[at] += ((list[k + 2] - data[at]) * alpha) / 255;
    data[at + 1] += ((list[k + 3] - data[at + 1]) * alpha) / 255;
    data[at + 2] += ((list[k + 4] - data[at + 2]) * alpha) / 255;
  }
}
