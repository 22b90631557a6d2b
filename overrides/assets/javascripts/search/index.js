// find("https://…/", "visibility timeout"): the sections that say most about it, best first.
// Fetches the entry of the index, the files with words like these, and the sections to show.
import { words } from "./words.js";

const MOST = 8;
const PREFIX_FILES = 2; // a word of two letters begins many; the first files will do

const kept = new Map(); // address → promise of its JSON

export class NotBuilt extends Error {}

/** {asked, hits: [{address, heading, page, guide, text}], count}; throws NotBuilt, or TypeError offline. */
export async function find(site, text) {
  const asked = [...new Set(words(text))];
  if (asked.length === 0) return { asked, hits: [], count: 0 };
  const index = { site, ...(await entry(site)) };
  const found = await Promise.all(asked.map((word) => matches(index, word)));
  const ranked = [...totals(found)].sort(([, one], [, other]) => other - one);
  const best = ranked.slice(0, MOST).map(([number]) => section(index, number));
  return { asked, hits: await Promise.all(best), count: ranked.length };
}

async function entry(site) {
  return json(`${site}search/index.json`, { cache: "no-cache" });
}

function json(address, options) {
  if (!kept.has(address)) kept.set(address, fetched(address, options));
  return kept.get(address);
}

async function fetched(address, options) {
  try {
    const response = await fetch(address, options);
    if (!response.ok) throw new NotBuilt(address);
    return await response.json();
  } catch (error) {
    kept.delete(address); // the next search asks again
    throw error;
  }
}

/** section number → how much it says about `word`, or about words that begin with it or are near. */
async function matches(index, word) {
  const first = place(index.words, word);
  const last = Math.min(place(index.words, `${word}\uffff`), first + PREFIX_FILES);
  const files = await Promise.all(range(first, last).map((number) => part(index, "words", number)));
  const known = files.flatMap((file) => Object.entries(file));
  const alike = known.map(([other, hits]) => [likeness(word, other), hits]).filter(([like]) => like > 0);
  const near = () => known.filter(([other]) => slip(word, other)).map(([, hits]) => [0.4, hits]);
  return weighed(alike.length > 0 ? alike : near());
}

const range = (first, last) => Array.from({ length: last - first + 1 }, (_, step) => first + step);
const part = ({ site, folder }, kind, number) => json(`${site}search/${folder}/${kind}-${number}.json`);

/** The last of the sorted `firsts` that is not beyond `wanted`. */
const place = (firsts, wanted) => Math.max(0, firsts.findLastIndex((first) => first <= wanted));

function likeness(word, other) {
  if (word === other) return 1;
  if (other.startsWith(word)) return word.length > 1 ? Math.max(0.3, (0.8 * word.length) / other.length) : 0;
  const rest = word.length - other.length; // an ending half typed: "schedulin"
  return rest <= 3 && other.length >= 4 && word.startsWith(other) ? 0.7 : 0;
}

/** Is one a slip of the pen away from the other: a letter more, less, other, or two swapped? */
function slip(word, other) {
  if (word.length < 4 || Math.abs(word.length - other.length) > 1) return false;
  let start = 0;
  while (start < word.length && word[start] === other[start]) start += 1;
  const [one, two] = [word.slice(start), other.slice(start)];
  const swapped = one[0] === two[1] && one[1] === two[0] && one.slice(2) === two.slice(2);
  return swapped || one.slice(1) === two || one === two.slice(1) || one.slice(1) === two.slice(1);
}

function weighed(lists) {
  const weights = new Map();
  for (const [like, hits] of lists) {
    let number = 0;
    for (let at = 0; at < hits.length; at += 2) {
      number += hits[at];
      weights.set(number, Math.max(weights.get(number) ?? 0, like * hits[at + 1]));
    }
  }
  return weights;
}

/** A section that knows all words comes before one that says much about some. */
function totals(found) {
  const sums = new Map();
  for (const weights of found) {
    for (const [number, weight] of weights) {
      const [sum, count] = sums.get(number) ?? [0, 0];
      sums.set(number, [sum + weight, count + 1]);
    }
  }
  return new Map([...sums].map(([number, [sum, count]]) => [number, (sum * count) / found.length]));
}

async function section(index, number) {
  const file = place(index.sections, number);
  const { pages, sections } = await part(index, "sections", file);
  const [of, anchor, heading, text] = sections[number - index.sections[file]];
  const [address, page, guide] = pages[of];
  return { address: `${index.site}${address}${anchor && `#${anchor}`}`, heading, page, guide, text };
}
