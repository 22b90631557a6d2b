// words("Retrying retries") is ["retry", "retry"]: handoff/search/words.py in the browser.
// tests/search/words.json holds both to the same answers.

export const WORD = /[\p{L}\p{N}]+/gu;

export const words = (text) => (plain(text).match(WORD) ?? []).map(stem);

const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

function stem(word) {
  if (!/^[a-z0-9]{4,}$/.test(word)) return word;
  if (/..(ies|ied)$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/[^su]s$/.test(word) && !word.endsWith("is")) word = word.slice(0, -1);
  const kept = word.replace(/(ing|ed)$/, "");
  if (kept !== word && kept.length > 2 && /[aeiouy]/.test(kept)) {
    return kept.replace(/([bdgmnprt])\1$/, "$1").replace(/e$/, "");
  }
  return word.length > 4 ? word.replace(/e$/, "") : word;
}
