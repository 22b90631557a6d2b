// What <page-simulator data-rules="celery/simulators/visibility"> says: when Redis hands a message out again.
// A message is overdue once it has been held for the visibility timeout; a worker that looks from time to
// time puts it back, and its clock starts anew. The first acknowledgement ends that, for all copies.
import { number, whole } from "../../simulator/fields.js";
import { span } from "./spans.js";
import { many, t } from "../../language.js";

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
    between(earliest, latest),
    sure ? t("yes") : t("perhaps"),
  ]);
  const more = again.length > shown.length ? [["…", t("and {n} more", { n: again.length - shown.length }), "…"]] : [];
  return [["1", t("at once"), t("yes")], ...shown, ...more];
}

function said(again, how, [earliest, latest]) {
  if (how === "early") return t("It runs once, however long it takes. If its worker is killed in the meantime, it’s lost.");
  const killed = t("If its worker is killed, another one gets it after {span}.", { span: between(earliest, latest) });
  const least = 1 + again.filter(({ sure }) => sure).length;
  const often = least === again.length + 1 ? times(least) : t("{least} to {most} times", { least, most: again.length + 1 });
  const waits = again.length > 0 && how === "waits";
  const runs = waits ? t("It runs {times}, all of them when its time has come.", { times: often }) : t("It runs {times}.", { times: often });
  return `${runs} ${killed}`;
}

const between = (earliest, latest) => t("{least} to {most}", { least: span(earliest), most: span(latest) });

const times = (n) => ["", t("once"), t("twice")][n] ?? many(n, "{n} time", "{n} times");
