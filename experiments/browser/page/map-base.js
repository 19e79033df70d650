// @ts-check
// What does not change with the month: land, roads, border and words.

/** @typedef {import("tapal/map-plan").Plan} Plan */
/** @typedef {Record<string, string>} Colours */

/**
 * Land, roads, border and the grounds of villages, below the dots.
 * @param {CanvasRenderingContext2D} pen in CSS pixels
 * @param {Plan} plan @param {any} map of the facts @param {Colours} colours
 */
export function drawGround(pen, plan, map, colours) {
  pen.fillStyle = colours.beyond;
  pen.fillRect(0, 0, plan.width, plan.height);
  pen.save();
  pen.beginPath();
  pen.rect(0, 0, plan.width, plan.land);
  pen.clip();
  pen.lineJoin = pen.lineCap = "round";
  map.outlines.forEach((/** @type {any} */ outline, /** @type {number} */ index) => {
    trace(pen, outline.points.map(plan.shown), true);
    pen.fillStyle = colours[`land${index % 3}`];
    pen.fill();
    pen.strokeStyle = colours.outline;
    pen.lineWidth = 1;
    pen.stroke();
  });
  drawRoads(pen, plan, [...map.roads, { points: map.way, surface: "main" }], colours);
  for (const village of plan.villages) {
    pen.beginPath();
    pen.arc(village.x, village.y, village.radius + 1.5, 0, 2 * Math.PI);
    pen.fillStyle = colours.disc;
    pen.fill();
  }
  drawBorder(pen, map.border.map(plan.shown), colours);
  pen.restore();
  drawStrip(pen, plan, map, colours);
}

/** @param {CanvasRenderingContext2D} pen @param {Plan} plan @param {any[]} roads @param {Colours} colours */
function drawRoads(pen, plan, roads, colours) {
  for (const road of roads) {
    const rough = road.surface === "rough";
    trace(pen, road.points.map(plan.shown), false);
    pen.strokeStyle = colours.road;
    pen.lineWidth = rough ? 1.1 : 1.9;
    pen.setLineDash(rough ? [3, 3] : []);
    pen.stroke();
  }
  pen.setLineDash([]);
}

/** @param {CanvasRenderingContext2D} pen @param {[number, number][]} line @param {Colours} colours */
function drawBorder(pen, line, colours) {
  trace(pen, line, false);
  pen.strokeStyle = colours.borderBand;
  pen.lineWidth = 7;
  pen.stroke();
  trace(pen, line, false);
  pen.lineCap = "butt";
  pen.setLineDash([10, 3.5, 2, 3.5]);
  pen.strokeStyle = colours.border;
  pen.lineWidth = 2.4;
  pen.stroke();
  pen.setLineDash([]);
}

/**
 * Words, the post and the markets beyond, above the dots.
 * @param {CanvasRenderingContext2D} pen @param {Plan} plan @param {Colours} colours
 */
export function drawWords(pen, plan, colours) {
  pen.lineJoin = "round";
  for (const word of plan.words) {
    if (word.kind === "post") drawPost(pen, word.at, colours);
    if (word.kind === "destination") drawMarket(pen, word.at, colours);
    const { x, y, width, height } = word.box;
    pen.font = `${word.bold ? 600 : 500} ${word.size}px ${colours.family}`;
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.strokeStyle = colours.halo;
    pen.lineWidth = 3;
    const at = /** @type {[number, number]} */ ([x + width / 2, y + height / 2 + 0.5]);
    pen.strokeText(word.text, ...at);
    pen.fillStyle = { village: colours.ink, outline: colours.district }[/** @type {string} */ (word.kind)] ?? colours.border;
    pen.fillText(word.text, ...at);
  }
}

/** Below the land: where the road leaves the map, and on to the towns one after the other.
 * @param {CanvasRenderingContext2D} pen @param {Plan} plan @param {any} map @param {Colours} colours */
function drawStrip(pen, plan, map, colours) {
  const [x] = plan.shown(map.town.at);
  const boxes = plan.groups.filter(({ kind }) => kind === "town").map(({ box }) => /** @type {any} */ (box));
  const road = [plan.shown(map.town.at), [x, plan.land + 8]];
  for (const box of boxes.slice(1)) road.push([x, box.y + box.height / 2], [box.x, box.y + box.height / 2]);
  trace(pen, /** @type {[number, number][]} */ (road), false);
  pen.strokeStyle = colours.road;
  pen.lineWidth = 1.9;
  pen.stroke();
  pen.beginPath();
  pen.moveTo(0, plan.land);
  pen.lineTo(plan.width, plan.land);
  pen.strokeStyle = colours.line;
  pen.lineWidth = 1;
  pen.stroke();
}

/** A gate: two posts and a bar. @param {CanvasRenderingContext2D} pen @param {[number, number]} at
 * @param {Colours} colours */
function drawPost(pen, [x, y], colours) {
  pen.fillStyle = colours.halo;
  pen.strokeStyle = colours.border;
  pen.lineWidth = 1.6;
  pen.beginPath();
  pen.arc(x, y, 6.5, 0, 2 * Math.PI);
  pen.fill();
  pen.stroke();
  pen.beginPath();
  pen.moveTo(x - 3, y + 3);
  pen.lineTo(x - 3, y - 3);
  pen.moveTo(x - 3, y - 1);
  pen.lineTo(x + 3.6, y - 3);
  pen.stroke();
}

/** @param {CanvasRenderingContext2D} pen @param {[number, number]} at @param {Colours} colours */
function drawMarket(pen, [x, y], colours) {
  pen.fillStyle = colours.border;
  pen.fillRect(x - 2.5, y - 2.5, 5, 5);
}

/** @param {CanvasRenderingContext2D} pen @param {[number, number][]} points @param {boolean} closed */
function trace(pen, points, closed) {
  pen.beginPath();
  points.forEach(([x, y], index) => (index ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  if (closed) pen.closePath();
}
