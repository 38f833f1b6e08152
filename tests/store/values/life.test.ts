import { Prisma } from "@prisma/client";
import fc from "fast-check";
import { expect, test } from "vitest";
import { LIFE, lifeAfter, type Life, type LifeEvent, type Sides, type Given } from "#app/core/values/life.ts";
import type { Known } from "#app/core/values/term.ts";
import { pool } from "#app/store/database/database.server.ts";
import { happens, givenBy } from "#app/store/values/life.server.ts";
import { testDatabase } from "../../support/database.ts";

testDatabase();

const SHOP = "acme.myshopify.com";
const HISTORIES = 10_000;
const STEPS = 40;
/** One value in this many gets the event of a step. */
const ONE_IN = 10;
const NEWS_PER_STEP = 200;
const EVENTS = Object.keys(LIFE) as LifeEvent[];

type Value = Life & Sides & { subject: string };
type News = Record<string, Known>;

const HOLDS = ["01900000-0000-7000-8000-000000000001", "01900000-0000-7000-8000-000000000002"];
const number = fc.constantFrom("1", "2", "3");
const text = fc.constantFrom(null, "1", "2", "3");
const verdict = fc.constantFrom<Life["verdict"][]>(
  ..."unknown in-sync planned push held conflict blocked failing"
    .split(" ")
    .map((it) => it as Life["verdict"]),
);

/** What an event may carry, with its type in SQL. Few values, so that they are often the same. */
const NEWS: Record<string, readonly [fc.Arbitrary<Known>, string]> = {
  ...{
    moved: [fc.boolean(), "boolean"],
    runs: [fc.boolean(), "boolean"],
    ignored: [fc.boolean(), "boolean"],
  },
  ...{ verdict: [verdict, "text"], reason: [fc.constantFrom(null, "price-jump", "pinned"), "text"] },
  ...{ message: [fc.constantFrom(null, "No."), "text"], who: [fc.constantFrom("Ann", "Bo"), "text"] },
  ...{ desired: [text, "text"], observed: [text, "text"], target: [text, "text"] },
  ...{ after: [number, "text"], value: [number, "text"], approved: [text, "text"] },
  ...{ pinned: [text, "text"], pinnedFor: [text, "text"], pinnedBy: [fc.constantFrom(null, "Ann"), "text"] },
  ...{ urgency: [fc.nat(9), "int"], dirty: [fc.nat(9), "int"], holdId: [fc.constantFrom(...HOLDS), "uuid"] },
  take: [fc.constantFrom("source", "shop", "value", "ignore"), "text"],
  // Some rests are over at once.
  ...{ undoMs: [fc.constantFrom(-1e7, 1e7), "int"], forMs: [fc.constantFrom(-1e7, 1e7), "int"] },
};

/** Columns that an event carries besides and that are written with it, as the real statements do. */
const ALSO: Partial<Record<LifeEvent, readonly (keyof Sides)[]>> = {
  decided: ["desired", "target"],
  orderDecided: ["desired", "observed"],
};

const step = fc.record({ event: fc.constantFrom(...EVENTS), seed: fc.nat() });

test("10,000 histories end the same in the table and in the database", async () => {
  const history = fc.array(step, { minLength: STEPS, maxLength: STEPS });
  const [steps = []] = fc.sample(history, { numRuns: 1, seed: seedOfRun() });
  let values = await born();
  // Every event at least once, without leaving that to chance.
  for (const { event, seed } of [...EVENTS.map((event, at) => ({ event, seed: at })), ...steps])
    values = await play(values, event, seed);
  const ended = await stored();
  expect(values.filter((value) => !alike(value, ended.get(value.subject)))).toEqual([]);
}, 240_000);

/** Applies an event to some of the values, in core and in the database, and compares the results. */
async function play(values: readonly Value[], event: LifeEvent, seed: number): Promise<Value[]> {
  const names = [...new Set([...LIFE[event].gives, ...(ALSO[event] ?? [])])];
  const news = fc.sample(fc.record(Object.fromEntries(names.map((name) => [name, typed(name)[0]]))), {
    numRuns: NEWS_PER_STEP,
    seed,
  }) as News[];
  const met = values.flatMap((value, at) => {
    const chance = mixed(at, seed);
    return chance % ONE_IN === 0 ? [{ value, news: news[(chance >>> 8) % NEWS_PER_STEP] ?? {} }] : [];
  });
  const { now, after } = await inDatabase(event, names, met);
  const expected = new Map(
    met.map(({ value, news }) => [value.subject, inCore(value, event, news, now)] as const),
  );
  for (const { value, news } of met) {
    const [core, database] = [expected.get(value.subject), after.get(value.subject) ?? value];
    if (!alike(core, database))
      expect(database, `${event} told ${JSON.stringify(news)} of ${JSON.stringify(value)}`).toEqual(core);
  }
  // Times are kept as the database rounds them.
  return values.map((value) => after.get(value.subject) ?? value);
}

