import type { Carrier } from "./contract/carrier.ts";
import type { Check } from "./contract/check.ts";
import type { CustomerWriter } from "./contract/customers.ts";
import type { Ledger } from "./contract/ledger.ts";
import type { OrderWriter } from "./contract/orders.ts";
import type { Readers } from "./contract/readers.ts";
import type { ReviewReader } from "./contract/reviews.ts";

/**
 * A system as the sync sees it: an ERP, a warehouse, a carrier, a folder of files. It is made of capabilities, each an
 * interface of its own in ./contract/; one that is absent is not supported, and nothing else says so.
 * Every call may throw TransientError, ConnectionError or ProtocolError (./errors.ts), and nothing else. Amounts are
 * decimal strings with their currency, quantities whole numbers, weights grams, lengths millimetres, times UTC.
 */
export interface Adapter extends Readers {
  /** Tries everything that the connection will need; a failing check is a value, not an error. */
  check(signal: AbortSignal): Promise<Check[]>;
  /** Takes the shop's orders. */
  orders?: OrderWriter;
  /** Carries parcels: what it costs, labels, where they are. */
  carrier?: Carrier;
  /** Keeps the shop's people and businesses. */
  customers?: CustomerWriter;
  /** Keeps the books. */
  ledger?: Ledger;
  /** Reads what buyers say about articles. */
  reviews?: ReviewReader;
  /** Releases sockets and file handles. */
  close(): Promise<void>;
}
