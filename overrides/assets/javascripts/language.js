// t("Loading {much} MB", { much }), many(n, "{n} task waits", "{n} tasks wait"): what a script says, in the page's language.
// Adds: nothing in English. `handoff editions` puts another language's words into its copy of each script, in their place.

export const LANGUAGE = "en";

export const t = (message, values = {}) => message.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);

/** The form for `n`; where a language has others than English, `one` is {one, few, …}. Intl's first use takes 20 ms. */
export function many(n, one, other, values) {
  const forms = typeof one === "object" ? one : { one, other };
  const form = LANGUAGE === "en" ? (n === 1 ? "one" : "other") : new Intl.PluralRules(LANGUAGE).select(n);
  return t(forms[form] ?? forms.other, { n: grouped(n), ...values });
}

/** 10000 → "10,000" */
export const grouped = (number) =>
  LANGUAGE === "en" ? String(number).replace(/\B(?=(\d{3})+$)/g, ",") : number.toLocaleString(LANGUAGE);

/** 0.25 → "0.3" */
export const decimal = (number, digits = 1) =>
  LANGUAGE === "en"
    ? number.toFixed(digits)
    : number.toLocaleString(LANGUAGE, { minimumFractionDigits: digits, maximumFractionDigits: digits });
