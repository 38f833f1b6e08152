import { ShopifyRefused } from "./errors.ts";

/** The one write of a mutation was made. */
export interface Applied {
  outcome: "applied";
}

/** For an id that is gone or a value outside its type, Shopify refuses the request instead of the write. */
const ABOUT_THE_WRITE = ["RESOURCE_NOT_FOUND", "INVALID_VARIABLE"];

/**
 * The value of a mutation that writes one thing, or its refusal, which Shopify puts either into the answer's
 * user errors or in place of an answer. Anything else that `work` throws is rethrown.
 */
export async function refusalOr<T>(
  work: () => Promise<{ errors: readonly { code?: string | null; message: string }[]; value: () => T }>,
): Promise<T | Rejected> {
  try {
    const { errors, value } = await work();
    const [error] = errors;
    return error === undefined ? value() : rejected(error.code ?? null, error.message);
  } catch (error) {
    if (!(error instanceof ShopifyRefused) || !ABOUT_THE_WRITE.includes(error.code ?? "")) throw error;
    return rejected(error.code, error.message);
  }
}

export function applied(): Applied {
  return { outcome: "applied" };
}

function rejected(code: string | null, message: string): Rejected {
  return { outcome: "rejected", code, message };
}

/** Shopify refuses this row, in its own words. */
export interface Rejected {
  outcome: "rejected";
  code: string | null;
  message: string;
}
