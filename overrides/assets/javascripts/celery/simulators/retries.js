// When the retries of a task come, by the rules of Celery's get_exponential_backoff_interval:
// a wait of backoff * 2 ** retry seconds, at most the cap; with jitter any whole number from 0 up to that.
import { number, whole } from "../../simulator/fields.js";
import { percent, span } from "./spans.js";
import { many, t } from "../../language.js";

export function answer(values) {
  const wrong = {};
  const backoff = number(values, "backoff", [0, 3600], wrong);
  const cap = whole(values, "cap", [0, 86400], wrong);
  const retries = whole(values, "retries", [0, 30], wrong);
  const minutes = whole(values, "minutes", [1, 1440], wrong);
  if (backoff === 0) wrong.backoff = t("0 turns backoff off, and each retry waits for default_retry_delay; write 1 or more.");
  if (Object.keys(wrong).length > 0) return { wrong };
  const longest = waits(backoff, cap, retries);
  const early = chances(longest, minutes * 60, values.jitter);
  return { rows: rows(longest, early, values.jitter), said: said(early, retries, minutes) };
}

/** The longest wait before each retry, in seconds. */
export function waits(backoff, cap, retries) {
  const factor = Math.floor(Math.max(1, backoff));
  return Array.from({ length: retries }, (_, retry) => Math.min(cap, factor * 2 ** retry));
}

/** For each retry, how likely it comes sooner than `seconds` after the first run. Runs take no time here. */
export function chances(longest, seconds, jitter) {
  let likely = new Float64Array(seconds); // likely[n]: that all waits so far add up to n
  likely[0] = 1;
  return longest.map((wait) => {
    const next = new Float64Array(seconds);
    let window = 0;
    for (let sum = 0; sum < seconds; sum += 1) {
      if (!jitter) next[sum] = likely[sum - wait] ?? 0;
      else {
        window += likely[sum] - (likely[sum - wait - 1] ?? 0);
        next[sum] = window / (wait + 1);
      }
    }
    likely = next;
    return Math.min(1, likely.reduce((total, each) => total + each, 0));
  });
}

function rows(longest, early, jitter) {
  let latest = 0;
  return longest.map((wait, retry) => {
    latest += wait;
    const between = (seconds) => (jitter && seconds ? t("up to {span}", { span: span(seconds) }) : span(seconds));
    return [String(retry + 1), between(wait), between(latest), percent(early[retry])];
  });
}

function said(early, retries, minutes) {
  const outage = `${t("An outage of {span}:", { span: span(minutes * 60) })} `;
  if (retries === 0) return outage + t("a task without retries fails at its first error.");
  const last = early.at(-1);
  const [fail, outlast] = [percent(last), percent(1 - last)];
  if (fail === percent(0)) {
    return outage + many(retries, "every task outlasts it, because its only retry comes later.", "every task outlasts it, because the last of its {n} retries comes later.");
  }
  if (fail === percent(1)) {
    return outage + many(retries, "every task fails, because its only retry comes too early.", "every task fails, because the last of its {n} retries comes too early.");
  }
  const some = { fail, outlast };
  return outage + many(retries, "{fail} of the tasks fail, because its only retry comes too early; {outlast} outlast it.", "{fail} of the tasks fail, because the last of its {n} retries comes too early; {outlast} outlast it.", some);
}
