// Where this copy of the site lies: two copies on one host share neither edits nor the kept bundle.

export const SITE = new URL("../../../", import.meta.url);
export const BUNDLE = new URL("assets/lab/", SITE);
export const KEY = `handoff-lab ${SITE.pathname}`;
