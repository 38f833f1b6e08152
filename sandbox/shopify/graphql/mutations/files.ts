import { randomUUID } from "node:crypto";
import type { Arguments, Context } from "#sandbox/shopify/graphql/context.ts";
import type { UserError } from "#sandbox/shopify/graphql/errors.ts";
import { gid, parseGid } from "#sandbox/shopify/gid.ts";
import { removePicture, touchProduct } from "#sandbox/shopify/state/catalogue.ts";
import { movePictures, pictureStatus } from "#sandbox/shopify/state/pictures.ts";
import type { Editor, Picture, Product } from "#sandbox/shopify/state/rows.ts";
import { only } from "#sandbox/shopify/graphql/only.ts";

interface FileInput {
  id: string;
  alt?: string | null;
  referencesToAdd?: string[] | null;
  referencesToRemove?: string[] | null;
}

const LONGEST_ALT = 512;

/** Runs as a job of its own; media that the product does not show are skipped silently. */
export function productReorderMedia(_root: unknown, args: Arguments, { state, app }: Context) {
  const { id, moves } = args as { id: string; moves: { id: string; newPosition: string }[] };
  const product = state.products.get(parseGid(id)?.id ?? "");
  if (!product) {
    const error = { field: ["id"], message: "Product does not exist" };
    return {
      job: null,
      userErrors: [error],
      mediaUserErrors: [{ ...error, code: "PRODUCT_DOES_NOT_EXIST" }],
    };
  }
  movePictures(
    product,
    moves.map((move) => ({ pictureId: parseGid(move.id)?.id ?? "", to: Number(move.newPosition) })),
  );
  touchProduct(state, product, { name: app.name, app: true });
  const job = { id: gid("Job", randomUUID()), done: false };
  return { job, userErrors: [], mediaUserErrors: [] };
}

export function fileUpdate(_root: unknown, args: Arguments, { state, app }: Context) {
  const inputs = args["files"] as FileInput[];
  for (const input of inputs)
    only(input, ["id", "alt", "referencesToAdd", "referencesToRemove"], "FileUpdateInput");
  const found = inputs.map((input) => state.pictures.get(parseGid(input.id)?.id ?? ""));
  const missing = inputs.filter((_, index) => found[index] === undefined).map(({ id }) => id);
  if (missing.length > 0) return { files: [], userErrors: [doesNotExist(missing, "files")] };
  const pictures = found as Picture[];
  const userErrors = updateProblems(inputs, pictures, state);
  if (userErrors.length > 0) return { files: [], userErrors };
  inputs.forEach((input, index) => update(input, pictures[index]!));
  return { files: pictures, userErrors: [] };

  function update(input: FileInput, shown: Picture): void {
    const by: Editor = { name: app.name, app: true };
    if (input.alt !== undefined) shown.alt = input.alt ?? "";
    for (const product of productsOf(input.referencesToAdd, state.products)) {
      if (!product.media.includes(shown)) product.media.push(shown);
      touchProduct(state, product, by);
    }
    for (const product of productsOf(input.referencesToRemove, state.products))
      removePicture(state, product, shown.id, by);
    shown.updatedAt = state.now();
  }
}

export function fileDelete(_root: unknown, args: Arguments, { state, app }: Context) {
  const ids = args["fileIds"] as string[];
  const found = ids.map((id) => state.pictures.get(parseGid(id)?.id ?? ""));
  const missing = ids.filter((_, index) => found[index] === undefined);
  if (missing.length > 0) return { deletedFileIds: null, userErrors: [doesNotExist(missing, "fileIds")] };
  for (const shown of found as Picture[]) {
    for (const product of state.products.rows)
      if (product.media.includes(shown))
        removePicture(state, product, shown.id, { name: app.name, app: true });
    state.pictures.remove(shown.id);
  }
  return { deletedFileIds: ids, userErrors: [] };
}

function updateProblems(
  inputs: readonly FileInput[],
  pictures: readonly Picture[],
  state: Context["state"],
): UserError[] {
  const problems = inputs.flatMap((input, index): UserError[] => {
    if ((input.alt ?? "").length <= LONGEST_ALT) return [];
    const message = `The alt value exceeds the maximum limit of ${LONGEST_ALT} characters.`;
    return [{ field: ["files", String(index), "alt"], message, code: "ALT_VALUE_LIMIT_EXCEEDED" }];
  });
  const references = inputs.flatMap((input) => [
    ...(input.referencesToAdd ?? []),
    ...(input.referencesToRemove ?? []),
  ]);
  if (references.some((id) => !state.products.get(parseGid(id)?.id ?? ""))) {
    const message = "The reference target does not exist";
    problems.push({ field: ["files"], message, code: "REFERENCE_TARGET_DOES_NOT_EXIST" });
  }
  if (pictures.some((shown) => pictureStatus(state, shown) !== "READY")) {
    const message = "Non-ready files cannot be updated.";
    problems.push({ field: ["files"], message, code: "NON_READY_STATE" });
  }
  return problems;
}

function productsOf(
  ids: readonly string[] | null | undefined,
  products: Context["state"]["products"],
): Product[] {
  return (ids ?? []).flatMap((id) => products.get(parseGid(id)?.id ?? "") ?? []);
}

/** Shopify prints the ids of `fileUpdate` as a list. */
function doesNotExist(ids: string[], field: "files" | "fileIds"): UserError {
  const plural = ids.length > 1;
  const shown = field === "files" ? JSON.stringify(ids) : ids.join(",");
  const message = `File id${plural ? "s" : ""} ${shown} do${plural ? "" : "es"} not exist.`;
  return { field: [field], message, code: "FILE_DOES_NOT_EXIST" };
}
