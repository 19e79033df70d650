// @ts-check
// Where answers come from: the server. The export has another module with the same functions.

/** @typedef {import("./store.js").Question} Question */

export const sourceKind = "server";

/** Milliseconds between two looks at a job. */
const PAUSE = 300;
/** How often in a row a look may fail: phones change their networks. */
const TRIES = 4;

/** A refusal of the server, with its sentences. */
export class Refusal extends Error {
  /** @param {string[]} problems @param {number} status */
  constructor(problems, status) {
    super(problems.join(" "));
    this.problems = problems;
    this.status = status;
  }
}

/** The facts of the region, the levers and the texts. */
export function loadFacts() {
  return request("/api/facts");
}

/**
 * Asks for an answer; the status says whether it is there already.
 * @param {object} asked the body of a question
 */
export function ask(asked) {
  return request("/api/answers", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(asked),
  });
}

/**
 * Follows a job until it ends.
 * @param {string} job
 * @param {(status: any) => boolean|void} onStatus returns false to stop watching
 */
export async function watch(job, onStatus) {
  for (let failed = 0; ; ) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE * 4 ** failed));
    let status;
    try {
      status = await request(`/api/jobs/${encodeURIComponent(job)}`);
      failed = 0;
    } catch (error) {
      if (error instanceof Refusal || (failed += 1) === TRIES) throw error;
      continue;
    }
    if (onStatus(status) === false) return status;
    if (status.state !== "running" && status.state !== "waiting") return status;
  }
}

/** @param {string} job */
export function cancel(job) {
  return request(`/api/jobs/${encodeURIComponent(job)}`, { method: "DELETE" });
}

/** @param {string} key */
export function loadAnswer(key) {
  return request(`/api/answers/${encodeURIComponent(key)}`);
}

/** @param {string} key @param {number} side @param {number} household */
export function loadStory(key, side, household) {
  return request(`/api/answers/${encodeURIComponent(key)}/stories/${side}/${household}`);
}

/** @param {string} address @param {RequestInit} [options] */
async function request(address, options) {
  const response = await fetch(address, options);
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(body.problems ?? [response.statusText], response.status);
  return body;
}
