import { z } from "zod";
import type { FilePreview } from "#app/core/source/file-preview.ts";
import { checked } from "../../entry.ts";
import { isAdapterError } from "../../errors.ts";
import { FEED_KINDS, type FeedKind } from "#app/core/source/feeds.ts";
import { CsvSecrets, CsvSettings } from "../rows/schema.ts";
import { textMax } from "../rows/setting-text.ts";
import { preview, type CsvLook } from "./preview.ts";
import { suggestColumns, suggestOptions } from "./suggest.ts";

/** Settings known before the columns: where the files are, how they are written, and which kinds there are. */
const Asked = z.object({
  settings: CsvSettings.pick({ place: true, encoding: true, delimiter: true }),
  patterns: z.partialRecord(z.enum(FEED_KINDS), z.string().max(textMax)),
});

/** Shows the first rows of the files that the settings would read, so that columns can be mapped by looking. */
export async function previewFiles(
  asked: unknown,
  secrets: unknown,
  signal: AbortSignal,
): Promise<FilePreview[]> {
  const { settings, patterns } = checked(Asked, asked);
  const place = { ...settings, secrets: checked(CsvSecrets, secrets) };
  const wanted = FEED_KINDS.filter((kind) => patterns[kind]);
  return Promise.all(wanted.map((kind) => look(kind, { ...place, pattern: patterns[kind] ?? "" }, signal)));
}

async function look(kind: FeedKind, asked: CsvLook, signal: AbortSignal): Promise<FilePreview> {
  try {
    const { file, headers, rows } = await preview(asked, signal);
    const columns = suggestColumns(headers)[kind];
    return { kind, ok: true, file, headers, rows, columns, options: suggestOptions(headers) };
  } catch (error) {
    if (isAdapterError(error)) return { kind, ok: false, message: error.message };
    throw error;
  }
}
