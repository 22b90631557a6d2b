// equal("`propagate=False`", typed): handoff/quiz/answers.py, said for the browser.
// Adds: one rule for typed answers. tests/quiz/answers.json holds both to the same table.

const BACKTICKS = /^`([^`]+)`$/;
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
const SPACES = /[\s\x1c-\x1f\x85\u180e]+/g;
const NEEDLESS = / (?![\p{L}\p{N}_])|(?<![\p{L}\p{N}_]) /gu;
const TYPEWRITER = [[/[‘’‚‛ʼ´′]/g, "'"], [/[“”„‟«»″]/g, '"'], [/[‐‑‒–−]/g, "-"], [/—/g, "--"]];

/** Whether the reader's answer is the author's; `code` where no backticks say so. */
export function equal(written, typed, code = false) {
  const verbatim = code || BACKTICKS.test(written.trim());
  return normalized(written, verbatim) === normalized(typed, verbatim);
}

const folded = (text) => text.toLowerCase().toUpperCase().toLowerCase().normalize("NFKC");

export function normalized(text, code) {
  let plain = text.replace(INVISIBLE, "");
  plain = BACKTICKS.exec(plain.trim())?.[1] ?? plain;
  for (const [found, key] of TYPEWRITER) plain = plain.replace(found, key);
  plain = plain.normalize("NFKC").replace(SPACES, " ").replace(/^ | $/g, "");
  return code ? plain.replace(NEEDLESS, "") : folded(plain);
}
