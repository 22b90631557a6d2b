// data-questions='[{"as": "pick", "key": [1], …}]': the four ways of answering behind the six kinds.
// Adds: reading an answer, putting it back, judging it, and the note beside each row of it.
import { equal } from "./answers.js";

const inputs = (form) => [...form.querySelectorAll("[name=answer]")];
const rows = (form) => [...form.querySelectorAll("[data-row]")];

const pick = {
  read: (form) => inputs(form).filter((input) => input.checked).map((input) => +input.value).sort(),
  write(form, answer) {
    for (const input of inputs(form)) input.checked = answer.includes(+input.value);
  },
  judge: ({ key }, answer) => key.length === answer.length && key.every((index) => answer.includes(index)),
  /** `all`: every choice; else those that were picked. */
  notes({ key }, answer, form, all) {
    const verdict = (index) =>
      answer.includes(index)
        ? key.includes(index) ? "right" : "wrong"
        : key.includes(index) ? "answer" : "passed";
    return rows(form)
      .map(({ dataset }) => +dataset.row)
      .filter((index) => all || answer.includes(index))
      .map((index) => [index, { reason: index, verdict: verdict(index) }]);
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
  judge: (question, answer) => answer.every((step, place) => step === place),
  /** `all`: where each step goes, and why; else which are in place. */
  notes: (question, answer, form, all) =>
    answer.map((step, place) => {
      const verdict = step === place ? "placed" : all ? "belongs" : "misplaced";
      return [step, { reason: all ? step : undefined, verdict, place: verdict === "belongs" && step + 1 }];
    }),
  clear() {},
};

const type = {
  read: (form) => inputs(form)[0].value.trim(),
  write(form, answer) {
    inputs(form)[0].value = answer;
  },
  judge: ({ accept, code }, answer) => accept.some((written) => equal(written, answer, code)),
  notes(question, answer) {
    const { accept, wrong, code } = question;
    if (type.judge(question, answer)) return [["typed", { reason: "right", verdict: "right" }]];
    const known = wrong.findIndex((written) => equal(written, answer, code));
    const bare = (text) => text.toLowerCase().replaceAll("`", "");
    const near = accept.some((written) => equal(bare(written), bare(answer), true));
    const reason = known >= 0 ? `wrong-${known}` : near ? "case" : "other";
    return [["typed", { reason, verdict: "wrong" }]];
  },
  clear() {},
};

/** In the reader's own words: there is a model to compare with, and no right or wrong. */
const open = {
  ...type,
  judge: () => null,
  notes: () => [],
};

export const kinds = { pick, order, type, open };
