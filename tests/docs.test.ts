import { existsSync, readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { expect, test } from "vitest";

const PAGES = [
  "README.md",
  "CONTRIBUTING.md",
  "docs/architecture.md",
  "docs/reliability.md",
  "docs/security.md",
].concat(
  ["app", "sandbox"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith("README.md"))
      .map((name) => posix.join(folder, name)),
  ),
);

/** Folders whose files are named without `app/` in front. */
const LAYERS = readdirSync("app");

test.each(PAGES)("every file that %s names is there", (page) => {
  for (const [, name = ""] of readFileSync(page, "utf8").matchAll(/`([\w.$-]+\/[\w./$-]*)`/g)) {
    const places = [name, posix.join("app", name), posix.join(posix.dirname(page), name)];
    const [top = ""] = name.split("/");
    const isOurs = LAYERS.includes(top) || existsSync(top);
    if (isOurs) expect(places.some(existsSync), `${page} names ${name}`).toBe(true);
  }
});

test("every file that the comments of the tables name is there", () => {
  for (const [name] of readFileSync("prisma/schema.prisma", "utf8").matchAll(
    /\b(?:core|store)\/[\w/-]+\.ts/g,
  ))
    expect(existsSync(posix.join("app", name)), name).toBe(true);
});

test.each(PAGES)("every page that %s links to is there", (page) => {
  for (const [, target = ""] of readFileSync(page, "utf8").matchAll(/\]\(([^)#]+)[^)]*\)/g)) {
    if (/^https?:/.test(target)) continue;
    expect(existsSync(posix.join(posix.dirname(page), target)), `${page} links to ${target}`).toBe(true);
  }
});

test.each(PAGES)("every npm script that %s names can be run", (page) => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: object };
  for (const [, name] of readFileSync(page, "utf8").matchAll(/npm run ([\w:-]+)/g))
    expect(Object.keys(scripts), page).toContain(name);
});

test("the drawing of the tables has every table", () => {
  const drawn = /erDiagram([\s\S]*?)```/.exec(readFileSync("docs/architecture.md", "utf8"))?.[1] ?? "";
  const tables = [...readFileSync("prisma/schema.prisma", "utf8").matchAll(/^model (\w+)/gm)];
  for (const [, table = ""] of tables) expect(drawn.split(/\W+/), table).toContain(table);
});
