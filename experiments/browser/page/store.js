// @ts-check
// The state of the page: one frozen object, replaced as a whole, and listeners by key.

/**
 * @typedef {{policy: string|null, levers: Record<string, any>, world: Record<string, any>,
 *   months: number, replications: number, seed: number}} Question
 * @typedef {{state: string, place: number, done: number, total: number, problems: string[]}} Status
 * @typedef {{get: () => any, set: (patch: object) => void,
 *   on: (keys: string[], listener: (state: any, changed: Set<string>) => void) => () => void}} Store
 */

/**
 * A store of the page's state. Listeners are called once per `set`, after the state is replaced.
 * @param {object} initial
 * @returns {Store}
 */
export function createStore(initial) {
  let state = Object.freeze({ ...initial });
  /** @type {Set<{keys: string[], listener: Function}>} */
  const listeners = new Set();

  /** A fault in one part of the page is reported and does not stop the others. */
  const call = (listener, changed) => {
    try {
      listener(state, changed);
    } catch (error) {
      reportError(error);
    }
  };

  return {
    get: () => state,
    set(patch) {
      const changed = new Set(
        Object.keys(patch).filter((key) => !Object.is(state[key], patch[key])),
      );
      if (changed.size === 0) return;
      state = Object.freeze({ ...state, ...patch });
      for (const entry of [...listeners]) {
        if (entry.keys.some((key) => changed.has(key))) call(entry.listener, changed);
      }
    },
    on(keys, listener) {
      const entry = { keys, listener };
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
  };
}
