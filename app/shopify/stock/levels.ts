import { bareId, gid } from "#app/core/gid.ts";
import { INPUT_ROWS_MAX } from "#app/core/shopify-limits.ts";
import type { AdminClient } from "../api/client.ts";
import type {
  LevelPageFragment,
  MoreLevelsQuery,
  MoreLevelsQueryVariables,
  ReadLevelsQuery,
  ReadLevelsQueryVariables,
} from "../api/generated.ts";
import { found } from "../api/nodes.ts";
import { operation } from "../api/operation.ts";

/** Few enough that one query requests less than Shopify's 1,000 points. */
const ITEMS_PER_QUERY = 50;
const MAX_PAGES = 100;

/** What one item holds at one location. Ids are bare, quantities are whole pieces. */
export interface LevelSnapshot {
  itemId: string;
  locationId: string;
  available: number;
  onHand: number;
  committed: number;
  /** By Shopify's clock; it grows with every change of the level. */
  updatedAt: Date;
  /** False: Shopify keeps no stock of the item, and its quantities mean nothing. */
  tracked: boolean;
  /** False: the quantities are kept, but the item is not stocked there any more. */
  active: boolean;
}

const LEVEL_PAGE = /* GraphQL */ `
  fragment LevelPage on InventoryLevelConnection {
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      isActive
      updatedAt
      location {
        id
      }
      quantities(names: ["available", "on_hand", "committed"]) {
        name
        quantity
      }
    }
  }
`;

const ReadLevels = operation<ReadLevelsQuery, ReadLevelsQueryVariables>(
  /* GraphQL */ `
    query ReadLevels($ids: [ID!]!) {
      nodes(ids: $ids) {
        ... on InventoryItem {
          id
          tracked
          inventoryLevels(first: 10, includeInactive: true) {
            ...LevelPage
          }
        }
      }
    }
  `,
  LEVEL_PAGE,
);

const MoreLevels = operation<MoreLevelsQuery, MoreLevelsQueryVariables>(
  /* GraphQL */ `
    query MoreLevels($id: ID!, $after: String) {
      inventoryItem(id: $id) {
        inventoryLevels(first: 100, after: $after, includeInactive: true) {
          ...LevelPage
        }
      }
    }
  `,
  LEVEL_PAGE,
);

/**
 * All levels of up to 250 items, as Shopify holds them now; an item that was deleted or is stocked nowhere has none.
 * Throws what `AdminClient.run` throws. Source: InventoryItem.inventoryLevels.
 */
export async function readLevels(
  client: AdminClient,
  itemIds: readonly string[],
  signal?: AbortSignal,
): Promise<LevelSnapshot[]> {
  if (itemIds.length > INPUT_ROWS_MAX) throw new RangeError(`${itemIds.length} items at once`);
  const portions: string[][] = [];
  for (let start = 0; start < itemIds.length; start += ITEMS_PER_QUERY) {
    portions.push(itemIds.slice(start, start + ITEMS_PER_QUERY));
  }
  const levels = await Promise.all(portions.map((ids) => readPortion(client, ids, signal)));
  return levels.flat();
}

async function readPortion(
  client: AdminClient,
  itemIds: readonly string[],
  signal: AbortSignal | undefined,
): Promise<LevelSnapshot[]> {
  const ids = itemIds.map((id) => gid("InventoryItem", id));
  const { data } = await client.run(ReadLevels, { ids }, { signal });
  const levels: LevelSnapshot[] = [];
  for (const item of found(data.nodes)) {
    let page: LevelPageFragment = item.inventoryLevels;
    levels.push(...snapshots(item, page));
    for (let pages = 1; page.pageInfo.hasNextPage && pages < MAX_PAGES; pages++) {
      const variables = { id: item.id, after: page.pageInfo.endCursor };
      const more = await client.run(MoreLevels, variables, { signal });
      if (more.data.inventoryItem === null) break;
      page = more.data.inventoryItem.inventoryLevels;
      levels.push(...snapshots(item, page));
    }
  }
  return levels;
}

function snapshots(
  { id, tracked }: { id: string; tracked: boolean },
  page: LevelPageFragment,
): LevelSnapshot[] {
  return page.nodes.map((level) => ({
    itemId: bareId(id),
    locationId: bareId(level.location.id),
    ...namedQuantities(level.quantities),
    updatedAt: new Date(level.updatedAt),
    tracked,
    active: level.isActive,
  }));
}

/** The quantities of one level by our names; a missing one means that Shopify broke its own schema. */
export function namedQuantities(quantities: readonly { name: string; quantity: number }[]): {
  available: number;
  onHand: number;
  committed: number;
} {
  const named = (name: string): number => {
    const found = quantities.find((quantity) => quantity.name === name);
    if (found === undefined) throw new Error(`Shopify named no quantity "${name}"`);
    return found.quantity;
  };
  return { available: named("available"), onHand: named("on_hand"), committed: named("committed") };
}
