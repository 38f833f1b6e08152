import type { TFunction } from "i18next";
import { CSV_FIELDS, CSV_KINDS, missingFields, type CsvDraft } from "./csv-draft.ts";
import type { Problem } from "./field-problem.ts";

const PLACE_FIELDS = ["folder", "host", "user", "port", "hostKey"] as const;

/** What keeps a draft from being tested or saved, before the server is asked. */
export function draftProblems(draft: CsvDraft, intent: "test" | "save", t: TFunction): Problem[] {
  const fields = missingFields(draft);
  if (intent === "save" && draft.name.trim() === "") fields.unshift("name");
  return fields.map((field) => ({ field, message: missingInWords(field, t) }));
}

/** Problems in words: where the server names a field of a file, the words say which. */
export function problemsInWords(problems: readonly Problem[], t: TFunction): Problem[] {
  return problems.map(({ field, message }) => {
    const isColumn = field !== null && /^files\.\w+\.columns\./.test(field);
    return { field, message: isColumn ? missingInWords(field, t) : message };
  });
}

function missingInWords(path: string, t: TFunction): string {
  const [part, name, , column] = path.split(".");
  const kind = CSV_KINDS.find((known) => known === name);
  if (part === "files" && kind) {
    const field = CSV_FIELDS[kind].find((known) => known.field === column)?.field;
    const file = t(`fileKind.${kind}`);
    if (!field) return t("editor.patternMissing", { file });
    return t("editor.columnMissing", { file, column: t(`column.${field}`) });
  }
  if (part === "files") return t("editor.noFile");
  const place = PLACE_FIELDS.find((known) => known === name);
  return place
    ? t("editor.missing", { field: t(`place.${place}`) })
    : t("editor.missing", { field: t("editor.name") });
}
