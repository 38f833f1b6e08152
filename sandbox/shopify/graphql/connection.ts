import type { Arguments, Context } from "./context.ts";
import { refuse } from "./errors.ts";
import { given } from "./given.ts";

/** Rows must be given ascending by (value, id); the id breaks ties, as in Shopify's own cursors. */
export interface Ordering<Row> {
  value(row: Row): string | number;
  id(row: Row): number;
}

export function byId<Row extends { id: string }>(): Ordering<Row> {
  return { value: (row) => Number(row.id), id: (row) => Number(row.id) };
}

export interface Source<Row> {
  rows: readonly Row[];
  ordering: Ordering<Row>;
  keep?: ((row: Row) => boolean) | undefined;
}

const PAGE_LIMIT = 250;

class Edge<Row> {
  readonly node: Row;
  readonly #ordering: Ordering<Row>;

  constructor(node: Row, ordering: Ordering<Row>) {
    this.node = node;
    this.#ordering = ordering;
  }

  get cursor(): string {
    const cursor = { last_id: this.#ordering.id(this.node), last_value: this.#ordering.value(this.node) };
    return Buffer.from(JSON.stringify(cursor)).toString("base64url");
  }
}

/** Has exactly the members of a Shopify connection, so the default resolver reads it as it is. */
export class Connection<Row> {
  readonly nodes: Row[];
  readonly #ordering: Ordering<Row>;
  readonly #hasNextPage: boolean;
  readonly #hasPreviousPage: boolean;

  constructor(nodes: Row[], ordering: Ordering<Row>, more: { next: boolean; previous: boolean }) {
    this.nodes = nodes;
    this.#ordering = ordering;
    this.#hasNextPage = more.next;
    this.#hasPreviousPage = more.previous;
  }

  get edges(): Edge<Row>[] {
    return this.nodes.map((node) => new Edge(node, this.#ordering));
  }

  get pageInfo() {
    const cursorOf = (node: Row | undefined) =>
      node === undefined ? null : new Edge(node, this.#ordering).cursor;
    return {
      hasNextPage: this.#hasNextPage,
      hasPreviousPage: this.#hasPreviousPage,
      startCursor: cursorOf(this.nodes[0]),
      endCursor: cursorOf(this.nodes.at(-1)),
    };
  }
}

export function connect<Row>(source: Source<Row>, args: Arguments, context: Context): Connection<Row> {
  if (context.unpaged) return everything(source);
  const size = pageSize(args);
  const walk = new Walk(source, args["reverse"] === true);
  const from = !given(args["after"]) ? 0 : walk.after(readCursor(args["after"]));
  const to = !given(args["before"]) ? walk.length : walk.before(readCursor(args["before"]));
  const nodes: Row[] = [];
  if (given(args["last"])) {
    let at = to;
    while (at > from && nodes.length < size) {
      at -= 1;
      if (walk.keeps(at)) nodes.unshift(walk.row(at));
    }
    return new Connection(nodes, source.ordering, { next: walk.anyFrom(to), previous: walk.anyBefore(at) });
  }
  let at = from;
  while (at < to && nodes.length < size) {
    if (walk.keeps(at)) nodes.push(walk.row(at));
    at += 1;
  }
  return new Connection(nodes, source.ordering, { next: walk.anyFrom(at), previous: walk.anyBefore(from) });
}

function everything<Row>({ rows, ordering, keep }: Source<Row>): Connection<Row> {
  return new Connection(keep ? rows.filter(keep) : [...rows], ordering, { next: false, previous: false });
}

function pageSize(args: Arguments): number {
  const { first, last } = args as { first?: number | null; last?: number | null };
  if (given(first) && given(last))
    throw refuse("BAD_REQUEST", "providing both first and last is not supported");
  const size = first ?? last;
  if (!given(size)) throw refuse("BAD_REQUEST", "you must provide one of first or last");
  if (size > PAGE_LIMIT) {
    const name = !given(first) ? "last" : "first";
    throw refuse(
      "MAX_PAGE_SIZE_EXCEEDED",
      `${name} cannot exceed ${PAGE_LIMIT}. To query larger amounts of data with fewer limits, bulk operations should be used instead.`,
    );
  }
  return size;
}

interface Cursor {
  value: string | number;
  id: number;
}

function readCursor(text: unknown): Cursor {
  try {
    const read: unknown = JSON.parse(Buffer.from(String(text), "base64url").toString("utf8"));
    const { last_id: id, last_value: value } = read as { last_id: number; last_value: string | number };
    if (typeof id === "number" && value !== undefined) return { id, value };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw refuse("BAD_REQUEST", "Malformed cursor");
}

/** The rows seen from the requested end, so that `reverse` needs no second algorithm. */
class Walk<Row> {
  readonly #source: Source<Row>;
  readonly #reversed: boolean;

  constructor(source: Source<Row>, reversed: boolean) {
    this.#source = source;
    this.#reversed = reversed;
  }

  get length(): number {
    return this.#source.rows.length;
  }

  row(index: number): Row {
    const at = this.#reversed ? this.length - 1 - index : index;
    return this.#source.rows[at] as Row;
  }

  keeps(index: number): boolean {
    return this.#source.keep?.(this.row(index)) ?? true;
  }

  after(cursor: Cursor): number {
    return this.#search((comparison) => comparison > 0, cursor);
  }

  before(cursor: Cursor): number {
    return this.#search((comparison) => comparison >= 0, cursor);
  }

  anyFrom(index: number): boolean {
    for (let at = index; at < this.length; at += 1) if (this.keeps(at)) return true;
    return false;
  }

  anyBefore(index: number): boolean {
    for (let at = index - 1; at >= 0; at -= 1) if (this.keeps(at)) return true;
    return false;
  }

  #search(past: (comparison: number) => boolean, cursor: Cursor): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (past(this.#compare(this.row(middle), cursor))) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  #compare(row: Row, cursor: Cursor): number {
    const { ordering } = this.#source;
    const value = ordering.value(row);
    const byValue = value < cursor.value ? -1 : value > cursor.value ? 1 : ordering.id(row) - cursor.id;
    return this.#reversed ? -byValue : byValue;
  }
}
