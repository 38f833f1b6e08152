import { randomUUID } from "node:crypto";
import { OutcomeUnknown } from "#app/shopify/api/errors.ts";
import {
  findBulkWrite,
  readBulkResults,
  stageVariables,
  startBulkWrite,
  type BulkLine,
} from "#app/shopify/bulk/write.ts";
import {
  bulkUpdateVariants,
  bulkLine,
  lineOutcomes,
  MAX_VARIANTS,
} from "#app/shopify/products/variant-writes.ts";
import { saveIntended, type IntendedChange, type DueChange } from "#app/store/values/changes.server.ts";
import { getShop } from "#app/store/shops/shops.server.ts";
import { bulkKey, waitForBulk } from "./bulk-end.server.ts";
import { valueKey } from "../look/look.server.ts";
import { toAnswer, variantWrite } from "./variants.server.ts";
import { attempt, saveByLooking, saveAnswer, type Applying } from "./write.server.ts";

/** Values whose intents or outcomes are saved together. */
const SAVE_AT_ONCE = 5_000;

/** One line of the file: the writes to one product. */
interface Line {
  intents: IntendedChange[];
  rows: DueChange[];
}

/** Writes the wanted values of very many products' variants by one bulk mutation. */
export async function writeInBulk(applying: Applying, rows: readonly DueChange[]): Promise<void> {
  const { client, signal } = applying;
  const { currency } = await getShop(client.shop);
  const key = bulkKey(randomUUID());
  const intents = await intend(applying, rows, key);
  if (intents.length === 0) return;
  const lines = toLines(rows, intents);
  const bulkId = await attempt(applying, intents, async () => {
    const file = lines.map((line) => bulkLine(variantWrite(line.rows, currency)));
    const path = await stageVariables(client, file, signal);
    return begin(applying, key, path);
  });
  if (bulkId === null) return;
  const { url, partialUrl } = await waitForBulk(client, bulkId, signal);
  const answered = new Set<Line>();
  const result = url ?? partialUrl;
  for await (const some of result === null ? [] : inChunks(readBulkResults(result, signal))) {
    for (const line of some) {
      const found = lines[line.line];
      if (found) answered.add(found);
    }
    await saveLines(applying, lines, some, currency);
  }
  const silent = lines.filter((line) => !answered.has(line)).flatMap((line) => line.intents);
  for (let start = 0; start < silent.length; start += SAVE_AT_ONCE) {
    await saveByLooking(applying, silent.slice(start, start + SAVE_AT_ONCE));
  }
}

async function intend(
  applying: Applying,
  rows: readonly DueChange[],
  key: string,
): Promise<IntendedChange[]> {
  const runId = await applying.run();
  const intents: IntendedChange[] = [];
  for (let start = 0; start < rows.length; start += SAVE_AT_ONCE) {
    const some = rows.slice(start, start + SAVE_AT_ONCE);
    intents.push(...(await saveIntended(applying.client.shop, applying.lease, { key, runId, rows: some })));
  }
  return intents;
}

/** Starts the mutation; if it is unknown whether it was started, Shopify is asked by the key. */
async function begin({ client, signal }: Applying, key: string, path: string): Promise<string> {
  try {
    return await startBulkWrite(client, bulkUpdateVariants(key), path, signal);
  } catch (error) {
    if (!(error instanceof OutcomeUnknown)) throw error;
    const bulkId = await findBulkWrite(client, key, signal);
    if (bulkId === null) throw error;
    return bulkId;
  }
}

function toLines(rows: readonly DueChange[], intents: readonly IntendedChange[]): Line[] {
  const byKey = new Map(intents.map((intent) => [valueKey(intent), intent]));
  const lines: Line[] = [];
  for (const ofProduct of Map.groupBy(rows, ({ productId }) => productId).values()) {
    const wanted = ofProduct.filter((row) => byKey.has(valueKey(row)));
    const variants = [...Map.groupBy(wanted, ({ subject }) => subject).values()];
    for (let start = 0; start < variants.length; start += MAX_VARIANTS) {
      const some = variants.slice(start, start + MAX_VARIANTS).flat();
      lines.push({ rows: some, intents: some.flatMap((row) => byKey.get(valueKey(row)) ?? []) });
    }
  }
  return lines;
}

async function saveLines(
  applying: Applying,
  lines: readonly Line[],
  results: readonly BulkLine[],
  currency: string,
): Promise<void> {
  const intents: IntendedChange[] = [];
  const outcomes = new Map<string, ReturnType<ReturnType<typeof toAnswer>["outcomeOf"]>>();
  const unclear: IntendedChange[] = [];
  for (const result of results) {
    const line = lines[result.line];
    if (line === undefined) continue;
    const answer = toAnswer(lineOutcomes(variantWrite(line.rows, currency), result));
    if (answer.undetermined !== null) {
      unclear.push(...line.intents);
      continue;
    }
    intents.push(...line.intents);
    for (const intent of line.intents) outcomes.set(valueKey(intent), answer.outcomeOf(intent));
  }
  if (intents.length > 0) await saveAnswer(applying, intents, (intent) => outcomes.get(valueKey(intent)));
  if (unclear.length > 0) await saveByLooking(applying, unclear);
}

async function* inChunks(lines: AsyncIterable<BulkLine>): AsyncGenerator<BulkLine[]> {
  let some: BulkLine[] = [];
  for await (const line of lines) {
    some.push(line);
    if (some.length < SAVE_AT_ONCE / 10) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}
