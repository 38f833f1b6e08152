import { deliveryOf, type Delivery, type DeliveryShipment } from "#app/core/orders/progress/delivery.ts";
import { db } from "#app/store/database/database.server.ts";
import { readJson } from "#app/store/database/json.server.ts";

/** What one customer may know of their order; null: there is no such order of theirs. */
export async function readDelivery(
  shop: string,
  orderId: string,
  customerId: string,
): Promise<Delivery | null> {
  const order = await db().order.findFirst({ where: { shop, id: orderId, customerId } });
  const document = order && readJson("Order.document", order);
  if (!document) return null;
  return deliveryOf(document, await shipmentsOf(shop, orderId));
}

async function shipmentsOf(shop: string, orderId: string): Promise<DeliveryShipment[]> {
  const shipments = await db().shipment.findMany({ where: { shop, orderId }, orderBy: { id: "asc" } });
  const parcels = await db().parcel.findMany({
    where: { shop, OR: shipments.map(({ connectionId, id: shipmentId }) => ({ connectionId, shipmentId })) },
    orderBy: { id: "asc" },
  });
  return shipments.map((one) => ({
    status: one.status as DeliveryShipment["status"],
    promisedAt: one.promisedAt?.toISOString() ?? null,
    shippedAt: one.shippedAt?.toISOString() ?? null,
    deliveredAt: one.deliveredAt?.toISOString() ?? null,
    parcels: parcels
      .filter(({ connectionId, shipmentId }) => connectionId === one.connectionId && shipmentId === one.id)
      .map((parcel) => {
        const { carrier, number, url } = parcel;
        return { carrier, number, url, events: readJson("Parcel.events", parcel) };
      }),
  }));
}
