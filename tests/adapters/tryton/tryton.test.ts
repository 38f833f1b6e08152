import { afterAll, beforeAll, describe } from "vitest";
import { adapterContract, orderContract } from "../contract.ts";
import { orderOf } from "./orders/orders.ts";
import { open } from "./shop.ts";
import type { Playing } from "../http/tape.ts";
import { play } from "./tape.ts";

/** Two pages of articles. */
const PAGE_SIZE = 40;

describe("a Tryton at rest", () => {
  // One for all tests: the addresses in its records stay the same.
  let playing: Playing;
  beforeAll(async () => {
    playing = await play("at-rest", { repeats: true });
  });
  afterAll(() => playing.close());

  adapterContract(["items", "stock", "prices", "orderStates", "shipments", "invoices"], () =>
    Promise.resolve({ open: () => open(playing, {}, PAGE_SIZE), close: () => Promise.resolve() }),
  );
});

describe("a Tryton that takes orders", () => {
  let number = 2000;

  orderContract(async (name) => {
    const playing = await play(name.replaceAll(/[^a-z]+/g, "-"), { repeats: false });
    number += 1;
    return { open: () => open(playing), order: orderOf(playing.run, number), close: () => playing.close() };
  });
});
