import type { Metafield, MetafieldDefinition } from "./rows.ts";

const NONE: readonly Metafield[] = [];

/** Metafields by their owner: a shop has many, a product few. */
export class Metafields {
  readonly definitions: MetafieldDefinition[] = [];
  readonly #byId = new Map<string, Metafield>();
  readonly #byOwner = new Map<string, Metafield[]>();

  get(id: string): Metafield | undefined {
    return this.#byId.get(id);
  }

  of(ownerGid: string): readonly Metafield[] {
    return this.#byOwner.get(ownerGid) ?? NONE;
  }

  find(ownerGid: string, namespace: string, key: string): Metafield | undefined {
    return this.of(ownerGid).find((row) => row.namespace === namespace && row.key === key);
  }

  /** The row with this value, for types whose values are unique. */
  holder(namespace: string, key: string, value: string): Metafield | undefined {
    for (const row of this.#byId.values())
      if (row.namespace === namespace && row.key === key && row.value === value) return row;
    return undefined;
  }

  add(row: Metafield): Metafield {
    this.#byId.set(row.id, row);
    const owned = this.#byOwner.get(row.ownerGid);
    if (owned) owned.push(row);
    else this.#byOwner.set(row.ownerGid, [row]);
    return row;
  }

  remove(row: Metafield): void {
    this.#byId.delete(row.id);
    const others = this.of(row.ownerGid).filter((other) => other !== row);
    this.#byOwner.set(row.ownerGid, others);
  }

  removeOf(ownerGid: string): void {
    for (const row of this.of(ownerGid)) this.#byId.delete(row.id);
    this.#byOwner.delete(ownerGid);
  }

  definition(ownerType: string, namespace: string, key: string): MetafieldDefinition | undefined {
    return this.definitions.find(
      (row) => row.ownerType === ownerType && row.namespace === namespace && row.key === key,
    );
  }
}
