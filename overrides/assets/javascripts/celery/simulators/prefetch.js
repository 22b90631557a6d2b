// What <page-simulator data-rules="celery/simulators/prefetch"> says: who holds which messages. Workers
// come up one after the other to a full queue of long tasks; each takes all that it may. The limit is
// multiplier × slots messages that are not acknowledged; early acknowledged, a running task is none.
import { whole } from "../../simulator/fields.js";
import { many, t } from "../../language.js";

export function answer(values) {
  const wrong = {};
  const setting = {
    multiplier: whole(values, "multiplier", [0, 100], wrong),
    slots: whole(values, "slots", [1, 100], wrong),
    late: values.late,
    disabled: values.disabled,
  };
  const workers = whole(values, "workers", [1, 9], wrong);
  const messages = whole(values, "messages", [0, 9999], wrong);
  if (Object.keys(wrong).length > 0) return { wrong };
  const shares = held(setting, workers, messages);
  const left = messages - shares.reduce((sum, { runs, waits }) => sum + runs + waits, 0);
  return { rows: rows(shares, left), said: said(shares, left, setting) };
}

/** What each worker runs and what waits in its hands, in the order in which they came up. */
export function held(setting, workers, messages) {
  let left = messages;
  return Array.from({ length: workers }, () => {
    const taken = Math.min(left, most(setting));
    left -= taken;
    const runs = Math.min(taken, setting.slots);
    return { runs, waits: taken - runs };
  });
}

function most({ multiplier, slots, late, disabled }) {
  if (disabled) return slots;
  if (multiplier === 0) return Infinity;
  return multiplier * slots + (late ? 0 : slots);
}

function rows(shares, left) {
  const workers = shares.map(({ runs, waits }, place) => [t("worker {n}", { n: place + 1 }), String(runs), String(waits)]);
  return [[t("broker"), "–", String(left)], ...workers];
}

function said(shares, left, setting) {
  const waits = shares.reduce((sum, share) => sum + share.waits, 0);
  const idle = shares.filter(({ runs }) => runs < setting.slots).length;
  const stuck = waits
    ? many(waits, "{n} task waits in the hands of a worker, where no other can get at it", "{n} tasks wait in the hands of a worker, where no other can get at them")
    : t("No task waits in the hands of a worker");
  const free = waits && idle ? many(idle, ", though one worker has a free slot", ", though {n} workers have a free slot") : "";
  const queued = left ? many(left, "{n} task waits in the broker.", "{n} tasks wait in the broker.") : t("The broker has none left.");
  return `${stuck}${free}. ${queued}`;
}
