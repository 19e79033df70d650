// @ts-check
// The service points of a month: an icon, its name, and a bar for the files that wait.

import { number, t } from "tapal/text";
import { ROW } from "tapal/map-plan";

/** @typedef {import("tapal/map-plan").Plan} Plan */
/** @typedef {Record<string, string>} Colours */
/** For how many months a new point is shown as just opened. */
const NEW_MONTHS = 12;

/** The most files that wait at a point of the sub-districts at any time on either side.
 * @param {any} answer @param {Plan} plan */
export function longestQueue(answer, plan) {
  let longest = 1;
  const rows = plan.groups.filter((group) => !group.town).flatMap((group) => group.rows);
  for (const side of answer.sides) {
    for (const month of side.points.backlog) {
      for (const point of rows) longest = Math.max(longest, month[point.row]);
    }
  }
  return longest;
}

/** Files that wait at a group's points. @param {any} side @param {any[]} rows @param {number} month */
export function waiting(side, rows, month) {
  return rows.reduce((sum, point) => sum + (side.points.backlog[month - 1][point.row] ?? 0), 0);
}

/** Whether a point opened within the last year of the run, after its first month.
 * @param {any} side @param {number} row @param {number} month */
export function justOpened(side, row, month) {
  const before = month - 1 - NEW_MONTHS;
  const open = side.points.open;
  if (!open[month - 1][row]) return false;
  for (let m = Math.max(before, 0); m < month - 1; m++) if (!open[m][row]) return true;
  return false;
}

/**
 * The points of one side in one month.
 * @param {CanvasRenderingContext2D} pen @param {Plan} plan @param {any} side
 * @param {number} month @param {number} longest @param {Colours} colours
 */
export function drawQueues(pen, plan, side, month, longest, colours) {
  pen.textBaseline = "middle";
  for (const group of plan.groups) {
    if (group.town) drawTown(pen, plan, group, waiting(side, group.rows, month), colours);
    else drawGroup(pen, plan, group, side, month, longest, colours);
  }
}

/** What the policy has made of the post, once it holds.
 * @param {CanvasRenderingContext2D} pen @param {Plan} plan @param {number} month @param {Colours} colours */
export function drawPostStatus(pen, plan, month, colours) {
  if (!plan.post || month < plan.post.from) return;
  const { x, y, width, height } = plan.post.box;
  pen.beginPath();
  pen.arc(...plan.post.at, 8.5, 0, 2 * Math.PI);
  pen.strokeStyle = colours.policy;
  pen.lineWidth = 2;
  pen.stroke();
  pen.beginPath();
  pen.roundRect(x, y, width, height, height / 2);
  pen.fillStyle = colours.fresh;
  pen.fill();
  pen.strokeStyle = colours.policy;
  pen.lineWidth = 1;
  pen.stroke();
  pen.fillStyle = colours.policy;
  pen.textAlign = "center";
  pen.font = `600 ${plan.font - 0.5}px ${colours.family}`;
  pen.fillText(plan.post.text, x + width / 2, y + height / 2 + 0.5);
}

/** @param {CanvasRenderingContext2D} pen @param {Plan} plan @param {any} group @param {any} side
 * @param {number} month @param {number} longest @param {Colours} colours */
function drawGroup(pen, plan, group, side, month, longest, colours) {
  const open = group.rows.filter((/** @type {any} */ point) => side.points.open[month - 1][point.row]);
  if (open.length === 0) return;
  const { x, y, width } = group.box;
  const height = open.length * ROW + 4;
  if (group.name !== "mobile") drawLeader(pen, group, height, colours);
  drawPlate(pen, x, y, width, height, colours);
  open.forEach((/** @type {any} */ point, /** @type {number} */ index) => {
    const middle = y + 2 + ROW * (index + 0.5);
    const fresh = justOpened(side, point.row, month);
    if (fresh) {
      pen.fillStyle = colours.fresh;
      pen.fillRect(x + 1, middle - ROW / 2, width - 2, ROW);
    }
    icon(pen, point.kind, x + 9, middle, fresh ? colours.policy : colours.ink);
    drawRow(pen, plan, group, side, point, { middle, month, longest, fresh }, colours);
  });
}

/** @param {CanvasRenderingContext2D} pen @param {Plan} plan @param {any} group @param {any} side @param {any} point
 * @param {{middle: number, month: number, longest: number, fresh: boolean}} at @param {Colours} colours */
function drawRow(pen, plan, group, side, point, { middle, month, longest, fresh }, colours) {
  const { x, width } = group.box;
  const files = side.points.backlog[month - 1][point.row] ?? 0;
  pen.font = `500 ${plan.font - 0.5}px ${colours.family}`;
  pen.textAlign = "left";
  pen.fillStyle = fresh ? colours.policy : colours.ink;
  if (!plan.compact) pen.fillText(t(`map.point.${point.kind}`), x + 18, middle + 0.5);
  const room = plan.compact ? 12 : 26;
  const right = x + width - 5;
  pen.textAlign = "right";
  pen.font = `600 ${plan.font - 0.5}px ${colours.family}`;
  pen.fillText(number(files), right, middle + 0.5);
  const start = right - 28 - room;
  pen.fillStyle = colours.track;
  pen.fillRect(start, middle - 2.5, room, 5);
  pen.fillStyle = colours.queue;
  pen.fillRect(start, middle - 2.5, Math.max(files > 0 ? 1 : 0, (room * files) / longest), 5);
}

