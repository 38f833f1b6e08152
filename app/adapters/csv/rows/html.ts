/** A description as HTML. Text without a tag is plain text: its signs are not markup, and its lines are lines. */
export function asHtml(text: string): string {
  if (text === "" || /<\/?[a-z][^<>]*>/i.test(text)) return text;
  const paragraphs = text.replace(/\r\n?/g, "\n").split(/\n\s*\n/);
  return paragraphs
    .map((paragraph) => `<p>${escaped(paragraph.trim()).replaceAll("\n", "<br>")}</p>`)
    .join("");
}

/** Exports often hold entities where they hold no tags. */
function escaped(text: string): string {
  return text
    .replace(/&(?!#?\w+;)/g, "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
