import { z } from "zod";
import { TransientError } from "../../errors.ts";
import type { Client } from "./client.ts";
import { Time, toTime } from "./wire.ts";

/** A model whose rows say that something has to be read again. */
export interface ChangeSource {
  model: string;
  /** Only rows that match. */
  domain: readonly unknown[];
  /** Fields that lead to what has to be read. */
  fields: readonly string[];
  /** Ids of what has to be read; null: everything. */
  idsOf(row: Record<string, unknown>): readonly number[] | null;
}

export interface Changed {
  /** "model,id" */
  key: string;
  date: string;
  ids: readonly number[] | null;
}

/**
 * A date is the start of the transaction that wrote it: what a long one wrote appears later, with an early date.
 * Every reading goes back by this much and leaves out what it knows.
 */
export const OVERLAP_MS = 15 * 60_000;

const PAGE = 1000;
const PAGES_MAX = 200;

const Row = z.looseObject({ id: z.number(), create_date: Time.nullable(), write_date: Time.nullable() });

/** Rows of the sources that were made or written at or after a time. */
export async function changesSince(
  client: Client,
  sources: readonly ChangeSource[],
  since: number,
  signal: AbortSignal,
): Promise<Changed[]> {
  const found: Changed[] = [];
  for (const source of sources) {
    let after = 0;
    for (let pages = 0; ; pages++) {
      if (pages === PAGES_MAX)
        throw new TransientError(`${source.model} changes faster than it is read`, null);
      const rows = await pageOf(client, source, since, after, signal);
      for (const row of rows) {
        const date = row.write_date ?? row.create_date ?? "";
        found.push({ key: `${source.model},${row.id}`, date, ids: source.idsOf(row) });
      }
      after = rows.at(-1)?.id ?? after;
      if (rows.length < PAGE) break;
    }
  }
  return found;
}

function pageOf(client: Client, source: ChangeSource, since: number, after: number, signal: AbortSignal) {
  const at = toTime(since);
  const domain = [
    // The write date is empty until the first write.
    [
      "OR",
      ["write_date", ">=", at],
      [
        ["write_date", "=", null],
        ["create_date", ">=", at],
      ],
    ],
    ["id", ">", after],
    ...source.domain,
  ];
  const fields = ["create_date", "write_date", ...source.fields];
  const params = [domain, 0, PAGE, [["id", "ASC"]], fields];
  // Records no longer active have changed too.
  return client.model(`${source.model}.search_read`, params, z.array(Row), signal, { active_test: false });
}

/** The ids that a many2one field or a list of them holds. */
export function idsIn(value: unknown): number[] {
  if (typeof value === "number") return [value];
  return Array.isArray(value) ? value.filter((id): id is number => typeof id === "number") : [];
}
