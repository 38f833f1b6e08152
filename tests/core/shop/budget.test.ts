import fc from "fast-check";
import { expect, test } from "vitest";
import { type Bucket, correct, giveBack, refill, take, waitMs } from "#app/core/shop/budget.ts";

const FULL: Bucket = { maximum: 2000, restoreRate: 100, available: 2000, inFlight: 0, atMs: 0 };

interface Request {
  requested: number;
  actual: number;
  sentAtMs: number;
  usedBefore: number;
  refundedBefore: number;
  stage: "under way" | "running" | "ended";
  /** The points in the bucket that Shopify reported when the request ended. */
  said: number;
}

type Step =
  | { do: "send"; requested: number; actual: number }
  | { do: "wait"; ms: number }
  | { do: "arrive" | "end" | "answer"; which: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc
    .tuple(fc.integer({ min: 1, max: 900 }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([requested, share]) => ({
      do: "send" as const,
      requested,
      actual: Math.round(requested * share),
    })),
  fc.record({ do: fc.constant("wait" as const), ms: fc.integer({ min: 0, max: 8000 }) }),
  fc.record({ do: fc.constantFrom("arrive", "end", "answer" as const), which: fc.nat(20) }),
);

test("what we think is there, Shopify has, however requests and answers overlap", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      let ours = FULL;
      let theirs = FULL.maximum;
      let nowMs = 0;
      let used = 0;
      let refunded = 0;
      const requests: Request[] = [];
      const pick = (stage: Request["stage"], which: number) => {
        const all = requests.filter((request) => request.stage === stage);
        return all[which % Math.max(1, all.length)];
      };
      for (const next of steps) {
        ours = refill(ours, nowMs);
        if (next.do === "wait") {
          nowMs += next.ms;
          theirs = Math.min(FULL.maximum, theirs + (next.ms / 1000) * FULL.restoreRate);
          ours = refill(ours, nowMs);
        } else if (next.do === "send") {
          if (waitMs(ours, next.requested, 0) > 0) continue;
          ours = take(ours, next.requested);
          const { requested, actual } = next;
          requests.push({
            requested,
            actual,
            sentAtMs: nowMs,
            usedBefore: used,
            refundedBefore: refunded,
            stage: "under way",
            said: 0,
          });
        } else if (next.do === "arrive") {
          const request = pick("under way", next.which);
          if (!request) continue;
          expect(request.requested).toBeLessThanOrEqual(theirs + 1e-6);
          theirs -= request.requested;
          request.stage = "running";
        } else if (next.do === "end") {
          const request = pick("running", next.which);
          if (!request) continue;
          theirs = Math.min(FULL.maximum, theirs + request.requested - request.actual);
          request.said = theirs;
          request.stage = "ended";
        } else {
          const request = pick("ended", next.which);
          if (!request) continue;
          requests.splice(requests.indexOf(request), 1);
          ours = giveBack(ours, request.requested, request.actual);
          const status = {
            maximumAvailable: FULL.maximum,
            restoreRate: FULL.restoreRate,
            currentlyAvailable: request.said,
          };
          ours = correct(ours, status, {
            elapsedMs: nowMs - request.sentAtMs,
            spentMeanwhile: used - request.usedBefore,
            refundedMeanwhile: refunded - request.refundedBefore,
          });
          used += request.actual;
          refunded += request.requested - request.actual;
        }
        const underWay = requests.filter(({ stage }) => stage === "under way");
        const promised = underWay.reduce((sum, { requested }) => sum + requested, 0);
        expect(ours.available).toBeLessThanOrEqual(theirs - promised + 1e-6);
      }
    }),
    { numRuns: 2000 },
  );
});

test("a full bucket does not refill what is still under way", () => {
  const sent = take(FULL, 500);
  expect(refill(sent, 60_000).available).toBe(1500);
  expect(refill(giveBack(sent, 500, 500), 60_000).available).toBe(2000);
});

test("waiting ends when the points are there and the floor stays", () => {
  const low = { ...FULL, available: 250 };
  expect(waitMs(low, 50, 200)).toBe(0);
  expect(waitMs(low, 60, 200)).toBe(100);
  expect(waitMs(low, 1900, 200)).toBe(17_500);
});

test("points that somebody else drew are noticed with the next answer", () => {
  const status = { maximumAvailable: 2000, currentlyAvailable: 300, restoreRate: 100 };
  const none = { elapsedMs: 500, spentMeanwhile: 0, refundedMeanwhile: 0 };
  expect(correct({ ...FULL, available: 1900 }, status, none).available).toBe(350);
});

test("points that we wrote off come back with the next answer", () => {
  const status = { maximumAvailable: 2000, currentlyAvailable: 1500, restoreRate: 100 };
  const spent = { elapsedMs: 500, spentMeanwhile: 40, refundedMeanwhile: 0 };
  const pessimistic = { ...FULL, available: 300, inFlight: 60 };
  expect(correct(pessimistic, status, spent).available).toBe(1400);
});

test("a clock that jumps back takes nothing away", () => {
  expect(refill({ ...FULL, available: 10, atMs: 5000 }, 0).available).toBe(10);
});
