import { bareId, gid } from "#app/core/gid.ts";
import { METAFIELDS_MAX } from "#app/core/shopify-limits.ts";
import type { AdminClient } from "../api/client.ts";
import type {
  DeleteMetafieldsMutation,
  DeleteMetafieldsMutationVariables,
  MetafieldStatesQuery,
  MetafieldStatesQueryVariables,
  MetafieldTypeQuery,
  MetafieldTypeQueryVariables,
  SetMetafieldsMutation,
  SetMetafieldsMutationVariables,
} from "../api/generated.ts";
import type { Rejected } from "../api/refusal.ts";
import { found } from "../api/nodes.ts";
import { operation } from "../api/operation.ts";

/** One metafield of a product to write; "" is none. */
export interface MetafieldRow {
  productId: string;
  namespace: string;
  key: string;
  /** The value to replace; the write is stale where the shop holds something else. */
  from: string;
  to: string;
}

export type MetafieldOutcome =
  /** `shows`: the value as Shopify stored it. */
  | { outcome: "applied"; shows: string }
  | { outcome: "stale" }
  | Rejected
  /** Not written because another row of the call was refused: send it again. */
  | { outcome: "skipped" };

const MetafieldStates = operation<MetafieldStatesQuery, MetafieldStatesQueryVariables>(/* GraphQL */ `
  query MetafieldStates($ids: [ID!]!, $keys: [String!]!, $count: Int!) {
    nodes(ids: $ids) {
      ... on Product {
        id
        metafields(keys: $keys, first: $count) {
          nodes {
            namespace
            key
            type
            value
            compareDigest
          }
        }
      }
    }
  }
`);

const MetafieldType = operation<MetafieldTypeQuery, MetafieldTypeQueryVariables>(/* GraphQL */ `
  query MetafieldType($identifier: MetafieldDefinitionIdentifierInput!) {
    metafieldDefinition(identifier: $identifier) {
      type {
        name
      }
    }
  }
`);

const SetMetafields = operation<SetMetafieldsMutation, SetMetafieldsMutationVariables>(/* GraphQL */ `
  mutation SetMetafields($metafields: [MetafieldsSetInput!]!) {
    metafieldsSet(metafields: $metafields) {
      metafields {
        value
      }
      userErrors {
        field
        code
        message
        elementIndex
      }
    }
  }
`);

const DeleteMetafields = operation<DeleteMetafieldsMutation, DeleteMetafieldsMutationVariables>(
  /* GraphQL */ `
    mutation DeleteMetafields($metafields: [MetafieldIdentifierInput!]!) {
      metafieldsDelete(metafields: $metafields) {
        userErrors {
          message
        }
      }
    }
  `,
);

type UserError = NonNullable<SetMetafieldsMutation["metafieldsSet"]>["userErrors"][number];
type Stored = { type: string; value: string; compareDigest: string };

/**
 * Writes up to 25 metafields of products and says what became of each row, in the order given. Each keeps its
 * type, or gets its definition's, and is written only where it is still what was read just before.
 * Throws what `AdminClient.run` throws. Source: metafieldsSet (all or nothing), metafieldsDelete (no codes).
 */
export async function setMetafields(
  client: AdminClient,
  rows: readonly MetafieldRow[],
  signal?: AbortSignal,
): Promise<MetafieldOutcome[]> {
  if (rows.length > METAFIELDS_MAX) {
    throw new RangeError(`${rows.length} metafields in one call; ${METAFIELDS_MAX} are possible`);
  }
  if (rows.length === 0) return [];
  const held = await readStored(client, rows, signal);
  const outcomes: MetafieldOutcome[] = rows.map((row) =>
    (held.get(place(row))?.value ?? "") === row.from
      ? { outcome: "applied", shows: row.to }
      : { outcome: "stale" },
  );
  const due = rows.flatMap((row, at) => (outcomes[at]?.outcome === "applied" ? [{ row, at }] : []));
  const note = (at: number, outcome: MetafieldOutcome) => void (outcomes[at] = outcome);
  const removed = due.filter(({ row }) => row.to === "" && held.has(place(row)));
  await remove(client, removed, note, signal);
  const written = due.filter(({ row }) => row.to !== "");
  await write(client, written, held, note, signal);
  return outcomes;
}

