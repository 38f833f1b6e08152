import { Prisma } from "@prisma/client";
import { transition, type LifeEvent, type Told } from "#app/core/values/life.ts";
import type { Condition, Term } from "#app/core/values/term.ts";

/** What an event tells, in SQL: columns of what the statement joins, or parameters. */
export type ToldSql<E extends LifeEvent> = Told<E, Prisma.Sql>;

/** Which values o it happens to. */
export interface Which {
  /** Columns that are no part of the life of a value and change with it. */
  also?: Prisma.Sql;
  from?: Prisma.Sql;
  where: Prisma.Sql;
}

/** The statement that lets an event happen to values o; `RETURNING` may follow. */
export function happens<E extends LifeEvent>(event: E, tells: ToldSql<E>, which: Which): Prisma.Sql {
  const { from } = transition(event);
  const set = which.also ? Prisma.sql`${becomes(event, tells)}, ${which.also}` : becomes(event, tells);
  const source = which.from ? Prisma.sql`FROM ${which.from}` : Prisma.empty;
  const open = from ? Prisma.sql`AND o.verdict IN (${words(from)})` : Prisma.empty;
  return Prisma.sql`UPDATE "Observation" o SET ${set} ${source} WHERE (${which.where}) ${open}`;
}

/** Owes a decision to values o: the only way to raise the mark. */
export function owe(which: Which): Prisma.Sql {
  return happens("marked", {}, which);
}

/** What comes after SET, for statements that may insert the value as well. */
export function becomes<E extends LifeEvent>(event: E, tells: ToldSql<E>): Prisma.Sql {
  const columns = Object.entries(transition(event).becomes);
  return Prisma.join(
    columns.map(([name, term]) => Prisma.sql`${Prisma.raw(`"${name}"`)} = ${sqlOf(term, tells)}`),
  );
}

/** What an event tells where it stands in columns of the same names. */
export function toldBy<E extends LifeEvent>(event: E, alias: string): ToldSql<E> {
  const columns = transition(event).tells.map((name) => [name, Prisma.raw(`${alias}."${name}"`)] as const);
  return Object.fromEntries(columns) as ToldSql<E>;
}

/** Whether a rule of core/values/life.ts is true of value o. */
export function meets(rule: Condition, tells: Readonly<Record<string, Prisma.Sql>>): Prisma.Sql {
  return conditionOf(rule, tells);
}

type Tells = Readonly<Record<string, Prisma.Sql>>;

function sqlOf(term: Term, tells: Tells): Prisma.Sql {
  if (typeof term === "string") return words([term]);
  if (typeof term !== "object" || term === null) return Prisma.raw(String(term));
  if ("was" in term) return column(term.was);
  if ("told" in term) return named(tells, term.told);
  if ("oneMore" in term) return Prisma.sql`${column(term.oneMore)} + 1`;
  if ("now" in term) return Prisma.sql`now()`;
  if ("inMs" in term)
    return Prisma.sql`now() + make_interval(secs => (${sqlOf(term.inMs, tells)})::float8 / 1000)`;
  if ("laterEachTime" in term) {
    const steps = Prisma.raw(`ARRAY[${term.laterEachTime.join()}]`);
    const step = Prisma.sql`least(${column(term.failures)} + 1, ${Prisma.raw(String(term.laterEachTime.length))})`;
    return Prisma.sql`now() + make_interval(secs => (${steps})[${step}])`;
  }
  if ("firstKnown" in term)
    return Prisma.sql`coalesce(${Prisma.join(term.firstKnown.map((one) => sqlOf(one, tells)))})`;
  const { then, otherwise } = term;
  return Prisma.sql`CASE WHEN ${conditionOf(term.when, tells)} THEN ${sqlOf(then, tells)} ELSE ${sqlOf(otherwise, tells)} END`;
}

/** Never null, so that `NOT` says the same as in core. */
function conditionOf(condition: Condition, tells: Tells): Prisma.Sql {
  const all = (conditions: readonly Condition[], word: string) =>
    Prisma.join(conditions.map((one) => conditionOf(one, tells)), ` ${word} `, "(", ")"); // prettier-ignore
  if ("every" in condition) return all(condition.every, "AND");
  if ("some" in condition) return all(condition.some, "OR");
  if ("not" in condition) return Prisma.sql`NOT ${conditionOf(condition.not, tells)}`;
  if ("oneOf" in condition)
    return Prisma.sql`coalesce(${sqlOf(condition.is, tells)} IN (${words(condition.oneOf)}), false)`;
  if ("same" in condition) {
    const [a, b] = condition.same;
    return Prisma.sql`(${sqlOf(a, tells)} IS NOT DISTINCT FROM ${sqlOf(b, tells)})`;
  }
  const [a, b] = "equal" in condition ? condition.equal : condition.isAfter;
  const than = Prisma.raw("equal" in condition ? "=" : ">");
  return Prisma.sql`coalesce(${sqlOf(a, tells)} ${than} ${sqlOf(b, tells)}, false)`;
}

/** Words of the table, never of a person: they may stand in the statement itself. */
function words(of: readonly string[]): Prisma.Sql {
  return Prisma.raw(of.map((word) => `'${word.replaceAll("'", "''")}'`).join());
}

function column(name: string): Prisma.Sql {
  return Prisma.raw(`o."${name}"`);
}

function named(tells: Tells, name: string): Prisma.Sql {
  const told = tells[name];
  if (!told) throw new RangeError(`The event does not tell "${name}"`);
  return told;
}
