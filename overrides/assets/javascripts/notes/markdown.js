// markdown(chapters, site): bookmarks and notes as a Markdown file, with the address of each section.
// Adds: nothing to a page; list.js offers it.

/** `chapters` as list.js has them; the words are the reader's, letter by letter. */
export function markdown(chapters, site) {
  const parts = [];
  let guide;
  for (const chapter of chapters) {
    if (chapter.guide !== guide && chapter.guide) parts.push(`# ${chapter.guide}`);
    guide = chapter.guide;
    parts.push(`## ${chapter.title}`);
    for (const { heading, id, text, mark, gone } of chapter.sections) {
      const address = `${site}${chapter.page}${gone ? "" : `#${id}`}`;
      parts.push(`### ${mark ? "★ " : ""}${heading || id}`, `<${address}>`);
      if (text) parts.push(text);
    }
  }
  return `${parts.join("\n\n")}\n`;
}
