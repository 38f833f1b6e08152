import type { Arguments, Context } from "#sandbox/shopify/graphql/context.ts";
import { notImplemented, type UserError } from "#sandbox/shopify/graphql/errors.ts";
import type { UploadTarget } from "#sandbox/shopify/uploads/staged-uploads.ts";

const SIZED = ["VIDEO", "MODEL_3D"];

export function stagedUploadsCreate(_root: unknown, args: Arguments, { uploads }: Context) {
  const inputs = args["input"] as (UploadTarget & { httpMethod: string; fileSize?: unknown })[];
  const userErrors: UserError[] = [];
  const stagedTargets = inputs.flatMap(({ resource, filename, mimeType, httpMethod, fileSize }, index) => {
    if (SIZED.includes(resource) && fileSize === undefined) {
      const message = `file size is required for ${resource === "VIDEO" ? "video" : "3D model"} resources`;
      userErrors.push({ field: ["input", String(index), "fileSize"], message });
      return [];
    }
    if (httpMethod !== "POST") throw notImplemented(`staged uploads by ${httpMethod}`);
    const made = uploads.create({ resource, filename, mimeType });
    if (!("message" in made)) return [made];
    userErrors.push({ ...made, field: ["input", String(index), ...(made.field ?? [])] });
    return [];
  });
  return { stagedTargets: userErrors.length > 0 ? [] : stagedTargets, userErrors };
}
