import { gid } from "#app/core/gid.ts";
import type { AdminClient } from "../api/client.ts";
import type { LastEditorQuery, LastEditorQueryVariables } from "../api/generated.ts";
import { operation } from "../api/operation.ts";

/** Who changed a product: a staff member, or an app by its name. */
export interface Editor {
  name: string;
  app: boolean;
  at: Date;
}

const LastEditor = operation<LastEditorQuery, LastEditorQueryVariables>(/* GraphQL */ `
  query LastEditor($id: ID!) {
    currentAppInstallation {
      app {
        title
      }
    }
    product(id: $id) {
      events(first: 20, sortKey: CREATED_AT, reverse: true, query: "comments:false") {
        nodes {
          ... on BasicEvent {
            author
            appTitle
            attributeToApp
            attributeToUser
            createdAt
          }
        }
      }
    }
  }
`);

/**
 * Who last changed a product, this app aside; null where Shopify's events do not show it: they are kept for a
 * year, and miss some changes. Throws what `AdminClient.run` throws. Source: HasEvents, BasicEvent.
 */
export async function lastEditor(
  client: AdminClient,
  productId: string,
  signal?: AbortSignal,
): Promise<Editor | null> {
  const { data } = await client.run(LastEditor, { id: gid("Product", productId) }, { signal, estimate: 15 });
  const ourselves = data.currentAppInstallation.app.title;
  for (const event of data.product?.events.nodes ?? []) {
    if (!("author" in event)) continue;
    const { attributeToApp: app, attributeToUser, createdAt } = event;
    const name = event.author ?? event.appTitle;
    if (name === null || name === "" || (!app && !attributeToUser)) continue;
    if (app && (event.appTitle ?? name) === ourselves) continue;
    return { name, app, at: new Date(createdAt) };
  }
  return null;
}
