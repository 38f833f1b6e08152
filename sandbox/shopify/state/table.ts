/** Rows by id, kept in the order of creation, which is the order of their ids. */
export class Table<Row extends { id: string }> {
  readonly #byId = new Map<string, Row>();
  readonly #rows: Row[] = [];

  get rows(): readonly Row[] {
    return this.#rows;
  }

  get size(): number {
    return this.#rows.length;
  }

  get(id: string): Row | undefined {
    return this.#byId.get(id);
  }

  need(id: string): Row {
    const row = this.#byId.get(id);
    if (!row) throw new Error(`the sandbox shop has no row ${id}`);
    return row;
  }

  add(row: Row): Row {
    this.#byId.set(row.id, row);
    this.#rows.push(row);
    return row;
  }

  remove(id: string): void {
    const row = this.#byId.get(id);
    if (!row) return;
    this.#byId.delete(id);
    this.#rows.splice(this.#rows.indexOf(row), 1);
  }
}
