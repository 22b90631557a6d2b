// What a run printed beside what was recorded.
// Adds: whether they are the same, or the same but for what is never the same twice.
import { t } from "../language.js";

const VARIES = /\b[0-9a-f]{8}-[0-9a-f-]{27}\b|\b0x[0-9a-f]+\b|\d+(?:[.:]\d+)*/g; // ids, addresses, times, numbers

/** A sentence for the lab's status, with a blank before it. */
export function compared(lab) {
  const recorded = trimmed(lab.querySelector(".lab__output").textContent);
  const printed = trimmed(lab.querySelector('[data-terminal="program"]').textContent);
  if (printed === recorded) return ` ${t("It printed what was recorded.")}`;
  return masked(printed) === masked(recorded)
    ? ` ${t("It printed what was recorded, but for ids, times and other numbers.")}`
    : ` ${t("It printed something else than was recorded.")}`;
}

const trimmed = (text) => text.replace(/[ \t]+$/gm, "").trim();
const masked = (text) => text.replace(VARIES, "#");
