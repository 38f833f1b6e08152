import type { FeedKind } from "#app/core/source/feeds.ts";
import type { TFunction } from "i18next";
import { missingFields, SECRET_FIELDS, type FilesDraft } from "./files-draft.ts";
import { FILE_KINDS, partsOf } from "./file-fields.ts";
import type { Problem } from "../../parts/field-problem.ts";
import type { Sent } from "./sent.ts";

const PLACE_FIELDS = ["folder", "host", "user", "port", "hostKey"] as const;

/**
 * What keeps a draft from being shown, tested or saved, before the server is asked. `again`: secrets that were given
 * for another place.
 */
export function draftProblems(
  draft: FilesDraft,
  intent: Sent["intent"],
  again: readonly string[],
  t: TFunction,
): Problem[] {
  const fields = intent === "look" ? [] : missingFields(draft);
  if (intent === "save" && draft.name.trim() === "") fields.unshift("name");
  if (intent === "save" && draft.place === "sftp" && draft.hostKey.trim() === "")
    fields.push("place.hostKey");
  const missing = fields.map((field) => ({ field, message: missingInWords(field, t) }));
  return [...missing, ...again.map((field) => ({ field, message: againInWords(field, t) }))];
}

function againInWords(secret: string, t: TFunction): string {
  const known = SECRET_FIELDS.find((field) => field === secret);
  return t("systems.problem.again", { field: known ? t(`place.${known}`) : secret });
}

/** Problems in words: where the server names a field of a file, the words say which. */
export function problemsInWords(problems: readonly Problem[], t: TFunction): Problem[] {
  return problems.map(({ field, message }) => {
    const isColumn = field !== null && /^files\.\w+\.columns\./.test(field);
    return { field, message: isColumn ? missingInWords(field, t) : message };
  });
}

function missingInWords(path: string, t: TFunction): string {
  const [part, name, ...rest] = path.split(".");
  const kind = FILE_KINDS.find((known) => known === name);
  if (part === "files" && kind) return missingOfFile(kind, rest, t);
  if (part === "files") return t("editor.noFile");
  if (part === "orders") return t("editor.missing", { field: t("orderFiles.folder") });
  const place = PLACE_FIELDS.find((known) => known === name);
  return place
    ? t("editor.missing", { field: t(`place.${place}`) })
    : t("editor.missing", { field: t("editor.name") });
}

/** `rest` is the part of the path after "files.<kind>". */
function missingOfFile(kind: FeedKind, [what = "", ...names]: string[], t: TFunction): string {
  const file = t(`fileKind.${kind}`);
  const known = partsOf(kind).flatMap(({ fields }) => fields);
  const inColumns = what === "columns" ? known.find((column) => column === names[0]) : undefined;
  if (inColumns) return t("editor.columnMissing", { file, column: t(`column.${inColumns}`) });
  if (what === "columns" || what === "extras")
    return t("editor.fieldUnknown", { file, field: names.join(".") });
  if (what === "options") return t("editor.optionIncomplete", { file });
  const either = known.find((column) => column === what);
  if (either) return t("editor.eitherMissing", { file, column: t(`column.${either}`) });
  return t("editor.patternMissing", { file });
}
