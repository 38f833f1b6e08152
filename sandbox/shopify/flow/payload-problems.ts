import type { FlowExtension } from "../../../scripts/extension-config.ts";

export const PAYLOAD_MAX_BYTES = 50_000;

/** The names under which a payload carries Shopify's own objects. */
const REFERENCES: Record<string, string> = {
  customer_reference: "customer_id",
  order_reference: "order_id",
  product_reference: "product_id",
};

/** What Shopify objects to in a trigger's payload, in its recorded words. */
export function payloadProblems(trigger: FlowExtension, payload: Record<string, unknown>): string[] {
  if (Buffer.byteLength(JSON.stringify(payload)) > PAYLOAD_MAX_BYTES) {
    return [`Properties size exceeds the limit of ${PAYLOAD_MAX_BYTES} bytes.`];
  }
  const fields = new Map(trigger.fields.map(({ type, key }) => [REFERENCES[type] ?? key ?? "", type]));
  const unknown = Object.keys(payload).filter((key) => !fields.has(key));
  const missing = [...fields.keys()].filter((key) => payload[key] === undefined || payload[key] === null);
  const wrong = Object.entries(payload).flatMap(([key, value]) => {
    const problem = typeProblem(fields.get(key) ?? "", value);
    return problem === null ? [] : [`Type error for field '${key}': ${String(value)} ${problem}.`];
  });
  return [
    ...unknown.map((key) => `Invalid field: '${key}'.`),
    ...missing.map((key) => `Required field missing: '${key}'.`),
    ...wrong,
  ];
}

function typeProblem(type: string, value: unknown): string | null {
  if (type === "url") return URL.canParse(String(value)) ? null : "is not an absolute URL";
  if (type === "number_decimal") {
    return String(value).trim() !== "" && Number.isFinite(Number(value)) ? null : "is not a number";
  }
  return null;
}
