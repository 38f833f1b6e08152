import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Budget, type Need, type Ticket } from "#app/shopify/api/budget.ts";
import { SimulatedBucket } from "../simulated-bucket.ts";
import { VirtualTime } from "../virtual-time.ts";

const MINUTE_MS = 60_000;

interface Kind {
  label: string;
  /** Points at most; each request asks for 80 to 100 percent of it. */
  requested: number;
  actualShare: number;
}

interface Storm {
  restoreRate: number;
  kinds: Kind[];
  /** Workers beyond those that the latency alone keeps busy. */
  spareWorkers: number;
  latencyMs: number;
  /** Answers that never come. */
  lost: number;
  seed: number;
}

function stormAt(restoreRate: number): fc.Arbitrary<Storm> {
  return fc.record({
    restoreRate: fc.constant(restoreRate),
    kinds: fc.array(
      fc.record({
        label: fc.uuid(),
        requested: fc.integer({ min: restoreRate / 20, max: restoreRate / 2 }),
        actualShare: fc.double({ min: 0.3, max: 1, noNaN: true }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    spareWorkers: fc.integer({ min: 4, max: 24 }),
    latencyMs: fc.integer({ min: 5, max: 300 }),
    lost: fc.constantFrom(0, 0, 0.02),
    seed: fc.integer(),
  });
}

/** A small reproducible random source (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

class World {
  readonly time = new VirtualTime();
  readonly bucket: SimulatedBucket;
  readonly budget = new Budget(this.time);
  readonly storm: Storm;
  private readonly random: () => number;

  constructor(storm: Storm) {
    this.storm = storm;
    this.bucket = new SimulatedBucket(this.time, storm.restoreRate);
    this.random = randomFrom(storm.seed);
  }

  async request(kind: Kind, urgent = false): Promise<void> {
    const { latencyMs, lost } = this.storm;
    const requested = Math.ceil(kind.requested * (0.8 + 0.2 * this.random()));
    const actual = Math.ceil(requested * kind.actualShare);
    const ticket = await this.budget.reserve({ operation: kind.label, urgent });
    await this.time.sleep(latencyMs * this.random());
    if (!this.bucket.arrive(requested)) {
      ticket.throttled({ requested, status: this.bucket.status() });
      return;
    }
    await this.time.sleep(latencyMs * this.random());
    this.bucket.finish(requested, actual);
    const status = this.bucket.status();
    await this.time.sleep(latencyMs * this.random());
    if (this.random() < lost) ticket.lost();
    else ticket.answered({ requested, actual, status });
  }

  async warmUp(): Promise<void> {
    const each = this.storm.kinds.map((kind) => this.request(kind));
    await this.time.run(this.time.now() + 60_000);
    await Promise.all(each);
    this.bucket.throttled = 0;
  }

  /** Starts enough loops that never run out of work. */
  plenty(): void {
    const { kinds, latencyMs, restoreRate, spareWorkers } = this.storm;
    const cheapest = Math.min(...kinds.map((kind) => 0.8 * kind.requested * kind.actualShare));
    const busy = Math.ceil((restoreRate * 3 * latencyMs) / 1000 / cheapest);
    for (let worker = 0; worker < busy + spareWorkers; worker++) void this.loop();
  }

  private async loop(): Promise<void> {
    for (;;) {
      const index = Math.floor(this.random() * this.storm.kinds.length);
      const kind = this.storm.kinds[index];
      if (kind) await this.request(kind, this.random() < 0.05);
    }
  }
}

describe.each([100, 200, 1000, 2000])("at %i points a second", (restoreRate) => {
  test(
    "nothing is throttled after warm-up, and at least 95 % of the points are used",
    async () => {
      await fc.assert(
        fc.asyncProperty(stormAt(restoreRate), async (storm) => {
          const world = new World(storm);
          await world.warmUp();
          world.plenty();
          await world.time.run(world.time.now() + 30_000);
          const before = world.bucket.used;
          await world.time.run(world.time.now() + 60_000);
          expect(world.bucket.throttled).toBe(0);
          expect((world.bucket.used - before) / (60 * restoreRate)).toBeGreaterThanOrEqual(0.95);
        }),
        { numRuns: 25 },
      );
    },
    MINUTE_MS,
  );
});

const KIND: Kind = { label: "write", requested: 10, actualShare: 1 };
const CALM: Storm = {
  restoreRate: 100,
  kinds: [KIND],
  spareWorkers: 10,
  latencyMs: 100,
  lost: 0,
  seed: 1,
};

test("the last tenth of the bucket is left to people in front of a page", async () => {
  const world = new World(CALM);
  await world.warmUp();
  world.plenty();
  for (let second = 1; second < 60; second++) {
    await world.time.run(world.time.now() + 1000);
    expect(world.bucket.status().currentlyAvailable).toBeGreaterThan(150);
  }
});

test("the end of a plan may empty the bucket, in its turn", async () => {
  const world = new World(CALM);
  await world.warmUp();
  const from = world.time.now();
  const batches = 400;
  let sent = 0;
  let doneAtMs = 0;
  const worker = async (): Promise<void> => {
    while (sent < batches) {
      sent += 1;
      const closing = sent > batches - 30;
      const ticket = await world.budget.reserve({ operation: KIND.label, closing });
      await world.time.sleep(50);
      expect(world.bucket.arrive(10)).toBe(true);
      world.bucket.finish(10, 10);
      ticket.answered({ requested: 10, actual: 10, status: world.bucket.status() });
      doneAtMs = world.time.now();
    }
  };
  for (let one = 0; one < 10; one++) void worker();
  await world.time.run(from + 60_000);
  const leastMs = ((batches * 10 - 2000) / 100) * 1000;
  expect(doneAtMs - from).toBeLessThanOrEqual(1.02 * leastMs);
});

test("an urgent request goes ahead of a thousand that wait", async () => {
  const world = new World(CALM);
  await world.warmUp();
  const ordinary: Promise<void>[] = [];
  for (let request = 0; request < 1000; request++) ordinary.push(world.request(KIND));
  await world.time.run(world.time.now() + 10_000);
  let answeredAtMs = Infinity;
  const askedAtMs = world.time.now();
  void world.request(KIND, true).then(() => (answeredAtMs = world.time.now()));
  await world.time.run(askedAtMs + 1000);
  expect(answeredAtMs - askedAtMs).toBeLessThanOrEqual(300);
  await world.time.run(askedAtMs + 200_000);
  await Promise.all(ordinary);
});

test("a rush of expensive reads holds up no cheap write, and is not held up by many", async () => {
  const world = new World(CALM);
  await world.warmUp();
  const reads = { label: "read", requested: 200, actualShare: 1 };
  let read = 0;
  for (let request = 0; request < 200; request++) void world.request(reads).then(() => read++);
  await world.time.run(world.time.now() + 20_000);
  const waits: number[] = [];
  for (let request = 0; request < 60; request++) {
    const askedAtMs = world.time.now();
    void world.request(KIND).then(() => waits.push(world.time.now() - askedAtMs));
    await world.time.run(askedAtMs + 1000);
  }
  const before = read;
  expect(waits).toHaveLength(60);
  expect(Math.max(...waits)).toBeLessThanOrEqual(3000);
  for (let request = 0; request < 1000; request++) void world.request(KIND);
  await world.time.run(world.time.now() + 40_000);
  expect(read - before).toBeGreaterThanOrEqual(9);
});

test("another client of the same bucket costs at most one request in a hundred", async () => {
  const world = new World({ ...CALM, spareWorkers: 6 });
  await world.warmUp();
  const other = new Budget(world.time);
  const foreign = async (): Promise<void> => {
    for (;;) {
      const ticket = await other.reserve({ operation: "other" });
      await world.time.sleep(50);
      if (world.bucket.arrive(30)) {
        world.bucket.finish(30, 30);
        ticket.answered({ requested: 30, actual: 30, status: world.bucket.status() });
      } else ticket.throttled({ requested: 30, status: world.bucket.status() });
    }
  };
  void foreign();
  void foreign();
  world.plenty();
  await world.time.run(world.time.now() + 300_000);
  expect(world.bucket.used / (300 * 100)).toBeGreaterThanOrEqual(0.95);
  expect(world.bucket.throttled).toBeLessThanOrEqual(world.bucket.used / 10 / 100);
});

test("until the first answer one request goes at a time", async () => {
  const budget = new Budget(new VirtualTime());
  const granted: Ticket[] = [];
  const need: Need = { operation: "any" };
  for (let request = 0; request < 3; request++)
    void budget.reserve(need).then((ticket) => granted.push(ticket));
  await settle();
  expect(granted).toHaveLength(1);
  granted[0]?.lost();
  await settle();
  expect(granted).toHaveLength(2);
  const status = { maximumAvailable: 2000, currentlyAvailable: 1990, restoreRate: 100 };
  granted[1]?.answered({ requested: 10, actual: 10, status });
  await settle();
  expect(granted).toHaveLength(3);
  expect(budget.status).toMatchObject({ maximum: 2000, available: 1980 });
});

test("the first request of its kind goes alone, so that the others know what they cost", async () => {
  const status = { maximumAvailable: 2000, currentlyAvailable: 1990, restoreRate: 100 };
  const budget = new Budget(new VirtualTime());
  const known = await budget.reserve({ operation: "write" });
  known.answered({ requested: 10, actual: 10, status });
  const first = await budget.reserve({ operation: "read" });
  const others: Ticket[] = [];
  for (let other = 0; other < 3; other++) {
    void budget.reserve({ operation: "read" }).then((ticket) => others.push(ticket));
  }
  await expect(budget.reserve({ operation: "write" })).resolves.toBeDefined();
  expect(others).toHaveLength(0);
  first.answered({ requested: 850, actual: 20, status: { ...status, currentlyAvailable: 1970 } });
  await settle();
  expect(others).toHaveLength(2);
});

test("a request that gives up waiting leaves its place to the next", async () => {
  const time = new VirtualTime();
  const budget = new Budget(time);
  const first = await budget.reserve({ operation: "read" });
  const giveUp = new AbortController();
  const impatient = budget.reserve({ operation: "read", signal: giveUp.signal });
  const patient = budget.reserve({ operation: "read" });
  giveUp.abort(new Error("closing"));
  await expect(impatient).rejects.toThrow("closing");
  first.unsent();
  await expect(patient).resolves.toBeDefined();
});

test("one cheap request does not make the next one of its kind look cheap", async () => {
  const status = { maximumAvailable: 2000, currentlyAvailable: 2000, restoreRate: 100 };
  const budget = new Budget(new VirtualTime());
  for (const requested of [800, 80]) {
    const ticket = await budget.reserve({ operation: "read" });
    ticket.answered({ requested, actual: 0, status });
  }
  await budget.reserve({ operation: "read" });
  expect(budget.status?.available).toBe(2000 - 710);
});

function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
