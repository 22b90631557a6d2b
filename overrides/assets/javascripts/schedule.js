// tries of one question → {missed, due}: when it should come back.
// Adds: nothing to a page; review.js asks. A missed one is due at once, a right one after DAYS.

const DAYS = [1, 3, 7, 16, 35];
const DAY = 24 * 60 * 60 * 1000;

/** `due` in milliseconds since 1970; Infinity for what is never marked. */
export function standing(tries) {
  let step = -1;
  let due = 0;
  let missed = false;
  const marked = tries.filter(({ right }) => right !== null);
  for (const { at, right } of marked) {
    missed = !right;
    if (right && at < due) continue; // right again before it is due: the plan stands
    step = right ? Math.min(step + 1, DAYS.length - 1) : -1;
    due = right ? at + DAYS[step] * DAY : at;
  }
  return { missed, due: marked.length > 0 ? due : Infinity };
}
