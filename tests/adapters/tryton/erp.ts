import { z } from "zod";
import { UserWarning } from "#app/adapters/tryton/wire/answers.ts";
import { client } from "#app/adapters/tryton/wire/client.ts";
import { settingsFor, signal } from "./shop.ts";

/** What a person in Tryton does, through the same protocol. */
export function person(url: string) {
  const tryton = client(settingsFor(url), { password: process.env["TRYTON_PASSWORD"] ?? "any" });
  const call = <T>(method: string, params: readonly unknown[], result: z.ZodType<T>) =>
    tryton.model(method, params, result, signal);
  /** Answers yes to what Tryton asks, as people do. */
  async function press(button: string, ids: readonly number[]): Promise<void> {
    try {
      await call(button, [ids], z.unknown());
    } catch (error) {
      if (!(error instanceof UserWarning)) throw error;
      const { userId: user } = await tryton.session(signal);
      const answer = { name: error.warning, user, always: false };
      await call("res.user.warning.create", [[answer]], z.unknown());
      await press(button, ids);
    }
  }
  return {
    call,
    press,
    close: () => tryton.close(),
    async shipmentsOf(sale: string): Promise<number[]> {
      const row = z.array(z.object({ shipments: z.array(z.number()) }));
      const [found] = await call("sale.sale.read", [[Number(sale)], ["shipments"]], row);
      return (found?.shipments ?? []).toSorted((a, b) => a - b);
    },
    /** Assigns, picks, packs into one parcel with this number, and sends it off. */
    async ship(shipment: number, tracking: string): Promise<void> {
      const carriers = await call("carrier.search", [[], 0, 1, null], z.array(z.number()));
      await call("stock.shipment.out.write", [[shipment], { carrier: carriers[0] }], z.null());
      await press("stock.shipment.out.assign_try", [shipment]);
      await press("stock.shipment.out.pick", [shipment]);
      const row = z.array(z.object({ outgoing_moves: z.array(z.number()) }));
      const [found] = await call("stock.shipment.out.read", [[shipment], ["outgoing_moves"]], row);
      const types = await call("stock.package.type.search", [[], 0, 1, null], z.array(z.number()));
      const parcel = {
        type: types[0],
        shipment: `stock.shipment.out,${shipment}`,
        shipping_reference: tracking,
        moves: [["add", found?.outgoing_moves ?? []]],
      };
      await call("stock.package.create", [[parcel]], z.array(z.number()));
      await press("stock.shipment.out.pack", [shipment]);
      await press("stock.shipment.out.done", [shipment]);
    },
  };
}
