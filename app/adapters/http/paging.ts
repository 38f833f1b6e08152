import { createHash } from "node:crypto";
import { ProtocolError } from "../errors.ts";

/** Rows of one page, and how many there are in all where the system says so. */
export interface Rows<T> {
  rows: readonly T[];
  total?: number | null;
}

interface Paging {
  /** For the merchant: whose pages they are. */
  name: string;
  /** A listing that has more pages than this is not believed. */
  pagesMax: number;
}

/** Pages that name the next one by a token; null from the first read on: the beginning. */
export function byCursor<T>(
  paging: Paging,
  read: (cursor: string | null) => Promise<{ rows: readonly T[]; next: string | null }>,
): AsyncGenerator<readonly T[]> {
  return pages<T, string | null>(paging, null, async (at) => {
    const { rows, next } = await read(at);
    return { rows, next: next === null ? undefined : next };
  });
}

/** Pages that name the next one in a Link header. It must be of the same origin: what signs the call goes with it. */
export function byLink<T>(
  paging: Paging,
  first: URL,
  read: (url: URL) => Promise<{ rows: readonly T[]; link: string | null }>,
): AsyncGenerator<readonly T[]> {
  return pages<T, string>(paging, first.href, async (at) => {
    const { rows, link } = await read(new URL(at));
    const next = nextLink(link, new URL(at));
    if (next && next.origin !== first.origin) {
      throw new ProtocolError(`${paging.name} sends us to another address for its next page.`);
    }
    return { rows, next: next?.href };
  });
}

/**
 * Pages by number, from `first` on, until one is empty or all are read. A short page does not end it: a system may
 * give fewer rows than it was asked for.
 */
export function byPage<T>(
  paging: Paging,
  first: 0 | 1,
  read: (page: number) => Promise<Rows<T>>,
): AsyncGenerator<readonly T[]> {
  let seen = 0;
  return pages<T, number>(paging, first, async (page) => {
    const { rows, total } = await read(page);
    seen += rows.length;
    return { rows, next: isLast(rows, seen, total) ? undefined : page + 1 };
  });
}

/** Pages by how many rows come before them; they end as those by number do. */
export function byOffset<T>(
  paging: Paging,
  read: (offset: number) => Promise<Rows<T>>,
): AsyncGenerator<readonly T[]> {
  return pages<T, number>(paging, 0, async (offset) => {
    const { rows, total } = await read(offset);
    const seen = offset + rows.length;
    return { rows, next: isLast(rows, seen, total) ? undefined : seen };
  });
}

function isLast(rows: readonly unknown[], seen: number, total: number | null | undefined): boolean {
  return rows.length === 0 || (typeof total === "number" && seen >= total);
}

async function* pages<T, At extends string | number | null>(
  { name, pagesMax }: Paging,
  first: At,
  read: (at: At) => Promise<{ rows: readonly T[]; next: At | undefined }>,
): AsyncGenerator<readonly T[]> {
  const places = new Set<At>();
  const contents = new Set<string>();
  for (let at: At | undefined = first; at !== undefined;) {
    if (places.size === pagesMax) throw new ProtocolError(`${name} has no end after ${pagesMax} pages.`);
    places.add(at);
    const page: { rows: readonly T[]; next: At | undefined } = await read(at);
    const content = digestOf(page.rows);
    const repeats = page.rows.length > 0 && contents.has(content);
    if (repeats || (page.next !== undefined && places.has(page.next))) {
      throw new ProtocolError(`${name} gives the same page again and again.`);
    }
    contents.add(content);
    if (page.rows.length > 0) yield page.rows;
    at = page.next;
  }
}

function digestOf(rows: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(rows)).digest("base64");
}

/** The address that a Link header calls "next", as RFC 8288 writes it. */
export function nextLink(header: string | null, at: URL): URL | null {
  for (const [, target = "", parameters = ""] of (header ?? "").matchAll(/<([^>]*)>([^<]*)/g)) {
    const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,]+))/i.exec(parameters);
    if ((rel?.[1] ?? rel?.[2] ?? "").toLowerCase().split(/\s+/).includes("next")) return new URL(target, at);
  }
  return null;
}
