// What <page-simulator data-rules="celery/simulators/crontab"> says: the next ten fires of a crontab.
import { read } from "./cron-fields.js";
import { fires } from "./cron-fires.js";
import { span } from "./spans.js";
import { Wall, named } from "./zones.js";
import { LANGUAGE, t } from "../../language.js";

const MANY = 10;
const PARTS = { weekday: "short", day: "numeric", month: "short", year: "numeric" };

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
  if (!(from > 0)) wrong.from = t("This isn’t a date with a time; write one such as 2027-03-26 08:58.");
  if (Object.keys(wrong).length > 0) return { wrong };
  const wall = new Wall(zone);
  const start = wall.instant(from);
  const found = fires(cron, wall, start, MANY);
  return { rows: rows(found, wall, start), said: said(found, wall, values) };
}

function rows(found, wall, start) {
  return found.map((fire, place) => {
    const before = place ? found[place - 1] : start;
    return [shown(wall.at(fire)), `${part("weekday", fire)} ${time(fire)}`, span((fire - before) / 1000)];
  });
}

function said([first], wall, values) {
  const next = t("It fires next on {date} in {zone}.", { date: shown(wall.at(first)), zone: values.zone.trim() });
  const every = values.minute.trim() === "*" && values.hour.trim() !== "*";
  return every ? `${next} ${t("minute is *, so it fires in every minute of that hour.")}` : next;
}

function shown(wall) {
  const parts = Object.fromEntries(Object.keys(PARTS).map((name) => [name, part(name, wall)]));
  return t("{weekday} {day} {month} {year} {time}", { ...parts, time: time(wall) });
}

/** "Sat", "27", "Mar", "2027": one of PARTS as the page's language has it. */
const part = (name, wall) => new Intl.DateTimeFormat(LANGUAGE, { [name]: PARTS[name], timeZone: "UTC" }).format(wall);

const time = (wall) => new Date(wall).toISOString().slice(11, 16);
