import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { UserError } from "#sandbox/shopify/graphql/errors.ts";
import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";

export const UPLOAD_HOST = "shopify-staged-uploads.storage.googleapis.com";
export const MAX_UPLOAD_BYTES = 104_857_600;

/** The bucket's folder for each resource that the sandbox takes. */
const FOLDERS: Record<string, string> = {
  BULK_MUTATION_VARIABLES: "bulk",
  FILE: "files",
  IMAGE: "products",
  PRODUCT_IMAGE: "products",
};
const IMAGE_TYPES = /^image\/(png|jpe?g|gif|webp|heic|svg\+xml|avif)$/;
const LIFETIME_MS = 24 * 60 * 60 * 1000;

export interface UploadTarget {
  resource: string;
  filename: string;
  mimeType: string;
}

export interface UploadedFile {
  bytes: Buffer;
  filename: string;
  mimeType: string;
}

/** Google's storage as Shopify uses it: a signed policy names one key, and a form with that policy may fill it. */
export class StagedUploads {
  readonly #targets = new Map<string, UploadTarget & { file: string }>();
  readonly #secret = randomBytes(32);
  readonly #state: ShopState;
  readonly #folder: string;

  constructor(state: ShopState, folder: string) {
    this.#state = state;
    this.#folder = folder;
  }

  /** A place to upload to, or what Shopify objects to. */
  create(target: UploadTarget): { url: string; resourceUrl: string; parameters: Parameter[] } | UserError {
    const folder = FOLDERS[target.resource];
    if (folder === undefined) throw new Error(`the sandbox stages no ${target.resource}`);
    if (folder === "products" && !IMAGE_TYPES.test(target.mimeType)) {
      const message = `${target.filename}: (${target.mimeType}) is not a recognized format`;
      return { field: ["mimeType"], message };
    }
    const id = randomUUID();
    const key = `tmp/${this.#state.shop.id}/${folder}/${id}/${target.filename}`;
    this.#targets.set(key, { ...target, file: join(this.#folder, id) });
    return {
      url: `https://${UPLOAD_HOST}/`,
      resourceUrl: `https://${UPLOAD_HOST}/${key}`,
      parameters: this.#parameters(key, target.mimeType),
    };
  }

  /** Takes a form; returns the status and Google's error code. */
  receive(fields: ReadonlyMap<string, string>, bytes: Buffer): { status: number; code: string | null } {
    const key = fields.get("key") ?? "";
    const target = this.#targets.get(key);
    const policy = fields.get("policy") ?? "";
    const signature = fields.get("x-goog-signature") ?? "";
    if (!target || signature !== this.#sign(policy)) return { status: 403, code: "SignatureDoesNotMatch" };
    const { conditions, expiration } = readPolicy(policy);
    const kept = conditions.every(([name, value]) => fields.get(name) === value);
    if (!kept || Date.parse(expiration) < this.#state.now()) return { status: 403, code: "AccessDenied" };
    if (bytes.length > MAX_UPLOAD_BYTES) return { status: 400, code: "EntityTooLarge" };
    if (bytes.length === 0) return { status: 400, code: "EntityTooSmall" };
    writeFileSync(target.file, bytes);
    return { status: Number(fields.get("success_action_status")), code: null };
  }

  /** The file that was uploaded to a target; undefined while there is none. */
  byResourceUrl(resourceUrl: string): UploadedFile | undefined {
    const key = resourceUrl.replace(`https://${UPLOAD_HOST}/`, "");
    const target = this.#targets.get(key);
    if (!target || !existsSync(target.file)) return undefined;
    const { filename, mimeType } = target;
    return { bytes: readFileSync(target.file), filename, mimeType };
  }

  /** The file with the variables of a bulk mutation, by the key it was uploaded under. */
  variables(key: string): { file: string; bytes: number } | undefined {
    const target = this.#targets.get(key);
    if (target?.resource !== "BULK_MUTATION_VARIABLES" || !existsSync(target.file)) return undefined;
    return { file: target.file, bytes: statSync(target.file).size };
  }

  #parameters(key: string, mimeType: string): Parameter[] {
    const at = new Date(this.#state.now());
    const stamp = at.toISOString().replace(/[-:]|\.\d+/g, "");
    const conditions: Record<string, string> = {
      "Content-Type": mimeType,
      success_action_status: "201",
      acl: "private",
      key,
      "x-goog-date": stamp,
      "x-goog-credential": `merchant-assets@shopify-tiers.iam.gserviceaccount.com/${stamp.slice(0, 8)}/auto/storage/goog4_request`,
      "x-goog-algorithm": "GOOG4-RSA-SHA256",
    };
    const policy = Buffer.from(
      JSON.stringify({
        conditions: [
          ...Object.entries(conditions).map(([name, value]) => ({ [name]: value })),
          ["content-length-range", 1, MAX_UPLOAD_BYTES],
        ],
        expiration: new Date(at.getTime() + LIFETIME_MS).toISOString(),
      }),
    ).toString("base64");
    const signed = { ...conditions, "x-goog-signature": this.#sign(policy), policy };
    return Object.entries(signed).map(([name, value]) => ({ name, value }));
  }

  #sign(policy: string): string {
    return createHmac("sha256", this.#secret).update(policy).digest("hex");
  }
}

interface Parameter {
  name: string;
  value: string;
}

function readPolicy(policy: string): { conditions: [string, string][]; expiration: string } {
  const { conditions, expiration } = JSON.parse(Buffer.from(policy, "base64").toString("utf8")) as {
    conditions: (Record<string, string> | unknown[])[];
    expiration: string;
  };
  const exact = conditions.flatMap((one) => (Array.isArray(one) ? [] : Object.entries(one)));
  return { conditions: exact, expiration };
}
