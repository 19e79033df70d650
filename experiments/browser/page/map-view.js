// @ts-check
// One side's map: the dots of a month over the ground, then words, queues and what is selected.

import { blend, ranks } from "tapal/map-dots";
import { drawPostStatus, drawQueues, openRows, plateHeight } from "tapal/map-queues";

/** @typedef {import("tapal/map-stage").Stage} Stage */
/** @typedef {{kind: "village"|"household"|"point", id: number}} Chosen */

/**
 * @param {HTMLCanvasElement} canvas
 * `changed` is true of the side with the policy.
 * @returns {{stage: (stage: Stage) => void, draw: (frame: {side: any, changed: boolean, classes: Uint8Array,
 *   layer: string, month: number, selected: Chosen|null, hovered: Chosen|null}) => void}}
 */
export function mapView(canvas) {
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d", { alpha: false }));
  /** @type {Stage|null} */
  let scene = null;
  /** @type {ImageData} */
  let image;
  /** @type {{classes: Uint8Array, layer: string}|null} */
  let shown = null;

  /** @param {Stage} next */
  function stage(next) {
    scene = next;
    shown = null;
    const { ground, plan } = next;
    canvas.width = ground.width;
    canvas.height = ground.height;
    canvas.style.width = `${plan.width}px`;
    canvas.style.height = `${plan.height}px`;
    image = new ImageData(ground.width, ground.height);
  }

  return {
    stage,
    draw({ side, changed, classes, layer, month, selected, hovered }) {
      if (!scene) return;
      if (!shown || shown.layer !== layer || !same(shown.classes, classes)) {
        image.data.set(scene.ground.data);
        blend(image, scene.places, classes, ranks(layer), scene.marks);
        shown = { classes, layer };
      }
      pen.setTransform(1, 0, 0, 1, 0, 0);
      pen.putImageData(image, 0, 0);
      pen.drawImage(scene.words, 0, 0);
      pen.setTransform(scene.ratio, 0, 0, scene.ratio, 0, 0);
      drawQueues(pen, scene.plan, side, month, scene.longest, scene.palette);
      if (changed) drawPostStatus(pen, scene.plan, month, scene.palette);
      if (hovered) ring(pen, scene, hovered, 1.5, openAt(scene, side, month, hovered));
      if (selected) ring(pen, scene, selected, 2.5, openAt(scene, side, month, selected));
    },
  };
}

/** @param {Uint8Array} a @param {Uint8Array} b */
function same(a, b) {
  if (a.buffer === b.buffer && a.byteOffset === b.byteOffset) return true;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** How many points of the chosen point's group are open.
 * @param {Stage} scene @param {any} side @param {number} month @param {Chosen} chosen */
function openAt({ plan }, side, month, { kind, id }) {
  const group = kind === "point" && groupOf(plan, id);
  return group ? openRows(group, side, month).length : 0;
}

/** @param {import("tapal/map-plan").Plan} plan @param {number} id */
const groupOf = (plan, id) => plan.groups.find((group) => group.rows.some((/** @type {any} */ point) => point.row === id));

/** A ring around a village or household, a frame around the open points of a point's group.
 * @param {CanvasRenderingContext2D} pen @param {Stage} scene @param {Chosen} chosen @param {number} width
 * @param {number} open how many points are open */
function ring(pen, { plan, palette }, { kind, id }, width, open) {
  pen.beginPath();
  if (kind === "point") {
    const group = groupOf(plan, id);
    if (!group || open === 0) return;
    const { x, y, width: across } = /** @type {any} */ (group.box);
    const height = group.kind === "town" ? group.height : plateHeight(group, open);
    pen.roundRect(x - 2, y - 2, across + 4, height + 4, 5);
  } else if (kind === "village") {
    const village = plan.villages[id];
    pen.arc(village.x, village.y, village.radius + 4, 0, 2 * Math.PI);
  } else {
    pen.arc(plan.dots[2 * id], plan.dots[2 * id + 1], 7, 0, 2 * Math.PI);
  }
  pen.strokeStyle = palette.halo;
  pen.lineWidth = width + 2.5;
  pen.stroke();
  pen.strokeStyle = palette.ink;
  pen.lineWidth = width;
  pen.stroke();
}
