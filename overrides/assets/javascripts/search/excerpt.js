// excerpt("… a long text …", ["broker"]): [["… a ", false], ["broker", true], [" keeps …", false]]
// The stretch of a section's text that says most of the words asked for, cut where they stand.
import { WORD, words } from "./words.js";

const ROOM = 150;
const BEFORE = 40;

export function excerpt(text, asked) {
  const hits = [...text.matchAll(WORD)].filter(([word]) => says(word, asked));
  const start = begin(text, hits);
  const end = start + ROOM < text.length ? text.lastIndexOf(" ", start + ROOM) : text.length;
  return cut(text, start, Math.max(end, start), hits);
}

export const marked = (text, asked) =>
  cut(text, 0, text.length, [...text.matchAll(WORD)].filter(([word]) => says(word, asked)));

function says(word, asked) {
  return words(word).some((stem) => asked.some((one) => one.length > 1 && stem.startsWith(one)));
}

/** Where to begin so that most hits fall within the room. */
function begin(text, hits) {
  const within = ({ index }) => hits.filter((hit) => hit.index >= index && hit.index < index + ROOM - BEFORE).length;
  const best = hits.slice(0, 50).reduce((one, other) => (within(other) > within(one) ? other : one), hits[0]);
  if (!best || best.index <= BEFORE) return 0;
  return text.indexOf(" ", best.index - BEFORE) + 1;
}

function cut(text, start, end, hits) {
  const parts = [];
  let at = start;
  for (const { index, 0: word } of hits.filter((hit) => hit.index >= start && hit.index + hit[0].length <= end)) {
    parts.push([text.slice(at, index), false], [word, true]);
    at = index + word.length;
  }
  parts.push([text.slice(at, end), false]);
  if (start > 0) parts.unshift(["… ", false]);
  if (end < text.length) parts.push([" …", false]);
  return parts.filter(([piece]) => piece);
}
