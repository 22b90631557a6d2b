// shared(answers): a reader's tries as a file for authors, without name, date or time.
// Adds: nothing to a page; panel.js offers it. `handoff items` reads it.

const LONGEST = 100; // characters of what was typed

/** Tries in their order, question by question; what was written in one's own words stays here. */
export function shared(answers) {
  const tries = Object.entries(answers).flatMap(([question, { tries }]) =>
    tries
      .filter(({ right }) => right !== null)
      .map(({ revision, answer, right, sure, instead }) => ({
        question,
        revision,
        answer: typeof answer === "string" ? answer.slice(0, LONGEST) : answer,
        right,
        ...(sure !== undefined && { sure }),
        ...(instead && { review: true }),
      })),
  );
  return JSON.stringify({ format: "handoff-tries", version: 1, tries }, null, 1);
}
