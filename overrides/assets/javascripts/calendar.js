// calendar(days, …): the due days as an iCalendar file (RFC 5545), made here and sent nowhere.
// Adds: nothing to a page; panel.js offers it as a download.

/** [{day: "20270102", count}] of standings; what is overdue falls on today. */
export function dueDays(all, now) {
  const counts = new Map();
  for (const [, { due }] of all) {
    if (!Number.isFinite(due)) continue;
    const day = stamp(new Date(Math.max(due, now)));
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return [...counts].sort().map(([day, count]) => ({ day, count }));
}

/** One event a day, all day long; `words` with # for how many, `address` of the review page. */
export function calendar(days, words, address, now) {
  const made = new Date(now).toISOString().replace(/[-:]|\.\d+/g, "");
  const events = days.flatMap(({ day, count }) => [
    "BEGIN:VEVENT",
    `UID:${day}-${address}`,
    `DTSTAMP:${made}`,
    `DTSTART;VALUE=DATE:${day}`,
    `SUMMARY:${escaped(words.replace("#", count))}`,
    `URL:${address}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ]);
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Handoff//Review//EN", ...events, "END:VCALENDAR"];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** A date as the reader's own calendar has it. */
const stamp = (date) =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => `${part}`.padStart(2, "0")).join("");

const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");

/** Lines of at most 75 octets; what follows begins with a space. */
function folded(line) {
  const parts = [];
  let part = "";
  for (const letter of line) {
    if (new TextEncoder().encode(part + letter).length > 74) {
      parts.push(part);
      part = "";
    }
    part += letter;
  }
  return [...parts, part].join("\r\n ");
}
