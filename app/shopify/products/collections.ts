import { bareId } from "#app/core/gid.ts";
import type { AdminClient } from "../api/client.ts";
import type { ReadCollectionsQuery, ReadCollectionsQueryVariables } from "../api/generated.ts";
import { operation } from "../api/operation.ts";

/** Shopify allows 5,000 smart collections and any number of custom ones. */
const MAX_PAGES = 200;

const ReadCollections = operation<ReadCollectionsQuery, ReadCollectionsQueryVariables>(/* GraphQL */ `
  query ReadCollections($after: String) {
    collections(first: 250, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        title
      }
    }
  }
`);

/** All collections of the shop by bare id. Throws what `AdminClient.run` throws. Source: QueryRoot.collections. */
export async function readCollections(
  client: AdminClient,
  signal?: AbortSignal,
): Promise<{ id: string; title: string }[]> {
  const collections: { id: string; title: string }[] = [];
  let after: string | null = null;
  for (let page = 0; page < MAX_PAGES; page++) {
    const variables: ReadCollectionsQueryVariables = { after };
    const { data } = await client.run(ReadCollections, variables, { signal, estimate: 15 });
    collections.push(...data.collections.nodes.map(({ id, title }) => ({ id: bareId(id), title })));
    if (!data.collections.pageInfo.hasNextPage) return collections;
    after = data.collections.pageInfo.endCursor;
  }
  throw new Error(`The shop's collections do not end after ${MAX_PAGES} pages`);
}
