import { setTimeout as sleep } from "node:timers/promises";
import { bareId, gid } from "#app/core/gid.ts";
import { MEDIA_MAX } from "#app/core/shopify-limits.ts";
import type { AdminClient } from "../api/client.ts";
import { ShopifyUnavailable } from "../api/errors.ts";
import type {
  AddMediaMutation,
  AddMediaMutationVariables,
  DeleteFilesMutation,
  DeleteFilesMutationVariables,
  JobStateQuery,
  JobStateQueryVariables,
  ProductMediaQuery,
  ProductMediaQueryVariables,
  ReleaseFilesMutation,
  ReleaseFilesMutationVariables,
  ReorderMediaMutation,
  ReorderMediaMutationVariables,
} from "../api/generated.ts";
import { operation } from "../api/operation.ts";

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 4_000;

/** One picture, video or model of a product, in the order shown. */
export interface ShownMedia {
  /** Global: pictures and videos are numbered separately. */
  gid: string;
  /** Bare id of a picture; null for other media. */
  pictureId: string | null;
  status: string;
  /** Where a picture is shown, once it is ready. */
  url: string | null;
  /** Why Shopify could not use it. */
  problem: string | null;
}

const ProductMedia = operation<ProductMediaQuery, ProductMediaQueryVariables>(/* GraphQL */ `
  query ProductMedia($id: ID!) {
    product(id: $id) {
      media(first: 250) {
        nodes {
          id
          mediaContentType
          status
          mediaErrors {
            message
          }
          preview {
            image {
              url
            }
          }
        }
      }
    }
  }
`);

const AddMedia = operation<AddMediaMutation, AddMediaMutationVariables>(/* GraphQL */ `
  mutation AddMedia($id: ID!, $media: [CreateMediaInput!]!) {
    productUpdate(product: { id: $id }, media: $media) {
      userErrors {
        field
        message
      }
    }
  }
`);

const ReorderMedia = operation<ReorderMediaMutation, ReorderMediaMutationVariables>(/* GraphQL */ `
  mutation ReorderMedia($id: ID!, $moves: [MoveInput!]!) {
    productReorderMedia(id: $id, moves: $moves) {
      job {
        id
        done
      }
      mediaUserErrors {
        code
        message
      }
    }
  }
`);

const JobState = operation<JobStateQuery, JobStateQueryVariables>(/* GraphQL */ `
  query JobState($id: ID!) {
    job(id: $id) {
      done
    }
  }
`);

const ReleaseFiles = operation<ReleaseFilesMutation, ReleaseFilesMutationVariables>(/* GraphQL */ `
  mutation ReleaseFiles($files: [FileUpdateInput!]!) {
    fileUpdate(files: $files) {
      userErrors {
        code
        message
      }
    }
  }
`);

const DeleteFiles = operation<DeleteFilesMutation, DeleteFilesMutationVariables>(/* GraphQL */ `
  mutation DeleteFiles($ids: [ID!]!) {
    fileDelete(fileIds: $ids) {
      userErrors {
        code
        message
      }
    }
  }
`);

/** All media of a product in the order shown; null: there is no such product. Source: Product.media. */
export async function readMedia(
  client: AdminClient,
  productId: string,
  signal?: AbortSignal,
): Promise<ShownMedia[] | null> {
  const { data } = await client.run(ProductMedia, { id: gid("Product", productId) }, { signal });
  const nodes = data.product?.media.nodes.slice(0, MEDIA_MAX);
  return (
    nodes?.map(({ id, mediaContentType, status, mediaErrors, preview }) => ({
      gid: id,
      pictureId: mediaContentType === "IMAGE" ? bareId(id) : null,
      status,
      url: preview?.image?.url ?? null,
      problem: status === "FAILED" ? (mediaErrors[0]?.message ?? "Shopify could not use the picture.") : null,
    })) ?? null
  );
}

/** Reads again, at growing intervals, until `done` or the time is over; returns the last reading. */
export async function readMediaUntil(
  client: AdminClient,
  productId: string,
  done: (media: readonly ShownMedia[]) => boolean,
  { withinMs, signal }: { withinMs: number; signal: AbortSignal | undefined },
): Promise<ShownMedia[]> {
  const end = Date.now() + withinMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 1.5)) {
    const media = (await readMedia(client, productId, signal)) ?? [];
    if (done(media) || Date.now() >= end) return media;
    await sleep(pauseMs, undefined, { signal });
  }
}

export function isSettled({ status }: ShownMedia): boolean {
  return status === "READY" || status === "FAILED";
}

/** Adds pictures after the others. Returns Shopify's refusals: by position in the list, or of all of them. */
export async function addMedia(
  client: AdminClient,
  productId: string,
  pictures: readonly { resourceUrl: string; alt: string }[],
  signal?: AbortSignal,
): Promise<{ refused: Map<number, string>; refusedAll: string | null }> {
  const media = pictures.map(({ resourceUrl, alt }) => ({
    originalSource: resourceUrl,
    alt,
    mediaContentType: "IMAGE" as const,
  }));
  const { data } = await client.run(AddMedia, { id: gid("Product", productId), media }, { signal });
  const refused = new Map<number, string>();
  let refusedAll: string | null = null;
  for (const { field, message } of data.productUpdate?.userErrors ?? []) {
    const [list, index = ""] = field ?? [];
    if (list === "media" && /^\d+$/.test(index)) refused.set(Number(index), message);
    else refusedAll ??= message;
  }
  return { refused, refusedAll };
}

/** Moves media one after the other and waits until it is done. Source: productReorderMedia, which runs as a job. */
export async function reorderMedia(
  client: AdminClient,
  productId: string,
  moves: readonly { gid: string; to: number }[],
  { withinMs, signal }: { withinMs: number; signal: AbortSignal | undefined },
): Promise<void> {
  const variables = {
    id: gid("Product", productId),
    moves: moves.map(({ gid: id, to }) => ({ id, newPosition: String(to) })),
  };
  const { data } = await client.run(ReorderMedia, variables, { signal });
  const { job = null, mediaUserErrors = [] } = data.productReorderMedia ?? {};
  const [error] = mediaUserErrors;
  if (error !== undefined) throw new ShopifyUnavailable(`The order of pictures: ${error.message}`);
  if (job === null || job.done) return;
  const end = Date.now() + withinMs;
  for (let pauseMs = FIRST_PAUSE_MS; Date.now() < end; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 1.5)) {
    const { data: state } = await client.run(JobState, { id: job.id }, { signal, estimate: 2 });
    if (state.job?.done !== false) return;
    await sleep(pauseMs, undefined, { signal });
  }
}

/** Takes pictures out of a product; the files stay in the shop's library. Returns Shopify's objection. */
export async function releasePictures(
  client: AdminClient,
  productId: string,
  pictureIds: readonly string[],
  signal?: AbortSignal,
): Promise<string | null> {
  const referencesToRemove = [gid("Product", productId)];
  const files = pictureIds.map((id) => ({ id: gid("MediaImage", id), referencesToRemove }));
  const { data } = await client.run(ReleaseFiles, { files }, { signal });
  return data.fileUpdate?.userErrors[0]?.message ?? null;
}

/** Deletes files that never became pictures: they cannot be taken out of their product otherwise. */
export async function deleteFiles(
  client: AdminClient,
  pictureIds: readonly string[],
  signal?: AbortSignal,
): Promise<string | null> {
  const ids = pictureIds.map((id) => gid("MediaImage", id));
  const { data } = await client.run(DeleteFiles, { ids }, { signal });
  return data.fileDelete?.userErrors[0]?.message ?? null;
}
