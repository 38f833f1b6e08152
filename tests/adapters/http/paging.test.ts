import { describe, expect, test } from "vitest";
import { z } from "zod";
import { bearer } from "#app/adapters/http/auth.ts";
import { httpClient } from "#app/adapters/http/client.ts";
import { jsonOf } from "#app/adapters/http/json.ts";
import { byCursor, byLink, byOffset, byPage, nextLink } from "#app/adapters/http/paging.ts";
import { advance, type Overlap, readFrom, type Watermark } from "#app/adapters/http/watermark.ts";
import { get, serving, signal, way } from "./server.ts";

const acme = { name: "Acme", pagesMax: 10 };
const all = Array.from({ length: 7 }, (_, at) => at);
const SIZE = 3;

async function rowsOf(pages: AsyncGenerator<readonly number[]>): Promise<number[]> {
  const rows: number[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}

/** Seven rows by offset, always three at a time; all pages of `/stuck` are the same. */
async function seven() {
  const url = await serving((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://acme");
    const offset = pathname === "/stuck" ? 0 : Number(searchParams.get("offset") ?? 0);
    const next =
      offset + SIZE < all.length || pathname === "/stuck" ? `${pathname}?offset=${offset + SIZE}` : null;
    const headers = next === null ? {} : { link: `<${next}>; rel="next"` };
    response.writeHead(200, headers).end(JSON.stringify(all.slice(offset, offset + SIZE)));
  });
  const client = httpClient(url, way(), bearer("t"));
  const read = (offset: number, path = "items") =>
    client.json({ path, query: { offset: String(offset) } }, z.array(z.number()), signal);
  return { url, read };
}

describe("a listing in pages is read whole", () => {
  test("by offset, though pages are shorter than asked for", async () => {
    const { read } = await seven();
    expect(await rowsOf(byOffset(acme, async (offset) => ({ rows: await read(offset) })))).toEqual(all);
  });

  test("by number, and no further than the system says", async () => {
    const { read } = await seven();
    const asked: number[] = [];
    const pages = byPage(acme, 1, async (page) => {
      asked.push(page);
      return { rows: await read((page - 1) * SIZE), total: all.length };
    });
    expect(await rowsOf(pages)).toEqual(all);
    expect(asked).toEqual([1, 2, 3]);
  });

  test("by cursor", async () => {
    const { read } = await seven();
    const pages = byCursor(acme, async (cursor) => {
      const rows = await read(Number(cursor ?? 0));
      return { rows, next: rows.length < SIZE ? null : String(Number(cursor ?? 0) + SIZE) };
    });
    expect(await rowsOf(pages)).toEqual(all);
  });

  test("by link", async () => {
    const { url } = await seven();
    const to = way();
    const pages = byLink(acme, new URL("items", url), async (at) => {
      const answer = await to.send(get(at), signal);
      return { rows: jsonOf("Acme", answer, z.array(z.number())), link: answer.headers.get("link") };
    });
    expect(await rowsOf(pages)).toEqual(all);
  });
});

describe("a listing without end is refused", () => {
  test("whose page repeats", async () => {
    const { read } = await seven();
    const stuck = byOffset(acme, async (offset) => ({ rows: await read(offset, "stuck") }));
    await expect(rowsOf(stuck)).rejects.toThrow("same page again");
  });

  test("whose cursor leads back", async () => {
    const back = byCursor(acme, (cursor) => Promise.resolve({ rows: [], next: cursor === "a" ? "b" : "a" }));
    await expect(rowsOf(back)).rejects.toThrow("same page again");
  });

  test("whose pages are too many", async () => {
    let reads = 0;
    const more = byOffset(acme, (offset) => Promise.resolve({ rows: [offset, ++reads] }));
    await expect(rowsOf(more)).rejects.toThrow("no end after 10 pages");
    expect(reads).toBe(10);
  });

  test("whose link leads elsewhere", async () => {
    const away = byLink(acme, new URL("https://acme.example/"), () =>
      Promise.resolve({ rows: [1], link: '<https://evil.example/>; rel="next"' }),
    );
    await expect(rowsOf(away)).rejects.toThrow("another address");
  });
});

test.each([
  ['<https://a.example/?p=2>; rel="next"', "https://a.example/?p=2"],
  ['<?p=1>; rel="prev", <?p=3>; title="a, b"; rel=next', "https://a.example/items?p=3"],
  ['<?p=9>; rel="last"', undefined],
  [null, undefined],
])("the next page in Link: %s", (header, next) => {
  expect(nextLink(header, new URL("https://a.example/items"))?.href).toBe(next);
});

describe("a feed by time of change", () => {
  type Row = { id: number; at: number };
  const overlap: Overlap<Row> = {
    overlapMs: 10,
    changedAt: ({ at }) => at,
    version: ({ id, at }) => `${id}@${at}`,
  };
  const read = (rows: readonly Row[], before: Watermark | null) => {
    const from = readFrom(before, overlap.overlapMs) ?? -Infinity;
    return advance(
      before,
      rows.filter(({ at }) => at >= from),
      1000,
      overlap,
    );
  };

  test("reads again a little, tells nothing twice, and misses nothing that showed late", () => {
    const first = read(
      [
        { id: 1, at: 95 },
        { id: 2, at: 100 },
      ],
      null,
    );
    expect(first.fresh.map(({ id }) => id)).toEqual([1, 2]);
    // Row 3 was written before row 2 but becomes visible only now.
    const rows = [
      { id: 1, at: 95 },
      { id: 3, at: 97 },
      { id: 2, at: 100 },
    ];
    const second = read(rows, first.watermark);
    expect(second.fresh.map(({ id }) => id)).toEqual([3]);
    expect(read(rows, second.watermark).fresh).toEqual([]);
    expect(read([...rows, { id: 1, at: 120 }], second.watermark).fresh).toEqual([{ id: 1, at: 120 }]);
  });

  test("a row of the future hides nothing", () => {
    const { watermark } = read([{ id: 1, at: 5000 }], null);
    expect(watermark?.at).toBe(1000);
  });

  test("nothing leads nowhere", () => {
    expect(read([], null)).toEqual({ fresh: [], watermark: null });
    const before = read([{ id: 1, at: 95 }], null).watermark;
    expect(read([], before).watermark).toEqual(before);
  });
});
