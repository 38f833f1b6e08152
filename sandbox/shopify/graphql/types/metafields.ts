import { createHash } from "node:crypto";
import { gid } from "#sandbox/shopify/gid.ts";
import type { Metafield as MetafieldRow } from "#sandbox/shopify/state/rows.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import { byId, connect } from "#sandbox/shopify/graphql/connection.ts";
import type { Context, Fields } from "#sandbox/shopify/graphql/context.ts";
import { findNode } from "./nodes.ts";

/** The two fields every owner of metafields has. */
export function metafieldsOf<Owner>(ownerGid: (owner: Owner) => string): Fields<Owner> {
  return {
    metafield: (owner, args, { state }) => {
      const { namespace, key } = args as { namespace?: string; key: string };
      return findMetafield(state, ownerGid(owner), namespace ?? APP_NAMESPACE, key) ?? null;
    },
    metafields: (owner, args, context) => {
      const { namespace, keys } = args as { namespace?: string; keys?: string[] };
      const owned = context.state.metafields.rows.filter(
        (row) =>
          row.ownerGid === ownerGid(owner) &&
          (namespace === undefined || row.namespace === namespace) &&
          (keys === undefined || keys.includes(`${row.namespace}.${row.key}`)),
      );
      return connect({ rows: owned, ordering: byId<MetafieldRow>() }, args, context);
    },
  };
}

/** What `$app` stands for when no namespace is given. */
export const APP_NAMESPACE = "app--1";

export function findMetafield(
  state: ShopState,
  ownerGid: string,
  namespace: string,
  key: string,
): MetafieldRow | undefined {
  return state.metafields.rows.find(
    (row) => row.ownerGid === ownerGid && row.namespace === namespace && row.key === key,
  );
}

export function digestOf(row: MetafieldRow): string {
  return createHash("sha256").update(`${row.type}\n${row.value}`).digest("hex");
}

export const Metafield: Fields<MetafieldRow> = {
  id: (row) => gid("Metafield", row.id),
  legacyResourceId: (row) => row.id,
  compareDigest: digestOf,
  jsonValue: (row) => readJson(row),
  owner: (row, _args, context: Context) => findNode(context, row.ownerGid),
  sizeInBytes: (row) => Buffer.byteLength(row.value),
};

function readJson(row: MetafieldRow): unknown {
  const isText = row.type.endsWith("text_field") || row.type === "url" || row.type.startsWith("date");
  return isText ? row.value : JSON.parse(row.value);
}
