import { Prisma } from "@prisma/client";
import { transition, type LifeEvent, type Given } from "#app/core/values/life.ts";
import type { Condition, Term } from "#app/core/values/term.ts";

/** What an event gives, in SQL: columns of joined tables, or parameters. */
export type GivenSql<E extends LifeEvent> = Given<E, Prisma.Sql>;

/** Which values o it happens to. */
export interface Which {
  /** Columns outside the life of a value that change with it. */
  also?: Prisma.Sql;
  from?: Prisma.Sql;
  where: Prisma.Sql;
}

/** The statement that applies an event to values o; `RETURNING` may follow. */
export function happens<E extends LifeEvent>(event: E, gives: GivenSql<E>, which: Which): Prisma.Sql {
  const { from } = transition(event);
  const set = which.also ? Prisma.sql`${becomes(event, gives)}, ${which.also}` : becomes(event, gives);
  const source = which.from ? Prisma.sql`FROM ${which.from}` : Prisma.empty;
  const open = from ? Prisma.sql`AND o.verdict IN (${words(from)})` : Prisma.empty;
  return Prisma.sql`UPDATE "Observation" o SET ${set} ${source} WHERE (${which.where}) ${open}`;
}

/** Owes a decision to values o: the only way to raise the mark. */
export function owe(which: Which): Prisma.Sql {
  return happens("marked", {}, which);
}

/** What comes after SET, for statements that may insert the value as well. */
export function becomes<E extends LifeEvent>(event: E, gives: GivenSql<E>): Prisma.Sql {
  const columns = Object.entries(transition(event).becomes);
  return Prisma.join(
    columns.map(([name, term]) => Prisma.sql`${Prisma.raw(`"${name}"`)} = ${sqlOf(term, gives)}`),
  );
}

/** What an event gives, if it is in columns of the same names. */
export function givenBy<E extends LifeEvent>(event: E, alias: string): GivenSql<E> {
  const columns = transition(event).gives.map((name) => [name, Prisma.raw(`${alias}."${name}"`)] as const);
  return Object.fromEntries(columns) as GivenSql<E>;
}

/** Whether a rule of core/values/life.ts is true of value o. */
export function meets(rule: Condition, gives: Readonly<Record<string, Prisma.Sql>>): Prisma.Sql {
  return conditionOf(rule, gives);
}

type Tells = Readonly<Record<string, Prisma.Sql>>;

function sqlOf(term: Term, gives: Tells): Prisma.Sql {
  if (typeof term === "string") return words([term]);
  if (typeof term !== "object" || term === null) return Prisma.raw(String(term));
  if ("was" in term) return column(term.was);
  if ("given" in term) return named(gives, term.given);
  if ("oneMore" in term) return Prisma.sql`${column(term.oneMore)} + 1`;
  if ("now" in term) return Prisma.sql`now()`;
  if ("inMs" in term)
    return Prisma.sql`now() + make_interval(secs => (${sqlOf(term.inMs, gives)})::float8 / 1000)`;
  if ("laterEachTime" in term) {
    const steps = Prisma.raw(`ARRAY[${term.laterEachTime.join()}]`);
    const step = Prisma.sql`least(${column(term.failures)} + 1, ${Prisma.raw(String(term.laterEachTime.length))})`;
    return Prisma.sql`now() + make_interval(secs => (${steps})[${step}])`;
  }
  if ("firstKnown" in term)
    return Prisma.sql`coalesce(${Prisma.join(term.firstKnown.map((one) => sqlOf(one, gives)))})`;
  const { then, otherwise } = term;
  return Prisma.sql`CASE WHEN ${conditionOf(term.when, gives)} THEN ${sqlOf(then, gives)} ELSE ${sqlOf(otherwise, gives)} END`;
}

/** Never null, so that `NOT` means the same as in core. */
function conditionOf(condition: Condition, gives: Tells): Prisma.Sql {
  const all = (conditions: readonly Condition[], word: string) =>
    Prisma.join(conditions.map((one) => conditionOf(one, gives)), ` ${word} `, "(", ")"); // prettier-ignore
  if ("every" in condition) return all(condition.every, "AND");
  if ("some" in condition) return all(condition.some, "OR");
  if ("not" in condition) return Prisma.sql`NOT ${conditionOf(condition.not, gives)}`;
  if ("oneOf" in condition)
    return Prisma.sql`coalesce(${sqlOf(condition.is, gives)} IN (${words(condition.oneOf)}), false)`;
  if ("same" in condition) {
    const [a, b] = condition.same;
    return Prisma.sql`(${sqlOf(a, gives)} IS NOT DISTINCT FROM ${sqlOf(b, gives)})`;
  }
  const [a, b] = "equal" in condition ? condition.equal : condition.isAfter;
  const than = Prisma.raw("equal" in condition ? "=" : ">");
  return Prisma.sql`coalesce(${sqlOf(a, gives)} ${than} ${sqlOf(b, gives)}, false)`;
}

/** Words of the table, never of a person: they may be written into the statement. */
function words(of: readonly string[]): Prisma.Sql {
  return Prisma.raw(of.map((word) => `'${word.replaceAll("'", "''")}'`).join());
}

function column(name: string): Prisma.Sql {
  return Prisma.raw(`o."${name}"`);
}

function named(gives: Tells, name: string): Prisma.Sql {
  const given = gives[name];
  if (!given) throw new RangeError(`The event does not give "${name}"`);
  return given;
}
