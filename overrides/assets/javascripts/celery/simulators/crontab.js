// What <page-simulator data-rules="celery/simulators/crontab"> says: the next ten fires of a crontab.
import { read } from "./cron-fields.js";
import { fires } from "./cron-fires.js";
import { span } from "./spans.js";
import { Wall, named } from "./zones.js";

const MANY = 10;
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const DAYS = "Sun Mon Tue Wed Thu Fri Sat".split(" ");

/** The zones that the browser knows, to pick from. */
export function ready(simulator) {
  const zones = Intl.supportedValuesOf?.("timeZone") ?? [];
  simulator.querySelector("datalist").replaceChildren(...zones.map((zone) => new Option(zone)));
}

export function answer(values) {
  const wrong = {};
  const cron = read(values, wrong);
  const zone = named(values.zone.trim(), wrong);
  const from = Date.parse(`${values.from}Z`);
  if (!(from > 0)) wrong.from = "This isn’t a date with a time; write one such as 2027-03-26 08:58.";
  if (Object.keys(wrong).length > 0) return { wrong };
  const wall = new Wall(zone);
  const start = wall.instant(from);
  const found = fires(cron, wall, start, MANY);
  return { rows: rows(found, wall, start), said: said(found, wall, values) };
}

function rows(found, wall, start) {
  return found.map((fire, place) => {
    const before = place ? found[place - 1] : start;
    return [shown(wall.at(fire)), `${DAYS[new Date(fire).getUTCDay()]} ${time(fire)}`, span((fire - before) / 1000)];
  });
}

function said([first], wall, values) {
  const next = `It fires next on ${shown(wall.at(first))} in ${values.zone.trim()}.`;
  const every = values.minute.trim() === "*" && values.hour.trim() !== "*";
  return every ? `${next} minute is *, so it fires in every minute of that hour.` : next;
}

function shown(wall) {
  const at = new Date(wall);
  return `${DAYS[at.getUTCDay()]} ${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()} ${time(wall)}`;
}

const time = (wall) => new Date(wall).toISOString().slice(11, 16);
