// blended(theirs, mine): the notes of a file and those here, made one without a word lost.
// Adds: nothing to a page; panel.js and box.js ask.

/** For each note of a file, what should be kept of it and of the one here; `now` in milliseconds. */
export function blended(theirs, mine, now) {
  return Object.fromEntries(
    Object.entries(theirs).map(([key, note]) => [key, mine[key] ? one(note, mine[key], now) : note]),
  );
}

function one(theirs, mine, now) {
  const [older, newer] = theirs.at < mine.at ? [theirs, mine] : [mine, theirs];
  const text = joined(older.text, newer.text);
  const mark = Boolean(theirs.mark || mine.mark);
  const same = text === mine.text && mark === Boolean(mine.mark);
  return same ? mine : { ...older, ...newer, text, mark, at: Math.max(now, newer.at + 1) };
}

/** Both texts, unless one of them holds the other. */
export function joined(older, newer) {
  if (newer.includes(older)) return newer;
  if (older.includes(newer)) return older;
  return `${older}\n\n${newer}`;
}
