// The clock on the wall of a time zone, by what the browser knows of zones. A wall time is told in
// milliseconds, as if the clock showed UTC.
import { t } from "../../language.js";

const DAY = 86400000;
const PARTS = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" };

/** A zone's name as Python wants it; undefined, and in `wrong` what would do, where there is none. */
export function named(zone, wrong) {
  const known = spelled(zone);
  if (known === zone || (known && known.toLowerCase() !== zone.toLowerCase())) return zone; // or an older name
  wrong.zone = known ? t("“{zone}” won’t do; write {known}.", { zone, known }) : t("There’s no time zone “{zone}”; write one such as Europe/Berlin or UTC.", { zone });
}

function spelled(zone) {
  try {
    return /^[a-z]/i.test(zone) ? new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone : undefined;
  } catch {
    return undefined; // that is how Intl says that it knows no such zone
  }
}

export class Wall {
  constructor(zone) {
    this.format = new Intl.DateTimeFormat("en-US", { ...PARTS, timeZone: zone, hourCycle: "h23" });
  }

  /** What the clock shows at an instant. */
  at(instant) {
    const { year, month, day, hour, minute, second } = Object.fromEntries(
      this.format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
    );
    return Date.UTC(year, month - 1, day, hour, minute, second);
  }

  /** When it shows that, as Python's datetime with fold=0 has it: where the clock shows it twice
      the first time; where it never does, as if it had not been put forward. */
  instant(wall) {
    const [before, after] = [wall - DAY, wall + DAY].map((near) => this.at(near) - near);
    const unchanged = wall - before;
    if (before === after || this.at(unchanged) === wall) return unchanged;
    return this.at(wall - after) === wall ? wall - after : unchanged;
  }
}
