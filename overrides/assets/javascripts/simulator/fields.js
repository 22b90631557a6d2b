// What a simulator's rules read from its form: numbers, or what is wrong with them and what would do.
import { t } from "../language.js";

/** A number from..to; what is wrong goes into `wrong` under the field's name. */
export function number(values, name, [from, to], wrong) {
  const text = String(values[name]).trim();
  const found = Number(text);
  if (text && found >= from && found <= to) return found;
  wrong[name] = t("{wrong}; write a number from {from} to {to}.", { wrong: shown(text), from, to });
}

/** The same for a whole number. */
export function whole(values, name, [from, to], wrong) {
  const text = String(values[name]).trim();
  const found = Number(text);
  if (text && Number.isInteger(found) && found >= from && found <= to) return found;
  wrong[name] = t("{wrong}; write a whole number from {from} to {to}.", { wrong: shown(text), from, to });
}

const shown = (text) => (text ? t("“{text}” won’t do", { text }) : t("This isn’t a number"));
