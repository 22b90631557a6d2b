// data-questions='[{"as": "pick", "key": [1], …}]': the four ways of answering behind the six kinds.
// Adds: reading an answer, putting it back, and what to say beside each row of it.

const inputs = (form) => [...form.querySelectorAll("fieldset :is(input, textarea)")];
const rows = (form) => [...form.querySelectorAll("[data-row]")];

/** Case, white space and a phone's curly quotes do not make an answer wrong. */
export function plain(text) {
  const straight = text.normalize("NFC").replace(/[‘’]/g, "'").replace(/[“”]/g, '"');
  return straight.replace(/\s+/g, " ").trim().toLowerCase();
}

const pick = {
  read: (form) => inputs(form).filter((input) => input.checked).map((input) => +input.value).sort(),
  write(form, answer) {
    for (const input of inputs(form)) input.checked = answer.includes(+input.value);
  },
  mark({ key }, answer, form) {
    const right = key.length === answer.length && key.every((index) => answer.includes(index));
    const say = (index) => ({ reason: index, result: key.includes(+index) ? "right" : "wrong" });
    return { right, says: rows(form).map(({ dataset }) => [dataset.row, say(dataset.row)]) };
  },
  clear: (form) => pick.write(form, []),
};

const order = {
  read: (form) => rows(form).map((row) => +row.dataset.row),
  write(form, answer) {
    const place = (row) => answer.indexOf(+row.dataset.row);
    const sorted = rows(form).sort((one, other) => place(one) - place(other));
    sorted[0]?.parentNode.append(...sorted);
  },
  mark(question, answer) {
    const say = (step, place) => ({ reason: step, result: step === place ? "right" : "wrong" });
    const says = answer.map((step, place) => [step, say(step, place)]);
    return { right: says.every(([, { result }]) => result === "right"), says };
  },
  clear() {},
};

const type = {
  read: (form) => inputs(form)[0].value.trim(),
  write(form, answer) {
    inputs(form)[0].value = answer;
  },
  mark({ accept, wrong }, answer) {
    const known = wrong.findIndex((variants) => plain(variants) === plain(answer));
    const right = accept.some((variant) => plain(variant) === plain(answer));
    const reason = right ? "right" : known < 0 ? "other" : `wrong-${known}`;
    return { right, says: [["typed", { reason, result: right ? "right" : "wrong" }]] };
  },
  clear() {},
};

/** In the reader's own words: there is a model to compare with, and no right or wrong. */
const open = {
  ...type,
  mark: () => ({ right: null, says: [] }),
};

export const kinds = { pick, order, type, open };

/** The indexes 0 … count - 1 in an order that only the seed decides (FNV-1a). */
export function shuffled(count, seed) {
  const hash = (index) => {
    let value = 0x811c9dc5;
    for (const letter of index + seed) value = Math.imul(value ^ letter.codePointAt(), 0x01000193);
    return value >>> 0;
  };
  return [...Array(count).keys()].sort((one, other) => hash(one) - hash(other));
}
