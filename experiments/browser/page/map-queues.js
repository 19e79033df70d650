// @ts-check
// The service points of a month: an icon, its name, and a bar for the files that wait.

import { pointWord, ROW, SIGN } from "tapal/map-groups";
import { leader } from "tapal/map-labels";
import { drawSign } from "tapal/map-signs";
import { number, t } from "tapal/text";

/** @typedef {import("tapal/map-plan").Plan} Plan */
/** @typedef {Record<string, string>} Colours */
/** For how many months a new point is shown as just opened. */
const NEW_MONTHS = 12;

/** The most files that wait at a point of the sub-districts at any time on either side.
 * @param {any} answer @param {Plan} plan */
export function longestQueue(answer, plan) {
  let longest = 1;
  const rows = plan.groups.filter((group) => group.kind !== "town").flatMap((group) => group.rows);
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
    if (group.kind === "town") drawTown(pen, plan, group, waiting(side, group.rows, month), colours);
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

/** The rows of a plate that are open in a month. @param {any} group @param {any} side @param {number} month @returns {any[]} */
export const openRows = (group, side, month) => group.rows.filter((/** @type {any} */ point) => side.points.open[month - 1][point.row]);

/** How high a plate is with some rows, and how far down they begin. @param {any} group @param {number} rows */
export const plateHeight = (group, rows) => (rows + (group.title ? 1 : 0)) * ROW + 4;

/** @param {any} group */
export const rowsBegin = (group) => group.box.y + 2 + (group.title ? ROW : 0);

/** A village's name and its open points, or those of the mobile team.
 * @param {CanvasRenderingContext2D} pen @param {Plan} plan @param {any} group @param {any} side
 * @param {number} month @param {number} longest @param {Colours} colours */
function drawGroup(pen, plan, group, side, month, longest, colours) {
  const open = openRows(group, side, month);
  if (open.length === 0 && !group.title) return;
  const { x, y, width } = group.box;
  const height = plateHeight(group, open.length);
  if (group.leader) drawLeader(pen, leader(group, { ...group.box, height }), colours);
  drawPlate(pen, x, y, width, height, colours);
  if (group.title) {
    pen.textAlign = "left";
    pen.fillStyle = colours.ink;
    pen.font = `600 ${plan.font}px ${colours.family}`;
    pen.fillText(group.title, x + 5, y + 2.5 + ROW / 2);
  }
  open.forEach((/** @type {any} */ point, /** @type {number} */ index) => {
    const middle = rowsBegin(group) + ROW * (index + 0.5);
    const fresh = justOpened(side, point.row, month);
    if (fresh) {
      pen.fillStyle = colours.fresh;
      pen.fillRect(x + 1, middle - ROW / 2, width - 2, ROW);
    }
    drawSign(pen, point.kind, x + SIGN.middle, middle, fresh ? colours.policy : colours.ink);
    drawRow(pen, plan, group, side, point, { middle, month, longest, fresh }, colours);
  });
}

/** @param {CanvasRenderingContext2D} pen @param {Plan} plan @param {any} group @param {any} side @param {any} point
 * @param {{middle: number, month: number, longest: number, fresh: boolean}} at @param {Colours} colours */
function drawRow(pen, plan, { box, bar, digits }, side, point, { middle, month, longest, fresh }, colours) {
  const files = side.points.backlog[month - 1][point.row] ?? 0;
  pen.font = `500 ${plan.font - 0.5}px ${colours.family}`;
  pen.textAlign = "left";
  pen.fillStyle = fresh ? colours.policy : colours.ink;
  if (!plan.compact) pen.fillText(pointWord(point), box.x + SIGN.words, middle + 0.5);
  const right = box.x + box.width - 6;
  pen.textAlign = "right";
  pen.font = `600 ${plan.font - 0.5}px ${colours.family}`;
  pen.fillText(number(files), right, middle + 0.5);
  const start = right - digits - 6 - bar;
  pen.fillStyle = colours.track;
  pen.fillRect(start, middle - 2.5, bar, 5);
  pen.fillStyle = colours.queue;
  pen.fillRect(start, middle - 2.5, Math.max(files > 0 ? 1 : 0, (bar * files) / longest), 5);
}

/** @param {CanvasRenderingContext2D} pen @param {Plan} plan @param {any} group @param {number} files
 * @param {Colours} colours */
function drawTown(pen, plan, group, files, colours) {
  const { x, y, width, height } = group.box;
  drawPlate(pen, x, y, width, height, colours);
  pen.textAlign = "left";
  pen.fillStyle = colours.ink;
  pen.font = `600 ${plan.font}px ${colours.family}`;
  const first = y + 2 + ROW / 2;
  drawSign(pen, "office", x + SIGN.middle, first, colours.ink);
  pen.fillText(group.title, x + SIGN.words, first + 0.5);
  if (plan.compact) {
    pen.textAlign = "right";
    pen.fillText(number(files), x + width - 6, first + 0.5);
    return;
  }
  pen.font = `500 ${plan.font - 0.5}px ${colours.family}`;
  pen.fillText(t("map.waiting", { number: number(files) }), x + SIGN.words, first + ROW + 0.5);
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

/** The thin line from a village to its points. @param {CanvasRenderingContext2D} pen @param {[number, number][]} line
 * @param {Colours} colours */
function drawLeader(pen, [start, end], colours) {
  pen.beginPath();
  pen.moveTo(...start);
  pen.lineTo(...end);
  pen.strokeStyle = colours.ink;
  pen.lineWidth = 1;
  pen.stroke();
}
