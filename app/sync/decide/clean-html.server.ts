import sanitizeHtml from "sanitize-html";

/** What a description may hold: text with its structure, links and pictures; no scripts, styles or frames. */
const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: [...sanitizeHtml.defaults.allowedTags, "img"],
  allowedAttributes: { ...sanitizeHtml.defaults.allowedAttributes, img: ["src", "alt", "width", "height"] },
  allowedSchemes: ["http", "https", "mailto", "tel"],
};

/** HTML of the source, reduced to what a shop may show. */
export function cleanHtml(html: string): string {
  return sanitizeHtml(html, ALLOWED).trim();
}
