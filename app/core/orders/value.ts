/** What one side says about an order, as observations of kind `order` compare it. */
export interface OrderValue {
  status: "open" | "cancelled";
  /** "120.50 EUR" */
  total: string;
  /** In the source's units. */
  pieces: number;
  /** Digest of all that matters. */
  version: string;
}

const TEXT = /^(open|cancelled) (-?\d+(?:\.\d+)? [A-Z]{3}) (\d+) ([0-9a-f]+)$/;

/** "open 120.50 EUR 3 1f09ab2c" */
export function orderValue({ status, total, pieces, version }: OrderValue): string {
  return `${status} ${total} ${pieces} ${version}`;
}

/** The parts of an order's text, or null if it is not one. */
export function parseOrderValue(text: string): OrderValue | null {
  const [, status, total, pieces, version] = TEXT.exec(text) ?? [];
  if (status === undefined || total === undefined || version === undefined) return null;
  return { status: status === "open" ? "open" : "cancelled", total, pieces: Number(pieces), version };
}
