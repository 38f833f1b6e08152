import { bareId } from "#app/core/gid.ts";
import { bulkLines } from "../bulk/lines.ts";
import { startBulkQuery } from "../bulk/operation.ts";
import type { AdminClient } from "../api/client.ts";
import { translationFields, type WantedContent } from "./products.ts";
import { type MediaNode, type ProductNode, type SweptProduct, sweptProduct } from "./swept-product.ts";

const CHUNK = 500;
const WANTED = "# what was asked for";

/** Every product with its pictures and collections; `productSweepQuery` adds the other content asked for. */
const SWEEP = /* GraphQL */ `
  query ProductSweep {
    products {
      edges {
        node {
          id
          title
          status
          vendor
          productType
          tags
          descriptionHtml
          featuredMedia {
            preview {
              image {
                url
              }
            }
          }
          # what was asked for
          collections {
            edges {
              node {
                id
              }
            }
          }
          media {
            edges {
              node {
                id
                mediaContentType
                status
              }
            }
          }
        }
      }
    }
  }
`;

interface Text {
  key: string;
  value: string | null;
}

type ProductLine = ProductNode & Record<string, { value: string } | Text[] | null | undefined>;
type ChildLine = { id: string; __parentId: string } & Partial<MediaNode>;

/** Some products, and how many objects of `BulkProgress.objectCount` they account for. */
export interface ProductChunk {
  products: SweptProduct[];
  objects: number;
}

/**
 * Starts reading the content of all products; returns the bulk id for `bulkState` and `cancelBulk`. Throws
 * ShopifyUnavailable while five other bulk queries of the app are running. Source: bulkOperationRunQuery.
 */
export async function startProductSweep(
  client: AdminClient,
  wanted: WantedContent,
  signal?: AbortSignal,
): Promise<string> {
  return await startBulkQuery(client, productSweepQuery(wanted), signal);
}

/**
 * The bulk query. It takes no variables, so names are written into it; as aliases they come back in every
 * line, so the file itself shows what was asked for.
 */
export function productSweepQuery({ metafields, locales }: WantedContent): string {
  const lines = [
    ...metafields.map(({ namespace, key }) => {
      const [space, name] = [JSON.stringify(namespace), JSON.stringify(key)];
      return `m_${hex(`${namespace}.${key}`)}: metafield(namespace: ${space}, key: ${name}) { value }`;
    }),
    ...locales.map(
      (locale) => `t_${hex(locale)}: translations(locale: ${JSON.stringify(locale)}) { key value }`,
    ),
  ];
  return SWEEP.replace(WANTED, () => lines.join("\n          "));
}

/**
 * Reads a finished sweep's file, 500 products at a time. A file cut off between two lines looks whole:
 * compare `objects` with the operation's count before anything counts as deleted. Throws what `bulkLines`
 * throws.
 */
export async function* readProductSweep(
  url: string,
  signal?: AbortSignal,
  get: typeof fetch = fetch,
): AsyncGenerator<ProductChunk, void, undefined> {
  let chunk: ProductChunk = { products: [], objects: 0 };
  let product: Gathered | null = null;
  for await (const lines of bulkLines(url, signal, get)) {
    for (const line of lines as (ProductLine | ChildLine)[]) {
      if ("__parentId" in line) {
        addChild(line as ChildLine, product);
        continue;
      }
      if (product !== null) take(product, chunk);
      if (chunk.products.length === CHUNK) {
        yield chunk;
        chunk = { products: [], objects: 0 };
      }
      product = { line, media: [], collections: [], objects: 1 };
    }
  }
  if (product !== null) take(product, chunk);
  if (chunk.products.length > 0) yield chunk;
}

/** One product whose children are still coming. */
interface Gathered {
  line: ProductLine;
  media: MediaNode[];
  collections: string[];
  objects: number;
}

function addChild(child: ChildLine, product: Gathered | null): void {
  if (product === null || product.line.id !== child.__parentId) {
    throw new Error(`${child.id} of ${child.__parentId} does not follow its product`);
  }
  product.objects += 1;
  const { id, mediaContentType, status } = child;
  if (mediaContentType === undefined || status === undefined) product.collections.push(bareId(id));
  else product.media.push({ id, mediaContentType, status });
}

function take({ line, media, collections, objects }: Gathered, chunk: ProductChunk): void {
  const metafields: { namespace: string; key: string; value: string }[] = [];
  const translated: Record<string, string> = {};
  for (const [alias, asked] of Object.entries(line)) {
    const [, kind, name = ""] = /^([mt])_([0-9a-f]+)$/.exec(alias) ?? [];
    if (kind === "m") metafields.push({ ...nameOf(unhex(name)), value: valueOf(asked) });
    if (kind === "t") Object.assign(translated, translationFields(unhex(name), textsOf(asked)));
  }
  const product = sweptProduct(line, { media, collections, metafields });
  Object.assign(product.fields, translated);
  chunk.products.push(product);
  chunk.objects += objects;
}

/** Neither part of a metafield's name contains a dot. */
function nameOf(whole: string): { namespace: string; key: string } {
  const dot = whole.indexOf(".");
  return { namespace: whole.slice(0, dot), key: whole.slice(dot + 1) };
}

function valueOf(asked: ProductLine[string]): string {
  return asked !== null && asked !== undefined && "value" in asked ? asked.value : "";
}

function textsOf(asked: ProductLine[string]): Text[] {
  return Array.isArray(asked) ? asked : [];
}

/** Aliases are made of letters, digits and underscores; names are not. */
function hex(text: string): string {
  return Buffer.from(text, "utf8").toString("hex");
}

function unhex(text: string): string {
  return Buffer.from(text, "hex").toString("utf8");
}
