import { z } from "zod";
import { UserWarning } from "./answers.ts";
import { Ids } from "./schema.ts";
import type { Source } from "./source.ts";

/**
 * Warnings answered with "yes": the goods are not in stock. The customer has bought them all the same, and the
 * order has to show in Tryton. Any other question is for a person.
 */
const ACCEPTED = [/stock_quantity_warning/];

/** Each line may ask once. */
const WARNINGS_MAX = 250;

/** Presses a button of a record, such as "sale.sale.quote". One that does not fit the state does nothing: look afterwards. */
export async function callButton(
  source: Source,
  button: string,
  ids: readonly number[],
  signal: AbortSignal,
): Promise<void> {
  for (let warnings = 0; ; warnings++) {
    try {
      await source.client.model(button, [ids], z.unknown(), signal);
      return;
    } catch (error) {
      if (!(error instanceof UserWarning) || warnings === WARNINGS_MAX) throw error;
      const { warning } = error;
      if (!ACCEPTED.some((known) => known.test(warning))) throw error;
      await accept(source, warning, signal);
    }
  }
}

/** Good for one call. */
async function accept({ client }: Source, name: string, signal: AbortSignal): Promise<void> {
  const { userId: user } = await client.session(signal);
  await client.model("res.user.warning.create", [[{ name, user, always: false }]], Ids, signal);
}
