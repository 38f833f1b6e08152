import type { Delivery } from "#app/core/orders/progress/delivery.ts";

export type Heard =
  | { status: "ready"; delivery: Delivery }
  /** Concord does not know this order, or not as this customer's: nothing to add to what the page shows. */
  | { status: "nothing" }
  | { status: "failed" };

const UNKNOWN = [401, 404];

/** Where the order is. A customer's page adds neither the app's address nor a token: both are given here. */
export async function askDelivery(order: string, token: string): Promise<Heard> {
  const query = new URLSearchParams({ order }).toString();
  try {
    const response = await fetch(`${process.env.APP_URL}/api/delivery?${query}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (UNKNOWN.includes(response.status)) return { status: "nothing" };
    if (!response.ok) return { status: "failed" };
    return { status: "ready", delivery: (await response.json()) as Delivery };
  } catch (error) {
    // Browsers throw this without a network; there is no other sign of it.
    if (error instanceof TypeError) return { status: "failed" };
    throw error;
  }
}
