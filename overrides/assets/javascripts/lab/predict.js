// A prediction: a question of the quiz, answered before the first Run and marked by the quiz itself after it.
// Adds: Run asks for it; the output stays covered until it is marked, or the reader would rather see it.
import { kinds } from "../kinds.js";
import { t } from "../language.js";

/** May the program run? The reader has answered, or changed it; or is told that there is a question first. */
export function given(lab) {
  if (edited(lab)) return true;
  const form = lab.asked;
  const { as } = JSON.parse(form.closest("quiz-check").dataset.questions).find(({ id }) => id === form.dataset.id);
  if (kinds[as].read(form).length > 0) return true;
  lab.say(t("Say first what you expect; or show the recorded output, and run without a prediction."));
  form.querySelector("input, textarea, .quiz__moves button")?.focus();
  return false;
}

/** The program has run: mark what was predicted, unless it was another program. What happened is no secret now. */
export async function mark(lab) {
  const form = lab.asked;
  lab.dataset.uncovered = "";
  if (!form || edited(lab)) return;
  const focused = document.activeElement;
  const top = () => lab.querySelector(".lab__bar").getBoundingClientRect().top;
  const before = top();
  form.requestSubmit();
  await marked(form);
  if ("missed" in form.dataset) form.querySelector("[data-do=show]")?.click();
  focused?.focus({ preventScroll: true });
  scrollBy({ top: top() - before, behavior: "instant" }); // the reasons stand above the result, which stays in view
  const verdict = { right: t("You predicted it."), wrong: t("You predicted something else: see why above.") };
  lab.say(`${lab.querySelector(".lab__status").textContent} ${verdict[form.dataset.result] ?? ""}`);
  const chosen = [...form.querySelectorAll("input:checked")].map((input) => input.closest("label").textContent.trim());
  if (chosen.length === 0) return;
  const words = document.createElement("p");
  words.className = "lab__predicted";
  words.textContent = t("You predicted: {chosen}", { chosen: chosen.some((one) => one.includes("\n")) ? `\n${chosen.join("\n")}` : chosen.join(", ") });
  lab.querySelector(".lab__now").append(words);
}

/** Another program than the question's. */
const edited = (lab) => !lab.button("restore").hidden;

/** The quiz marks when its script is there. */
function marked(form) {
  const done = () => form.dataset.result || form.dataset.missed;
  return new Promise((resolve) => {
    if (done()) return resolve();
    const watch = new MutationObserver(() => {
      if (!done()) return;
      watch.disconnect();
      resolve();
    });
    watch.observe(form, { attributes: true });
  });
}
