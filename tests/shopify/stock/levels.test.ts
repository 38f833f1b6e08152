import { expect, test } from "vitest";
import { readLevels } from "#app/shopify/stock/levels.ts";
import { type Asked, answering, data } from "../answering.ts";

const level = (locationId: string, available: number) => ({
  isActive: true,
  updatedAt: "2026-11-21T10:00:00Z",
  location: { id: `gid://shopify/Location/${locationId}` },
  quantities: [
    { name: "available", quantity: available },
    { name: "on_hand", quantity: available + 2 },
    { name: "committed", quantity: 2 },
  ],
});

const page = (nodes: unknown[], endCursor: string | null = null) => ({
  pageInfo: { hasNextPage: endCursor !== null, endCursor },
  nodes,
});

const item = (id: string, levels: unknown) => ({
  id: `gid://shopify/InventoryItem/${id}`,
  tracked: true,
  inventoryLevels: levels,
});

test("levels come with bare ids and all three quantities", async () => {
  const { client } = answering(data({ nodes: [item("1", page([level("7", -3)]))] }));
  expect(await readLevels(client, ["1"])).toEqual([
    {
      itemId: "1",
      locationId: "7",
      available: -3,
      onHand: -1,
      committed: 2,
      updatedAt: new Date("2026-11-21T10:00:00Z"),
      tracked: true,
      active: true,
    },
  ]);
});

test("an item stocked at more locations than one page holds is read to its end", async () => {
  const { client, asked } = answering(
    data({ nodes: [item("1", page([level("1", 1)], "a"))] }),
    data({ inventoryItem: { inventoryLevels: page([level("2", 2)], "b") } }),
    data({ inventoryItem: { inventoryLevels: page([level("3", 3)]) } }),
  );
  const levels = await readLevels(client, ["1"]);
  expect(levels.map(({ locationId }) => locationId)).toEqual(["1", "2", "3"]);
  expect(asked.slice(1).map(({ variables }) => variables["after"])).toEqual(["a", "b"]);
});

test("250 items are read in queries of 50; deleted ones and other objects leave no trace", async () => {
  const reply = ({ variables }: Asked) => {
    const ids = variables["ids"] as string[];
    return data({
      nodes: ids.map((id, index) => {
        if (index === 0) return null;
        return index === 1 ? {} : { ...item("1", page([level("7", 1)])), id };
      }),
    });
  };
  const { client, asked } = answering(reply, reply, reply, reply, reply);
  const ids = Array.from({ length: 250 }, (_, index) => String(index));
  expect(await readLevels(client, ids)).toHaveLength(240);
  expect(asked).toHaveLength(5);
});

test("a missing quantity is no zero", async () => {
  const broken = { ...level("7", 1), quantities: [{ name: "available", quantity: 1 }] };
  const { client } = answering(data({ nodes: [item("1", page([broken]))] }));
  await expect(readLevels(client, ["1"])).rejects.toThrow('no quantity "on_hand"');
});