/** @param {CanvasRenderingContext2D} pen @param {Plan} plan @param {any} group @param {number} files
 * @param {Colours} colours */
function drawTown(pen, plan, group, files, colours) {
  const { x, y, width, height } = group.box;
  drawPlate(pen, x, y, width, height, colours);
  pen.textAlign = "left";
  pen.fillStyle = colours.ink;
  pen.font = `600 ${plan.font}px ${colours.family}`;
  const first = plan.compact ? y + height / 2 : y + 3 + ROW / 2;
  icon(pen, "office", x + 10, first, colours.ink);
  pen.fillText(group.title, x + 20, first + 0.5);
  if (plan.compact) {
    pen.textAlign = "right";
    pen.fillText(number(files), x + width - 6, first + 0.5);
    return;
  }
  pen.font = `500 ${plan.font - 0.5}px ${colours.family}`;
  pen.fillText(t("map.waiting", { number: number(files) }), x + 20, y + 3 + 1.5 * ROW + 0.5);
}

/** @param {CanvasRenderingContext2D} pen @param {number} x @param {number} y @param {number} width
 * @param {number} height @param {Colours} colours */
function drawPlate(pen, x, y, width, height, colours) {
  pen.beginPath();
  pen.roundRect(x, y, width, height, 4);
  pen.fillStyle = colours.plate;
  pen.fill();
  pen.lineWidth = 1;
  pen.strokeStyle = colours.line;
  pen.stroke();
}

/** The thin line from a village to its points. @param {CanvasRenderingContext2D} pen @param {any} group
 * @param {number} height @param {Colours} colours */
function drawLeader(pen, group, height, colours) {
  const [x, y] = group.at;
  const { box } = group;
  const end = [Math.min(Math.max(x, box.x), box.x + box.width), Math.min(Math.max(y, box.y), box.y + height)];
  const length = Math.hypot(end[0] - x, end[1] - y);
  if (length <= group.radius) return;
  pen.beginPath();
  pen.moveTo(x + ((end[0] - x) * group.radius) / length, y + ((end[1] - y) * group.radius) / length);
  pen.lineTo(end[0], end[1]);
  pen.strokeStyle = colours.ink;
  pen.lineWidth = 1;
  pen.stroke();
}

/** A small sign of each kind, 11 pixels wide. @param {CanvasRenderingContext2D} pen @param {string} kind
 * @param {number} x @param {number} y @param {string} colour */
export function icon(pen, kind, x, y, colour) {
  pen.strokeStyle = pen.fillStyle = colour;
  pen.lineWidth = 1.3;
  pen.beginPath();
  if (kind === "desk") {
    pen.rect(x - 5, y - 2.5, 10, 2.5);
    pen.moveTo(x - 4, y);
    pen.lineTo(x - 4, y + 4.5);
    pen.moveTo(x + 4, y);
    pen.lineTo(x + 4, y + 4.5);
  } else if (kind === "unit") {
    pen.moveTo(x - 5.5, y - 0.5);
    pen.lineTo(x, y - 5);
    pen.lineTo(x + 5.5, y - 0.5);
    pen.moveTo(x - 4, y - 1);
    pen.lineTo(x - 4, y + 4.5);
    pen.lineTo(x + 4, y + 4.5);
    pen.lineTo(x + 4, y - 1);
  } else if (kind === "counter") {
    pen.rect(x - 3.5, y - 5, 7, 10);
    pen.moveTo(x + 1.6, y - 0.8);
    pen.arc(x, y - 0.8, 1.6, 0, 2 * Math.PI);
  } else if (kind === "mobile") {
    pen.rect(x - 5.5, y - 3.5, 7, 6);
    pen.moveTo(x + 1.5, y - 1);
    pen.lineTo(x + 5.5, y - 1);
    pen.lineTo(x + 5.5, y + 2.5);
    pen.lineTo(x + 1.5, y + 2.5);
    pen.moveTo(x - 2, y + 3.5);
    pen.arc(x - 3, y + 3.5, 1, 0, 2 * Math.PI);
    pen.moveTo(x + 4.5, y + 3.5);
    pen.arc(x + 3.5, y + 3.5, 1, 0, 2 * Math.PI);
  } else {
    pen.rect(x - 4, y - 5, 8, 9.5);
    for (const [across, down] of [[-1.6, -2.5], [1.6, -2.5], [-1.6, 0.5], [1.6, 0.5]]) pen.rect(x + across - 0.4, y + down - 0.4, 0.8, 0.8);
  }
  pen.stroke();
}
