import { ConnectionError } from "../../errors.ts";
import { newestFiles } from "../files/newest.ts";
import { openStore } from "../files/place.ts";
import type { CsvSecrets, CsvSettings } from "../rows/schema.ts";
import { readHead } from "../read/shape.ts";
import { readRows } from "../read/table.ts";

/** What is known before the columns are mapped. */
export interface CsvLook {
  place: CsvSettings["place"];
  secrets: CsvSecrets;
  pattern: string;
  encoding: CsvSettings["encoding"];
  delimiter: CsvSettings["delimiter"];
}

export interface CsvPreview {
  file: string;
  headers: string[];
  rows: string[][];
  delimiter: string;
  encoding: string;
}

const rowsShown = 10;
const settleMs = 500;

/** The newest file that matches, cut into columns, so that a person can say what each one means. */
export async function preview(look: CsvLook, signal: AbortSignal): Promise<CsvPreview> {
  const store = openStore(look.place, look.secrets);
  try {
    const timing = { timeZone: "UTC", arrival: "settled", settleMs } as const;
    const [file] = await newestFiles(store, timing, look.pattern, 1, signal);
    if (!file) throw new ConnectionError(`No complete file matches "${look.pattern}"`);
    const { shape } = await readHead(store, file.path, file, { ...look, timeZone: timing.timeZone }, []);
    if (!shape) throw new ConnectionError(`"${file.name}" is empty: it has no header line`);
    const { rows } = await readRows(store, { ...file, shape }, shape.body, rowsShown);
    const { headers, delimiter, encoding } = shape;
    return { file: file.name, headers, rows: rows.map(({ fields }) => fields), delimiter, encoding };
  } finally {
    await store.close();
  }
}
