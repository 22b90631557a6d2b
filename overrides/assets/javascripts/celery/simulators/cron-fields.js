// The five fields of a crontab, read as celery.schedules.crontab_parser reads them, its quirks included.
import { t } from "../../language.js";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
export const FIELDS = {
  minute: [0, 59, t("0 to 59, *, */15 or 0,30")],
  hour: [0, 23, t("0 to 23, *, */6 or 8,12,18")],
  day_of_week: [0, 6, t("0 (Sunday) to 6, *, mon-fri or sat,sun")],
  day_of_month: [1, 31, t("1 to 31, *, 1-7 or 1,15")],
  month_of_year: [1, 12, t("1 to 12, *, */3 or jan,jul")],
};

/** { minute: [0, 15, …], … } in order, and `anyDate`; or undefined, and in `wrong` what would do. */
export function read(values, wrong) {
  const cron = {};
  for (const [name, [least, most, would]] of Object.entries(FIELDS)) {
    const text = values[name].trim();
    const found = text ? expanded(text, least, most) : t("it’s empty");
    if (Array.isArray(found)) cron[name] = found;
    else wrong[name] = t("“{text}” won’t do, because {found}; write {would}.", { text, found, would });
  }
  if (cron.day_of_month && cron.month_of_year && !occurs(cron)) {
    wrong.day_of_month = t("None of those days is in any of those months, so Celery raises ValueError; write another day or month.");
  }
  cron.anyDate = values.day_of_month.trim() === "*" && values.month_of_year.trim() === "*";
  return cron;
}

const occurs = (cron) => cron.month_of_year.some((month) => cron.day_of_month[0] <= LONGEST[month - 1]);

/** The numbers that a field stands for, in order; or why it stands for none. */
export function expanded(text, least, most) {
  const numbers = new Set();
  for (const part of text.split(",")) {
    const found = expandedPart(part, least, most);
    if (typeof found === "string") return found;
    for (const number of found) numbers.add(number);
  }
  return [...numbers].sort((a, b) => a - b);
}

function expandedPart(part, least, most) {
  if (!part) return t("a part of it is empty");
  const all = /^\*\/(\w+)?/.exec(part);
  const between = /^(\w+?)-(\w+)(\/(\w+)?)?/.exec(part);
  if (part === "*") return range(least, most);
  if (!all && !between) return alone(part, least, most);
  const step = all ? all[1] : between[4];
  if ((all || between[3]) && step === undefined) return t("there’s no number after the /");
  const span = all ? range(least, most) : spanned(between[1], between[2], least, most);
  if (typeof span === "string" || step === undefined) return span;
  const size = integer(step);
  return size > 0 ? span.filter((_, place) => place % size === 0) : t("“{step}” is no number of steps", { step });
}

function alone(text, least, most) {
  const number = numbered(text, least, most);
  return typeof number === "string" ? number : [number];
}

/** From one to the other; past the end it goes on at the beginning. */
function spanned(from, to, least, most) {
  const [first, last] = [numbered(from, least, most), numbered(to, least, most)];
  const wrong = [first, last].find((each) => typeof each === "string");
  if (wrong) return wrong;
  return first <= last ? range(first, last) : [...range(first, most), ...range(least, last)];
}

/** A number, or a name of a month or a weekday in whatever field. */
function numbered(text, least, most) {
  if (text.startsWith("-")) return t("it’s negative");
  const name = text.slice(0, 3).toLowerCase();
  const number = integer(text) ?? (MONTHS.indexOf(name) + 1 || (DAYS.includes(name) ? DAYS.indexOf(name) : undefined));
  if (number === undefined) return t("“{text}” is neither a number nor a name", { text });
  if (number > most) return t("{number} is more than {most}", { number, most });
  return number < least ? t("{number} is less than {least}", { number, least }) : number;
}

/** As Python's int() reads it. */
const integer = (text) => (/^\s*\+?\d+(_\d+)*\s*$/.test(text) ? Number(text.replaceAll("_", "")) : undefined);

const range = (from, to) => Array.from({ length: to - from + 1 }, (_, place) => from + place);
