import { expect, test } from "vitest";
import { ConnectionError, ProtocolError, TransientError } from "#app/adapters/errors.ts";
import { consequenceOf } from "#app/sync/connections/failures.server.ts";

const MINUTE = 60_000;

test.each([
  ["a source that names a time is left alone until then", new TransientError("", 5 * MINUTE), 1, "wait"],
  ["one lost call says nothing of the others", new TransientError("", null), 1, "again"],
  ["a source that loses call after call is away", new TransientError("", null), 3, "away"],
  ["what only the merchant can cure stops the connection", new ConnectionError(""), 1, "stop"],
  ["an answer that makes no sense is set aside", new ProtocolError(""), 9, "set-aside"],
])("%s", (_name, error, lost, then) => {
  expect(consequenceOf(error, lost)).toMatchObject({ then });
});

test("a source may ask for a day at the most and for a second at the least", () => {
  const forMs = (retryAfterMs: number) => consequenceOf(new TransientError("", retryAfterMs), 1);
  expect(forMs(365 * 24 * 60 * MINUTE)).toEqual({ then: "wait", forMs: 24 * 60 * MINUTE });
  expect(forMs(0)).toEqual({ then: "wait", forMs: 1_000 });
});
