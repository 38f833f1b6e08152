import { UPLOAD_BYTES_MAX } from "#app/core/shopify-limits.ts";
import { excerpt, readText } from "../api/body.ts";
import type { AdminClient } from "../api/client.ts";
import { ShopifyRefused, ShopifyUnavailable } from "../api/errors.ts";
import type { StageUploadMutation, StageUploadMutationVariables } from "../api/generated.ts";
import { operation } from "../api/operation.ts";

const UPLOAD_TIMEOUT_MS = 10 * 60_000;
const MAX_ANSWER_BYTES = 64 * 1024;

/** A file on its way to Shopify. The blob may be on disk (`openAsBlob`): it is sent piece by piece. */
export interface Upload {
  resource: "IMAGE" | "BULK_MUTATION_VARIABLES";
  filename: string;
  mimeType: string;
  file: Blob;
}

/** Where an uploaded file is, until Shopify drops it after about a day. */
export interface StagedFile {
  /** For creating media and files. */
  resourceUrl: string;
  /** How bulk operations name the file. */
  key: string;
}

const StageUpload = operation<StageUploadMutation, StageUploadMutationVariables>(/* GraphQL */ `
  mutation StageUpload($input: [StagedUploadInput!]!) {
    stagedUploadsCreate(input: $input) {
      stagedTargets {
        url
        resourceUrl
        parameters {
          name
          value
        }
      }
      userErrors {
        field
        message
      }
    }
  }
`);

/**
 * Puts a file where Shopify's other mutations find it. Nothing shows in the shop until one of them names it, so this
 * may be repeated. Throws ShopifyUnavailable where the storage does not answer, ShopifyRefused where it refuses the
 * file, RangeError beyond 100 MB. Source: stagedUploadsCreate; Google Cloud Storage, "POST object".
 */
export async function stageUpload(
  client: AdminClient,
  { resource, filename, mimeType, file }: Upload,
  signal?: AbortSignal,
  post: typeof fetch = fetch,
): Promise<StagedFile> {
  if (file.size > UPLOAD_BYTES_MAX) throw new RangeError(`${filename} has ${file.size} bytes`);
  const input = [{ resource, filename, mimeType, httpMethod: "POST" as const }];
  const { data } = await client.run(StageUpload, { input }, { signal, estimate: 11 });
  const { stagedTargets = null, userErrors = [] } = data.stagedUploadsCreate ?? {};
  const [error] = userErrors;
  if (error !== undefined) throw new ShopifyRefused(error.message, null);
  const [target] = stagedTargets ?? [];
  const key = target?.parameters.find(({ name }) => name === "key")?.value;
  if (!target?.url || key === undefined) throw new ShopifyUnavailable("Shopify named no place to upload to");
  await send(target.url, target.parameters, { filename, file }, signal, post);
  return { resourceUrl: target.resourceUrl ?? new URL(key, target.url).href, key };
}

async function send(
  url: string,
  parameters: readonly { name: string; value: string }[],
  { filename, file }: { filename: string; file: Blob },
  signal: AbortSignal | undefined,
  post: typeof fetch,
): Promise<void> {
  if (new URL(url).protocol !== "https:") throw new Error(`Not a safe address: ${url}`);
  const form = new FormData();
  for (const { name, value } of parameters) form.append(name, value);
  // Fields after the file are ignored.
  form.append("file", file, filename);
  const timeout = AbortSignal.timeout(UPLOAD_TIMEOUT_MS);
  const either = signal ? AbortSignal.any([signal, timeout]) : timeout;
  try {
    const response = await post(url, { method: "POST", body: form, redirect: "manual", signal: either });
    const text = await readText(response, MAX_ANSWER_BYTES);
    if (response.ok) return;
    const message = `The upload answered ${response.status}: ${excerpt(text)}`;
    if (response.status >= 500 || response.status === 429) throw new ShopifyUnavailable(message);
    throw new ShopifyRefused(message, null);
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    if (!(cause instanceof TypeError) && !timeout.aborted) throw cause;
    throw new ShopifyUnavailable("The upload broke off", null, { cause });
  }
}
