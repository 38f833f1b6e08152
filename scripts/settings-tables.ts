/** Writes the settings each adapter asks for into its README, by its fields and texts: `npm run settings`. */
import { readFileSync, writeFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";
import type { AdapterEntry } from "#app/adapters/entry.ts";
import { adapters } from "#app/adapters/registry.ts";
import { placedFields, type SettingsField } from "#app/core/source/settings-field.ts";

const BEGIN = "<!-- settings -->";
const END = "<!-- /settings -->";

if (import.meta.main) {
  for (const [id, entry] of Object.entries(adapters)) {
    const path = `app/adapters/${id}/README.md`;
    if (entry.fields.length > 0)
      writeFileSync(path, await withSettingsTable(readFileSync(path, "utf8"), entry));
  }
}

/** The README with the table between its marks rewritten. */
export async function withSettingsTable(readme: string, entry: AdapterEntry): Promise<string> {
  const [before, , after] = readme.split(new RegExp(`${BEGIN}|${END}`));
  if (before === undefined || after === undefined) throw new Error(`A README needs ${BEGIN} and ${END}`);
  const written = `${before}${BEGIN}\n\n${tableOf(entry)}\n\n${END}${after}`;
  return format(written, { ...(await resolveConfig("README.md")), parser: "markdown" });
}

function tableOf({ fields, texts }: AdapterEntry): string {
  const words = texts.en.fields;
  const rows = placedFields(fields).map(({ path, field }) => {
    const { label = path, help = "", where = "" } = words[path] ?? {};
    const said = [help, where].filter((part) => part !== "").join(" ");
    const example = field.example === undefined ? "" : `\`${field.example}\``;
    return [`\`${path}\``, label, typeOf(field), field.required ? "yes" : "", said, example];
  });
  const head = ["Setting", "In the form", "Type", "Required", "What it is, where to find it", "Example"];
  return [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`)
    .join("\n");
}

function typeOf(field: SettingsField): string {
  if (field.type === "choice") return field.choices.map((choice) => `\`${choice}\``).join(" or ");
  return field.type === "number" ? `number, ${field.min} to ${field.max}` : field.type;
}
