// answers of a reader → when each question should come back, and which ones go well together.
// Adds: nothing to a page; review.js and objectives.js ask. Missed: at once. Right: after DAYS.

const DAYS = [1, 3, 7, 16, 35];
const DAY = 24 * 60 * 60 * 1000;
const CERTAIN = 2;

/**
 * What tries of one question come to. `due` in milliseconds since 1970, Infinity for what is never
 * marked; `surely`: its last miss was one the reader was certain of, and it was not right twice since.
 */
export function standing(tries) {
  let step = -1;
  let due = 0;
  let missed = false;
  let surely = false;
  const marked = tries.filter(({ right }) => right !== null);
  for (const { at, right, sure } of marked) {
    missed = !right;
    if (!right) surely = sure === CERTAIN || (surely && step < 0);
    if (right && at < due) continue; // right again before it is due: the plan stands
    step = right ? Math.min(step + 1, DAYS.length - 1) : -1;
    due = right ? at + DAYS[step] * DAY : at;
  }
  surely &&= step < 1;
  const last = marked.at(-1)?.at ?? 0;
  return { missed, surely, step, last, due: marked.length > 0 ? due : Infinity };
}

/** [key, {page, tries, missed, surely, step, last, due}] of every question that was answered. */
export function standings(answers) {
  const known = new Map(
    Object.entries(answers).map(([key, { page, tries }]) => [key, { page, tries: [...tries] }]),
  );
  for (const [key, { tries }] of Object.entries(answers)) {
    for (const attempt of tries) {
      if (attempt.instead !== key) known.get(attempt.instead)?.tries.push({ ...attempt, on: key });
    }
  }
  return [...known].map(([key, { page, tries }]) => {
    tries.sort((one, other) => one.at - other.at);
    return [key, { page, tries, ...standing(tries) }];
  });
}

/** What is due, sure mistakes first, then what was missed; within that, chapters take turns. */
export function due(all, now) {
  const urgency = ([, { surely, missed }]) => (surely ? 0 : missed ? 1 : 2);
  const ready = all.filter(([, { due }]) => due <= now).sort(([, one], [, other]) => one.due - other.due);
  return [0, 1, 2].flatMap((level) => mixed(ready.filter((entry) => urgency(entry) === level)));
}

/** `count` questions: what is due, then what was seen longest ago; chapters take turns. */
export function handful(all, now, count) {
  const first = due(all, now);
  const rest = all
    .filter(([, { due }]) => due > now && Number.isFinite(due))
    .sort(([, one], [, other]) => one.last - other.last);
  return [...first, ...mixed(rest)].slice(0, count);
}

/** The same entries, with those of one page kept apart as far as there are others. */
function mixed(entries) {
  const pages = Map.groupBy
    ? [...Map.groupBy(entries, ([, { page }]) => page).values()]
    : [...new Set(entries.map(([, { page }]) => page))].map((page) =>
        entries.filter(([, one]) => one.page === page),
      );
  const longest = Math.max(0, ...pages.map(({ length }) => length));
  return [...Array(longest).keys()].flatMap((turn) => pages.flatMap((page) => page.slice(turn, turn + 1)));
}

/** The id to ask on the point that `key` tests: another one than last time, where there is one. */
export function sibling(key, tries, questions, known, taken) {
  const [quiz, id] = split(key);
  const own = questions.find((question) => question.id === id);
  const lastKey = tries.at(-1)?.on ?? key;
  const others = questions
    .filter(({ as, tests }) => as !== "open" && own?.tests && tests === own.tests)
    .map((question) => `${quiz}#${question.id}`)
    .filter((other) => other !== lastKey && (other === key || !taken.has(other)));
  const last = (other) => known.get(other)?.last ?? 0;
  others.sort((one, other) => last(one) - last(other));
  return split(others[0] ?? key)[1];
}

export function split(key) {
  const at = key.lastIndexOf("#");
  return [key.slice(0, at), key.slice(at + 1)];
}
