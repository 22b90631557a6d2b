// When a crontab fires next, step by step as celery.schedules.crontab.remaining_delta() finds it.
// Wall times are milliseconds, as if the clock showed UTC: see zones.js.

const DAY = 86400000;

/** The next fires after an instant, each as beat finds it from the one before. */
export function fires(cron, wall, from, many) {
  const found = [from];
  while (found.length <= many) found.push(wall.instant(following(cron, wall.at(found.at(-1)))));
  return found.slice(1);
}

/** The wall time of the first fire after another wall time. */
export function following(cron, last) {
  const now = new Date(last);
  const today = matches(cron, now);
  const later = (numbers, than) => numbers.find((number) => number > than);
  const minute = later(cron.minute, now.getUTCMinutes());
  if (today && cron.hour.includes(now.getUTCHours()) && minute !== undefined) return at(now, now.getUTCHours(), minute);
  const hour = later(cron.hour, now.getUTCHours());
  if (today && hour !== undefined) return at(now, hour, cron.minute[0]);
  if (!cron.anyDate) return at(followingDate(cron, now), cron.hour[0], cron.minute[0]);
  const weekday = now.getUTCDay();
  const next = later(cron.day_of_week, weekday) ?? cron.day_of_week[0];
  return at(now, cron.hour[0], cron.minute[0]) + ((next - weekday + 7) % 7 || 7) * DAY;
}

function matches(cron, now) {
  return cron.month_of_year.includes(now.getUTCMonth() + 1) && cron.day_of_month.includes(now.getUTCDate()) && cron.day_of_week.includes(now.getUTCDay());
}

const at = (date, hour, minute) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), hour, minute);

/** The first later day that its month, date and weekday allow. */
function followingDate(cron, now) {
  for (let day = at(now, 0, 0) + DAY; ; day += DAY) {
    if (matches(cron, new Date(day))) return new Date(day);
  }
}
