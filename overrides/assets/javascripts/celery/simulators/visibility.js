// What <page-simulator data-rules="celery/simulators/visibility"> says: when Redis hands a message out again.
// A message is overdue once it has been held for the visibility timeout; a worker that looks from time to
// time puts it back, and its clock starts anew. The first acknowledgement ends that, for all copies.
import { number, whole } from "../../simulator/fields.js";
import { span } from "./spans.js";

const MOST = 12; // rows

export function answer(values) {
  const wrong = {};
  const held = number(values, "minutes", [0, 100000], wrong) * 60;
  const timeout = whole(values, "timeout", [1, 10000000], wrong);
  const look = whole(values, "look", [1, 10000], wrong);
  if (Object.keys(wrong).length > 0) return { wrong };
  const again = values.how === "early" ? [] : deliveries(held, timeout, look);
  return { rows: rows(again), said: said(again, values.how, [timeout, timeout + look]) };
}

/** Each delivery after the first: the seconds between which it comes, and whether it surely does. */
export function deliveries(held, timeout, look) {
  const many = Math.max(0, Math.ceil(held / timeout) - 1);
  return Array.from({ length: Math.min(many, 100000) }, (_, place) => {
    const [earliest, latest] = [(place + 1) * timeout, (place + 1) * (timeout + look)];
    return { earliest, latest, sure: latest < held };
  });
}

function rows(again) {
  const shown = again.slice(0, MOST - 1).map(({ earliest, latest, sure }, place) => [
    String(place + 2),
    `${span(earliest)} to ${span(latest)}`,
    sure ? "yes" : "perhaps",
  ]);
  const more = again.length > shown.length ? [["…", `and ${again.length - shown.length} more`, "…"]] : [];
  return [["1", "at once", "yes"], ...shown, ...more];
}

function said(again, how, [earliest, latest]) {
  if (how === "early") return "It runs once, however long it takes. If its worker is killed in the meantime, it’s lost.";
  const killed = `If its worker is killed, another one gets it after ${span(earliest)} to ${span(latest)}.`;
  const least = 1 + again.filter(({ sure }) => sure).length;
  const many = least === again.length + 1 ? times(least) : `${least} to ${again.length + 1} times`;
  const when = again.length > 0 && how === "waits" ? ", all of them when its time has come" : "";
  return `It runs ${many}${when}. ${killed}`;
}

const times = (many) => ["", "once", "twice"][many] ?? `${many} times`;
