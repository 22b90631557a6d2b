// Seconds and chances in words, a number and its unit never torn apart.
import { t } from "../../language.js";

/** `45 s`, `8 min 31 s`, `1 h 40 min`, `2 d`. */
export function span(seconds) {
  const parts = [["d", 86400], ["h", 3600], ["min", 60], ["s", 1]];
  const words = [];
  for (const [unit, size] of parts) {
    const many = Math.floor(seconds / size);
    seconds -= many * size;
    if (many) words.push(`${many}\u00a0${unit}`);
  }
  return words.join(" ") || "0\u00a0s";
}

const TINY = 1e-9; // what adding up thousands of chances may be off by

/** `21 %`; never 0 or 100 for what may happen or fail. */
export function percent(chance) {
  if (chance > TINY && chance < 0.01) return t("under {n} %", { n: 1 });
  if (chance < 1 - TINY && chance > 0.99) return t("over {n} %", { n: 99 });
  return `${Math.round(chance * 100)}\u00a0%`;
}
