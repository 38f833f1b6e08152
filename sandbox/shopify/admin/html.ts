/** Markup that is safe to send: everything put into a template is escaped unless it is markup itself. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Markup | string | number | null | readonly Part[];

export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  const pieces = strings.map(
    (string, index) => string + (index < parts.length ? render(parts[index] ?? null) : ""),
  );
  return new Markup(pieces.join(""));
}

function render(part: Part): string {
  if (part === null) return "";
  if (part instanceof Markup) return part.text;
  if (isList(part)) return part.map(render).join("");
  return String(part).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function isList(part: Part): part is readonly Part[] {
  return Array.isArray(part);
}
