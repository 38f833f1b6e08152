import { describe } from "vitest";
import { adapterContract, orderContract } from "./contract.ts";
import { orderOf } from "./tryton/orders.ts";
import { open } from "./tryton/shop.ts";
import { play } from "./tryton/tape.ts";

/** Two pages of articles. */
const PAGE_SIZE = 40;

describe("a Tryton at rest", () => {
  adapterContract(["items", "stock", "prices", "orderStates", "shipments", "invoices"], async () => {
    const playing = await play("at-rest", { repeats: true });
    return { open: () => open(playing, {}, PAGE_SIZE), close: () => playing.close() };
  });
});

describe("a Tryton that takes orders", () => {
  let number = 2000;

  orderContract(async (name) => {
    const playing = await play(name.replaceAll(/[^a-z]+/g, "-"), { repeats: false });
    number += 1;
    return { open: () => open(playing), order: orderOf(playing.run, number), close: () => playing.close() };
  });
});