function inCore(value: Value, event: LifeEvent, news: News, now: Date): Value {
  const after = lifeAfter(value, event, news as Given<LifeEvent, Known>, now);
  const sides = (ALSO[event] ?? []).map((name) => [name, news[name]] as const);
  return { ...after, ...Object.fromEntries(sides) };
}

async function inDatabase(
  event: LifeEvent,
  names: readonly string[],
  met: readonly { value: Value; news: News }[],
): Promise<{ now: Date; after: Map<string, Value> }> {
  const columns = names.map((name) => `, "${name}" ${typed(name)[1]}`).join("");
  const rows = JSON.stringify(met.map(({ value, news }) => ({ subject: value.subject, ...news })));
  const also = (ALSO[event] ?? []).map((name) => Prisma.raw(`"${name}" = d."${name}"`));
  const statement = happens(event, givenBy(event, "d"), {
    ...(also.length > 0 ? { also: Prisma.join(also) } : {}),
    from: Prisma.sql`jsonb_to_recordset(${rows}::jsonb) AS d(subject text ${Prisma.raw(columns)})`,
    where: Prisma.sql`o.shop = ${SHOP} AND o.kind = 'stock' AND o.subject = d.subject AND o.place = '1'`,
  });
  const query = Prisma.sql`${statement} RETURNING ${COLUMNS}, now() AS now`;
  const { rows: moved } = await pool().query<Value & { now: Date }>(query);
  const now = moved[0]?.now ?? new Date();
  return { now, after: new Map(moved.map(({ now: _, ...value }) => [value.subject, value])) };
}

/** Equal, except that a time may differ by the rounding of a database's microseconds. */
function alike(a: Value | undefined, b: Value | undefined): boolean {
  return (
    b !== undefined &&
    Object.entries(b).every(([name, known]) => {
      const other = a?.[name as keyof Value];
      return known instanceof Date && other instanceof Date
        ? Math.abs(known.getTime() - other.getTime()) <= 1
        : known === other;
    })
  );
}

const COLUMNS = Prisma.sql`o.subject, o.verdict, o.reason, o.message, o.urgency, o."driftSince", o.approved, o.pinned,
  o."pinnedFor", o."pinnedBy", o.ignored, o."holdId"::text AS "holdId", o.failures, o."retryAt", o.dirty, o.decided,
  o.desired, o.observed, o.target`;

async function stored(): Promise<Map<string, Value>> {
  const { rows } = await pool().query<Value>(Prisma.sql`SELECT ${COLUMNS} FROM "Observation" o`);
  return new Map(rows.map((row) => [row.subject, row]));
}

async function born(): Promise<Value[]> {
  const sides = fc.record({ desired: text, observed: text, target: text, verdict });
  const data = fc.sample(sides, { numRuns: HISTORIES, seed: 1 });
  const rows = JSON.stringify(data.map((row, at) => ({ ...row, subject: String(at) })));
  await pool().query(Prisma.sql`
    INSERT INTO "Observation" (shop, kind, subject, place, desired, observed, target, verdict)
    SELECT ${SHOP}, 'stock', r.subject, '1', r.desired, r.observed, r.target, r.verdict
    FROM jsonb_to_recordset(${rows}::jsonb)
      AS r(subject text, desired text, observed text, target text, verdict text)`);
  await pool().query('ANALYZE "Observation"');
  return [...(await stored()).values()];
}

function typed(name: string): readonly [fc.Arbitrary<Known>, string] {
  const found = NEWS[name];
  if (!found) throw new RangeError(`No event is known to tell "${name}"`);
  return found;
}

/** A number that looks random but is always the same for the same value and step. */
function mixed(at: number, seed: number): number {
  const once = Math.imul(at ^ seed, 0x9e3779b1);
  return Math.imul(once ^ (once >>> 15), 0x85ebca6b) >>> 0;
}

/** A different history in each run; a failure's message has all that is needed to repeat it. */
function seedOfRun(): number {
  return Date.now() & 0x7fffffff;
}
