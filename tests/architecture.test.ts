import { existsSync, readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { expect, test } from "vitest";

/** Folder of app/ -> the others that it may import. The conventions draw the same picture. */
const mayImport: Record<string, readonly string[]> = {
  core: [],
  adapters: ["core", "config.server.ts", "log.ts"],
  shopify: ["core"],
  store: ["core", "config.server.ts", "log.ts"],
  sync: ["core", "adapters", "shopify", "store", "config.server.ts", "log.ts"],
  jobs: ["core", "adapters", "store", "sync", "config.server.ts", "log.ts"],
  endpoints: ["core", "store", "shopify", "jobs", "config.server.ts", "limits.server.ts", "log.ts"],
  components: ["core", "i18n.ts", "locales"],
  routes: [
    ..."core store sync jobs components".split(" "),
    ..."config.server.ts form.server.ts refusal.server.ts shopify.server.ts i18n.ts locales".split(" "),
  ],
};

/**
 * The rooms of a layer, each of which may import those before it. A file at the root of a layer is a room of its own.
 * Every layer uses the same names: together, the rooms named prices hold all code about prices.
 */
const rooms: Record<string, readonly string[]> = {
  "app/core": [
    ..."shopify-limits.ts digest.ts form.ts gid.ts json.ts cursor.ts money.ts storable.ts values stock content prices shop source".split(
      " ",
    ),
    ..."orders orders/progress fulfillment same.ts".split(" "),
  ],
  "app/shopify": "api auth bulk stock prices products orders fulfillment shop".split(" "),
  "app/store": [
    ..."database/embedded database values shops connections catalog stock prices content".split(" "),
    ..."conflicts webhooks fulfillment orders".split(" "),
    ..."views/conflicts views/connections views/drift views/settings views/orders views/home".split(" "),
  ],
  "app/sync":
    "slot.server.ts connections look decide write orders fulfillment converge choices settings shop".split(
      " ",
    ),
  "app/components": [
    ..."parts values orders drift settings prices".split(" "),
    ..."connections/editors connections conflicts holds home".split(" "),
  ],
  "app/adapters/csv": "rows files read orders form index.ts texts entry.ts".split(" "),
  "app/adapters/tryton": "settings.ts wire orders read check.ts index.ts texts entry.ts".split(" "),
};

/** Rooms of adapters/ that every adapter may use: the contract, and the kit for systems that speak HTTP. */
const belowAdapters = ["contract", "http"];

/** Packages that stay in their folder. */
const packageHome: readonly [RegExp, readonly string[]][] = [
  [/^@prisma\//, ["store"]],
  [/^(bullmq|ioredis)$/, ["jobs"]],
  [/^@remix-run\//, ["routes", "components"]],
];

/** Packages that core/ may import: exact decimals, as pure as the language's own numbers. */
const corePackages = ["big.js"];

const FILE_LINES = 400;

interface Import {
  file: string;
  specifier: string;
}

const sourcesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(ts|tsx|cjs|js)$/.test(name))
    .map((name) => posix.join(folder, name));

const importsOf = (file: string): Import[] =>
  [...readFileSync(file, "utf8").matchAll(/(?:\bfrom|\bimport|\brequire)[\s(]*"([^"]+)"/g)].map(
    ([, specifier]) => ({
      file,
      specifier: specifier ?? "",
    }),
  );

/** The path of an import from the root of the project, or null for a package. */
function reached({ file, specifier }: Import): string | null {
  if (specifier.startsWith("#")) return specifier.slice(1);
  if (specifier.startsWith(".")) return posix.join(posix.dirname(file), specifier);
  return null;
}

test("every folder of app/ has its line in the table", () => {
  const folders = readdirSync("app", { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const known = [...Object.keys(mayImport), "locales"];
  expect(known).toEqual(expect.arrayContaining(folders.map(({ name }) => name)));
});

test.each(Object.entries(mayImport))("%s imports only what it may", (folder, others) => {
  for (const found of sourcesOf(`app/${folder}`).flatMap(importsOf)) {
    const [top, part] = reached(found)?.split("/") ?? [];
    const at = `${found.file} -> ${found.specifier}`;
    if (top !== undefined) expect([folder, ...others], at).toContain(top === "app" ? part : top);
    else if (folder === "core") expect(corePackages, at).toContain(found.specifier);
  }
});

test.each(Object.entries(rooms))("a room of %s imports only the rooms before it", (layer, order) => {
  const roomOf = (file: string): string => {
    const inside = posix.relative(layer, file);
    return inside.includes("/") ? posix.dirname(inside) : inside;
  };
  for (const file of sourcesOf(layer)) expect(order, file).toContain(roomOf(file));
  for (const found of sourcesOf(layer).flatMap(importsOf)) {
    const room = roomOf(found.file);
    const path = reached(found);
    if (path === null || !path.startsWith(`${layer}/`) || path.endsWith(".css")) continue;
    const at = `${found.file} -> ${found.specifier}`;
    expect(order.slice(0, order.indexOf(room) + 1), at).toContain(roomOf(path));
  }
});

test("no file needs itself by way of others", () => {
  const needs = new Map<string, string[]>();
  for (const found of ["app", "sandbox", "scripts", "bench"].flatMap(sourcesOf).flatMap(importsOf)) {
    const path = reached(found);
    if (path !== null) needs.set(found.file, [...(needs.get(found.file) ?? []), path]);
  }
  const seen = new Set<string>();
  const follow = (file: string, way: readonly string[]): void => {
    expect(way, [...way.slice(way.indexOf(file)), file].join(" -> ")).not.toContain(file);
    if (seen.has(file)) return;
    for (const next of needs.get(file) ?? []) follow(next, [...way, file]);
    seen.add(file);
  };
  for (const file of needs.keys()) follow(file, []);
});

test("a package of one folder is imported in no other", () => {
  for (const found of Object.keys(mayImport).flatMap((folder) =>
    sourcesOf(`app/${folder}`).flatMap(importsOf),
  )) {
    const home = packageHome.find(([name]) => name.test(found.specifier))?.[1];
    if (home) expect(home, `${found.file} -> ${found.specifier}`).toContain(found.file.split("/")[1]);
  }
});

test("adapters never import each other, only what stands below them all", () => {
  for (const found of sourcesOf("app/adapters").flatMap(importsOf)) {
    const [, , own, inner] = found.file.split("/");
    const [, layer, other, deeper] = reached(found)?.split("/") ?? [];
    if (inner && deeper && layer === "adapters")
      expect([own, ...belowAdapters], `${found.file} -> ${found.specifier}`).toContain(other);
  }
});

test("what stands below the adapters knows none of them", () => {
  for (const found of belowAdapters.flatMap((room) => sourcesOf(`app/adapters/${room}`)).flatMap(importsOf)) {
    const [, layer, other, deeper] = reached(found)?.split("/") ?? [];
    if (layer === "adapters" && deeper)
      expect(belowAdapters, `${found.file} -> ${found.specifier}`).toContain(other);
  }
});

test("nothing outside an adapter's folder names it, but the line of the registry", () => {
  // Adapters share the folders without an entry. A file name in .csv does not name the adapter.
  const names = readdirSync("app/adapters").filter((name) => existsSync(`app/adapters/${name}/entry.ts`));
  expect(names.length).toBeGreaterThan(1);
  const texts = readdirSync("app/locales").map((name) => `app/locales/${name}`);
  for (const file of [...sourcesOf("app"), ...texts].filter((name) => name !== "app/adapters/registry.ts")) {
    const own = /^app\/adapters\/(\w+)\//.exec(file)?.[1];
    const said = readFileSync(file, "utf8").replaceAll(/[-*\w]+\.csv\b/g, "");
    for (const name of names.filter((one) => one !== own))
      expect(new RegExp(name, "i").exec(said)?.[0], `${file} names ${name}`).toBeUndefined();
  }
});

test("across folders an import begins with #app/, beside a file with ./", () => {
  const top = (path: string): string => path.split("/").slice(0, 2).join("/");
  for (const found of sourcesOf("app").flatMap(importsOf)) {
    const path = reached(found);
    if (path === null || posix.dirname(found.file) === "app") continue;
    if (top(path) !== top(found.file)) expect(found.specifier, found.file).toMatch(/^#/);
    if (posix.dirname(path) === posix.dirname(found.file))
      expect(found.specifier, found.file).toMatch(/^\.\//);
  }
});

test("app/ and sandbox/ know nothing of each other", () => {
  for (const found of sourcesOf("app").flatMap(importsOf)) {
    expect(reached(found) ?? "", found.file).not.toMatch(/^sandbox\//);
  }
  for (const found of sourcesOf("sandbox").flatMap(importsOf)) {
    expect(reached(found) ?? "", found.file).not.toMatch(/^app\//);
  }
});

test("extensions/ run elsewhere, so they take nothing but types from app/", () => {
  for (const file of sourcesOf("extensions")) {
    for (const [line] of readFileSync(file, "utf8").matchAll(/^.*(?:from|import) "#app\/.*$/gm))
      expect(line, file).toMatch(/^import type /);
  }
});

/** Columns of "Observation" that only the table of core/values/life.ts changes, by way of one file. */
const LIFE_COLUMNS = [
  ..."verdict reason message urgency driftSince approved pinned pinnedFor pinnedBy ignored holdId".split(" "),
  ..."failures retryAt dirty decided".split(" "),
];
const LIFE_IN_SQL = "app/store/values/life.server.ts";

test("what becomes of a value is written in one place", () => {
  for (const file of sourcesOf("app").filter((name) => name !== LIFE_IN_SQL)) {
    const text = readFileSync(file, "utf8");
    expect(text, file).not.toMatch(/\bobservation\s*\.\s*(update|upsert)/);
    // What follows SET in a statement that updates or upserts values.
    const ends = /(?<!DISTINCT )\b(FROM|WHERE|RETURNING)\b|`/;
    const sets = text.split(/UPDATE "Observation"[^`]*?\bSET\b/).slice(1);
    const inserts = text.split(/INSERT INTO "Observation"[^`]*?\bDO UPDATE SET\b/).slice(1);
    const also = text.split(/also: Prisma\.sql`/).slice(1);
    for (const part of [...sets, ...inserts, ...also]) {
      const columns = [...(part.split(ends)[0] ?? "").matchAll(/(?:^|,)\s*"?(\w+)"?\s*=/g)].map(
        ([, name]) => name,
      );
      for (const column of LIFE_COLUMNS) expect(columns, file).not.toContain(column);
    }
  }
});

test("what a JSON column holds is said in one place", () => {
  for (const file of sourcesOf("app/store").filter((name) => name !== "app/store/database/json.server.ts")) {
    const text = readFileSync(file, "utf8");
    expect(text, file).not.toMatch(/\bas unknown as\b|\bJsonValue\b|\bInputJsonValue\b/);
  }
});

test("files of store/ and sync/ are named .server.ts, so that none reaches a browser", () => {
  for (const file of [...sourcesOf("app/store"), ...sourcesOf("app/sync")])
    expect(file).toMatch(/\.server\.ts$/);
});

test(`no file is longer than ${FILE_LINES} lines`, () => {
  const written = ["app", "extensions", "sandbox", "tests", "scripts", "bench"].flatMap(sourcesOf);
  for (const file of written.filter((name) => !name.endsWith("/generated.ts"))) {
    expect(readFileSync(file, "utf8").split("\n").length, file).toBeLessThanOrEqual(FILE_LINES + 1);
  }
});

test("no file is a drawer for everything", () => {
  for (const file of ["app", "sandbox", "tests"].flatMap(sourcesOf)) {
    expect(file).not.toMatch(/(^|[/-])(utils?|helpers?|common|misc|manager)\.(server\.)?tsx?$/);
  }
});