async function readStored(
  client: AdminClient,
  rows: readonly MetafieldRow[],
  signal: AbortSignal | undefined,
): Promise<Map<string, Stored>> {
  const ids = [...new Set(rows.map(({ productId }) => gid("Product", productId)))];
  const keys = [...new Set(rows.map(({ namespace, key }) => `${namespace}.${key}`))];
  const { data } = await client.run(MetafieldStates, { ids, keys, count: keys.length }, { signal });
  return new Map(
    found(data.nodes).flatMap(({ id, metafields }) =>
      metafields.nodes.map(({ namespace, key, ...state }) => {
        const name = key.includes(".") ? key : `${namespace}.${key}`;
        return [`${bareId(id)} ${name}`, state] as const;
      }),
    ),
  );
}

function place({ productId, namespace, key }: MetafieldRow): string {
  return `${productId} ${namespace}.${key}`;
}

type Due = readonly { row: MetafieldRow; at: number }[];
type Note = (at: number, outcome: MetafieldOutcome) => void;

async function remove(
  client: AdminClient,
  due: Due,
  note: Note,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (due.length === 0) return;
  const metafields = due.map(({ row: { productId, namespace, key } }) => ({
    ownerId: gid("Product", productId),
    namespace,
    key,
  }));
  const { data } = await client.run(DeleteMetafields, { metafields }, { signal });
  const [error] = data.metafieldsDelete?.userErrors ?? [];
  if (error === undefined) return;
  for (const { at } of due) note(at, { outcome: "rejected", code: null, message: error.message });
}

async function write(
  client: AdminClient,
  due: Due,
  held: ReadonlyMap<string, Stored>,
  note: Note,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (due.length === 0) return;
  const types = await missingTypes(client, due, held, signal);
  const metafields = due.map(({ row }) => {
    const { productId, namespace, key, to: value } = row;
    const state = held.get(place(row));
    const type = state?.type ?? types.get(`${namespace}.${key}`) ?? textType(value);
    const compareDigest = state?.compareDigest ?? null;
    return { ownerId: gid("Product", productId), namespace, key, type, value, compareDigest };
  });
  const { data } = await client.run(SetMetafields, { metafields }, { signal });
  const { metafields: saved = null, userErrors = [] } = data.metafieldsSet ?? {};
  due.forEach(({ row, at }, index) => {
    note(at, outcomeOf(index, userErrors) ?? { outcome: "applied", shows: saved?.[index]?.value ?? row.to });
  });
}

/** null: the row was written. */
function outcomeOf(index: number, errors: readonly UserError[]): MetafieldOutcome | null {
  if (errors.length === 0) return null;
  const named = errors.find((error) => rowIndex(error) === index);
  const error = named ?? (errors.some((one) => rowIndex(one) !== null) ? undefined : errors[0]);
  if (error === undefined) return { outcome: "skipped" };
  if (error.code === "STALE_OBJECT" || error.code === "INVALID_COMPARE_DIGEST") return { outcome: "stale" };
  return { outcome: "rejected", code: error.code, message: error.message };
}

/** `field` is a path of strings: ["metafields", "3", "value"]. */
function rowIndex({ field, elementIndex }: UserError): number | null {
  if (elementIndex !== null) return elementIndex;
  const index = field?.[1];
  return index !== undefined && /^\d+$/.test(index) ? Number(index) : null;
}

async function missingTypes(
  client: AdminClient,
  due: Due,
  held: ReadonlyMap<string, Stored>,
  signal: AbortSignal | undefined,
): Promise<Map<string, string>> {
  const types = new Map<string, string>();
  const missing = due.filter(({ row }) => !held.has(place(row)));
  for (const name of new Set(missing.map(({ row }) => `${row.namespace}.${row.key}`))) {
    const dot = name.indexOf(".");
    const identifier = {
      ownerType: "PRODUCT" as const,
      namespace: name.slice(0, dot),
      key: name.slice(dot + 1),
    };
    const { data } = await client.run(MetafieldType, { identifier }, { signal, estimate: 2 });
    const type = data.metafieldDefinition?.type.name;
    if (type !== undefined) types.set(name, type);
  }
  return types;
}

function textType(value: string): string {
  return value.includes("\n") ? "multi_line_text_field" : "single_line_text_field";
}
