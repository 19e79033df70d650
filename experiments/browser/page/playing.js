// @ts-check
// Playing the months: one loop that follows the clock, so that slow drawing leaves months out.

/** Twelve months in a second and a half. */
export const MONTHS_PER_SECOND = 8;

/**
 * Lets the state's `month` run while its `playing` is true.
 * @param {import("tapal/store").Store} store
 * @returns {{toggle: () => void, hasten: (times: number) => void}}
 */
export function player(store) {
  let speed = 1;
  let wanted = false; // playing was asked for here, not by the page
  let frame = 0;
  /** @type {{time: number, month: number}|null} */ let started = null;

  /** @param {number} time */
  function tick(time) {
    frame = 0;
    const { playing, month, answer } = store.get();
    if (!playing || !answer) return;
    const last = answer.question.months;
    // Whoever moved the month meanwhile, or asked for another speed, is followed from there.
    if (started?.month !== month) started = { time, month };
    const next = Math.floor(started.month + ((time - started.time) / 1000) * MONTHS_PER_SECOND * speed);
    if (next >= last) return store.set({ month: last, playing: false });
    if (next !== month) {
      started = { time: started.time + ((next - month) * 1000) / (MONTHS_PER_SECOND * speed), month: next };
      store.set({ month: next });
    }
    request();
  }

  function request() {
    if (!frame) frame = requestAnimationFrame(tick);
  }

  store.on(["playing"], ({ playing }) => {
    started = null;
    cancelAnimationFrame(frame);
    frame = 0;
    const asked = wanted;
    wanted = false;
    if (!playing) return;
    if (!asked && matchMedia("(prefers-reduced-motion: reduce)").matches) store.set({ playing: false });
    else request();
  });

  return {
    toggle() {
      const { playing, month, answer } = store.get();
      wanted = !playing;
      const over = !playing && month >= answer.question.months;
      store.set(over ? { playing: true, month: 1 } : { playing: !playing });
    },
    hasten(times) {
      speed = times;
      started = null;
    },
  };
}
