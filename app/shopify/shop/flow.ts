import { FLOW_PAYLOAD_BYTES_MAX } from "#app/core/shopify-limits.ts";
import type { AdminClient } from "../api/client.ts";
import { ShopifyRefused } from "../api/errors.ts";
import type { FlowTriggerMutation, FlowTriggerMutationVariables } from "../api/generated.ts";
import type { Rejected } from "../api/refusal.ts";
import { operation } from "../api/operation.ts";

const FlowTrigger = operation<FlowTriggerMutation, FlowTriggerMutationVariables>(/* GraphQL */ `
  mutation FlowTrigger($handle: String!, $payload: JSON!) {
    flowTriggerReceive(handle: $handle, payload: $payload) {
      userErrors {
        field
        message
      }
    }
  }
`);

/**
 * Starts every workflow of the shop that begins with this trigger. The payload holds one value per field of
 * the trigger's extension, under the field's key. Rejected where the extension is not deployed under that
 * handle or has other fields, or where the app may not do this. Not idempotent: each call starts the
 * workflows again. Source: flowTriggerReceive (no codes).
 */
export async function receiveTrigger(
  client: AdminClient,
  trigger: { handle: string; payload: Record<string, string | number | boolean> },
  signal?: AbortSignal,
): Promise<{ outcome: "applied" } | Rejected> {
  const bytes = Buffer.byteLength(JSON.stringify(trigger.payload));
  if (bytes > FLOW_PAYLOAD_BYTES_MAX) {
    throw new RangeError(`A trigger's payload of ${bytes} bytes; ${FLOW_PAYLOAD_BYTES_MAX} are possible`);
  }
  try {
    const { data } = await client.run(FlowTrigger, trigger, { signal, estimate: 1 });
    const [error] = data.flowTriggerReceive?.userErrors ?? [];
    return error ? { outcome: "rejected", code: null, message: error.message } : { outcome: "applied" };
  } catch (error) {
    if (!(error instanceof ShopifyRefused)) throw error;
    return { outcome: "rejected", code: error.code, message: error.message };
  }
}
