import type { ValueKind } from "#app/core/values/record-kind.ts";
import type { Choice } from "./decisions.ts";

/** One value on which the source and the shop differ, and which a person should decide. */
export interface ConflictRow {
  key: string;
  kind: ValueKind;
  subject: string;
  place: string;
  /** Field of the authority rules. */
  field: string;
  placeName: string | null;
  variantId: string | null;
  productId: string | null;
  sku: string | null;
  title: string;
  variantTitle: string;
  imageUrl: string | null;
  vendor: string | null;
  tags: readonly string[];
  collections: readonly { id: string; title: string }[];
  desired: string | null;
  observed: string | null;
  baseline: string | null;
  agreedAt: string | null;
  source: { name: string | null; at: string | null; origin: string | null };
  seen: { at: string | null; editor: string | null };
  since: string | null;
  assignee: string | null;
  note: string | null;
  /** Digest of a photo -> its address. */
  pictures: Readonly<Record<string, string>>;
}

/** How long one key takes a decision back, before it is written to the shop. */
export const UNDO_MS = 10_000;

/** open: undecided. decided: the person has chosen. gone: somebody else has, or both sides agree again. */
export interface ListedRow {
  row: ConflictRow;
  state: "open" | "decided" | "gone";
  choice: Choice | null;
  /** Why a choice did not hold: the sides moved, or what the server says about the value. */
  problem: string | null;
  /** What was typed for a value that was refused. */
  typed: string | null;
}

/** One decision about one or many rows; `events` is what the server knows it by, null while it does not. */
export interface Batch {
  id: number;
  keys: readonly string[];
  choice: Choice;
  at: number;
  events: readonly string[] | null;
}

export interface Session {
  rows: readonly ListedRow[];
  active: string | null;
  selected: readonly string[];
  /** Decisions that can be taken back, latest last. */
  batches: readonly Batch[];
}

export const EMPTY_SESSION: Session = { rows: [], active: null, selected: [], batches: [] };

/**
 * Takes in what the server lists now. Rows keep their place: known ones get their new values, new ones go below, and
 * with `complete` (the whole list was read) known ones that it lacks are marked as gone.
 */
export function merge(session: Session, fresh: readonly ConflictRow[], complete: boolean): Session {
  const latest = new Map(fresh.map((row) => [row.key, row]));
  const rows = session.rows.map((listed): ListedRow => {
    const now = latest.get(listed.row.key);
    latest.delete(listed.row.key);
    if (listed.state === "open") {
      if (now) return sameRow(now, listed.row) ? listed : { ...listed, row: now };
      return complete ? { ...listed, state: "gone" } : listed;
    }
    if (!now) return listed;
    // A value that changed after the decision needs a new one.
    return listed.state === "gone" || !sameSides(now, listed.row) ? opened(now) : listed;
  });
  const all = [...rows, ...[...latest.values()].map(opened)];
  const open = new Set(all.filter(({ state }) => state === "open").map(({ row }) => row.key));
  const active = session.active !== null && all.some(({ row }) => row.key === session.active);
  return {
    ...session,
    rows: all,
    active: active ? session.active : (firstOpen(all) ?? null),
    selected: session.selected.filter((key) => open.has(key)),
  };
}

/** The rows that a decision is about: those selected, else the active one. */
export function targets({ rows, selected, active }: Session): ListedRow[] {
  const keys = selected.length > 0 ? selected : active === null ? [] : [active];
  return rows.filter(({ row, state }) => state === "open" && keys.includes(row.key));
}

/** Shows a decision at once, and moves on to the next row that is open. */
export function decide(session: Session, batch: Omit<Batch, "events">): Session {
  const keys = new Set(batch.keys);
  const rows = session.rows.map((listed): ListedRow =>
    keys.has(listed.row.key)
      ? { ...listed, state: "decided", choice: batch.choice, problem: null, typed: null }
      : listed,
  );
  const last = Math.max(...session.rows.map(({ row }, index) => (keys.has(row.key) ? index : -1)));
  const active = nextOpen(rows, last, 1) ?? nextOpen(rows, last, -1) ?? session.active;
  return {
    rows,
    active,
    selected: [],
    batches: [...session.batches, { ...batch, events: null }],
  };
}

/** What the server made of a decision. */
export interface DecideAnswer {
  decided: readonly { key: string; event: string }[];
  /** Keys whose sides were no longer what the person saw; `fresh` has those that still are conflicts. */
  moved: readonly string[];
  fresh: readonly ConflictRow[];
  refused: readonly { key: string; problem: string }[];
}

export function answered(session: Session, id: number, answer: DecideAnswer, movedText: string): Session {
  const batch = session.batches.find((one) => one.id === id);
  const fresh = new Map(answer.fresh.map((row) => [row.key, row]));
  const moved = new Set(answer.moved);
  const refused = new Map(answer.refused.map(({ key, problem }) => [key, problem]));
  const typed = batch?.choice.take === "value" ? batch.choice.value : null;
  const rows = session.rows.map((listed): ListedRow => {
    const { key } = listed.row;
    const now = fresh.get(key);
    if (moved.has(key)) {
      if (now) return { ...opened(now), problem: movedText };
      return { ...listed, state: "gone", choice: null };
    }
    const problem = refused.get(key);
    return problem === undefined ? listed : { ...opened(listed.row), problem, typed };
  });
  const events = answer.decided.map(({ event }) => event);
  const kept = answer.decided.map(({ key }) => key);
  const batches = session.batches.flatMap((one) => {
    if (one.id !== id) return [one];
    return events.length === 0 ? [] : [{ ...one, keys: kept, events }];
  });
  return { ...session, rows, batches };
}

/** Opens the rows of a decision again; the first of them becomes the active one. */
export function takeBack(session: Session, id: number): Session {
  const batch = session.batches.find((one) => one.id === id);
  if (!batch) return session;
  const keys = new Set(batch.keys);
  return {
    ...session,
    rows: session.rows.map((listed) =>
      keys.has(listed.row.key) && listed.state === "decided" ? opened(listed.row) : listed,
    ),
    active: batch.keys[0] ?? session.active,
    batches: session.batches.filter((one) => one.id !== id),
  };
}

/** The neighbouring row in a direction, decided or not, so that a person can look back. */
export function neighbour({ rows, active }: Session, step: 1 | -1): string | null {
  const at = rows.findIndex(({ row }) => row.key === active);
  if (at < 0) return rows[0]?.row.key ?? null;
  return rows[at + step]?.row.key ?? active;
}

export function openRows({ rows }: Session): ListedRow[] {
  return rows.filter(({ state }) => state === "open");
}

function firstOpen(rows: readonly ListedRow[]): string | undefined {
  return rows.find(({ state }) => state === "open")?.row.key;
}

function nextOpen(rows: readonly ListedRow[], from: number, step: 1 | -1): string | undefined {
  for (let at = from + step; at >= 0 && at < rows.length; at += step) {
    if (rows[at]?.state === "open") return rows[at]?.row.key;
  }
  return undefined;
}

function opened(row: ConflictRow): ListedRow {
  return { row, state: "open", choice: null, problem: null, typed: null };
}

function sameSides(a: ConflictRow, b: ConflictRow): boolean {
  return a.desired === b.desired && a.observed === b.observed;
}

function sameRow(a: ConflictRow, b: ConflictRow): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
