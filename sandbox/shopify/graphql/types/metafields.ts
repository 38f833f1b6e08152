import { createHash } from "node:crypto";
import { gid, parseGid } from "#sandbox/shopify/gid.ts";
import type {
  Metafield as MetafieldRow,
  MetafieldDefinition as DefinitionRow,
  Product,
} from "#sandbox/shopify/state/rows.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";
import { byId, connect } from "#sandbox/shopify/graphql/connection.ts";
import type { Context, Fields } from "#sandbox/shopify/graphql/context.ts";
import { notImplemented, refuse } from "#sandbox/shopify/graphql/errors.ts";
import { given } from "#sandbox/shopify/graphql/given.ts";
import { findNode } from "./nodes.ts";

/** The two fields every owner of metafields has. */
export function metafieldsOf<Owner>(ownerGid: (owner: Owner) => string): Fields<Owner> {
  return {
    metafield: (owner, args, { state }) => {
      const { namespace, key } = args as { namespace?: string | null; key: string };
      return state.metafields.find(ownerGid(owner), appNamespace(namespace), key) ?? null;
    },
    metafields: (owner, args, context) => {
      const { namespace, keys } = args as { namespace?: string | null; keys?: string[] };
      const wanted = keys?.map(wholeKey);
      const owned = context.state.metafields
        .of(ownerGid(owner))
        .filter(
          (row) =>
            (!given(namespace) || row.namespace === appNamespace(namespace)) &&
            (wanted === undefined || wanted.includes(`${row.namespace}.${row.key}`)),
        );
      return connect({ rows: owned, ordering: byId<MetafieldRow>() }, args, context);
    },
  };
}

/** What `$app` stands for when no namespace is given. */
export const APP_NAMESPACE = "app--1";

/** The full namespace: left out or "$app", it is the app's own. */
export function appNamespace(namespace: string | null | undefined): string {
  return (namespace ?? APP_NAMESPACE).replace(/^\$app/, APP_NAMESPACE);
}

function wholeKey(text: string): string {
  const dot = text.lastIndexOf(".");
  return dot < 0 ? `${APP_NAMESPACE}.${text}` : `${appNamespace(text.slice(0, dot))}.${text.slice(dot + 1)}`;
}

export const metafieldQueries: Fields<undefined> = {
  metafieldDefinition: (_root, args, { state }) => {
    const { identifier } = args as {
      identifier?: { ownerType: string; namespace?: string | null; key: string };
    };
    if (!given(identifier)) throw notImplemented("metafield definitions by id");
    const { ownerType, namespace, key } = identifier;
    return state.metafields.definition(ownerType, appNamespace(namespace), key) ?? null;
  },
  metafieldDefinitions: (_root, args, context) => {
    const { ownerType, namespace, key, query } = args as Record<string, string | null | undefined>;
    if (given(query)) throw notImplemented("searching metafield definitions");
    const rows = context.state.metafields.definitions.filter(
      (row) =>
        row.ownerType === ownerType &&
        (!given(namespace) || row.namespace === appNamespace(namespace)) &&
        (!given(key) || row.key === key),
    );
    return connect({ rows, ordering: byId<DefinitionRow>() }, args, context);
  },
};

export const MetafieldDefinition: Fields<DefinitionRow> = {
  id: (row) => gid("MetafieldDefinition", row.id),
  type: (row) => ({
    name: row.type,
    category: row.type === "id" ? "ID" : "TEXT",
    supportsDefinitionMigrations: true,
  }),
};

/** Recorded answers name the row by `field` alone. */
export const MetafieldsSetUserError: Fields<unknown> = { elementIndex: () => null };

/** The product that carries this value of a metafield whose values are unique. */
export function productByCustomId(
  state: ShopState,
  customId: { namespace?: string | null; key: string; value: string },
): Product | null {
  const namespace = appNamespace(customId.namespace);
  const definition = state.metafields.definition("PRODUCT", namespace, customId.key);
  if (definition?.type !== "id")
    throw refuse("NOT_FOUND", `Metafield definition of type 'id' is required when using custom ids.`);
  const holder = state.metafields.holder(namespace, customId.key, customId.value);
  const owner = parseGid(holder?.ownerGid ?? "");
  return owner?.type === "Product" ? (state.products.get(owner.id) ?? null) : null;
}

export function digestOf(row: MetafieldRow): string {
  return createHash("sha256").update(`${row.type}\n${row.value}`).digest("hex");
}

export const Metafield: Fields<MetafieldRow> = {
  id: (row) => gid("Metafield", row.id),
  legacyResourceId: (row) => row.id,
  compareDigest: digestOf,
  jsonValue: (row) => readJson(row),
  definition: ({ ownerGid, namespace, key }, _args, { state }) =>
    state.metafields.definition(ownerTypeOf(ownerGid), namespace, key) ?? null,
  owner: (row, _args, context: Context) => findNode(context, row.ownerGid),
  sizeInBytes: (row) => Buffer.byteLength(row.value),
};

function readJson(row: MetafieldRow): unknown {
  const isText = /text_field$|^(url|id|color)$|^date/.test(row.type);
  return isText ? row.value : JSON.parse(row.value);
}

/** "gid://shopify/ProductVariant/1" is owned as PRODUCTVARIANT. */
export function ownerTypeOf(ownerGid: string): string {
  return (parseGid(ownerGid)?.type ?? "").toUpperCase();
}
