// words: what the site says beside a reader's own notes; all of it here.

import { t } from "../language.js";

export const words = {
  button: t("Bookmark or note"),
  marked: t("bookmarked"),
  noted: t("with your note"),
  mark: t("Bookmark this section"),
  yours: t("Your note"),
  where: t("Only you see it. It stays in this browser."),
  done: t("Done"),
  saved: t("Note saved."),
  removed: t("Note removed."),
  markedNow: t("Bookmarked."),
  unmarkedNow: t("Bookmark removed."),
  blocked: t("Your browser won’t store anything for this site, so this is gone when you leave the page."),
  full: t("Your browser’s storage is full, so this is gone when you leave the page."),
  newer: t("A newer version of this site saved your notes. They’re untouched, and this one is gone when you leave the page."),
};
