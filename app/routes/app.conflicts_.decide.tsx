import { json, type ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { UNDO_MS } from "#app/components/conflicts/session.ts";
import { nudge } from "#app/jobs/queue.ts";
import { authenticate } from "#app/shopify.server.ts";
import { readConflictsOf } from "#app/store/views/conflicts/conflicts.server.ts";
import { staffName } from "#app/store/views/settings/staff.server.ts";
import {
  assign,
  note,
  previewRule,
  resolve,
  saveRule,
  undoResolutions,
} from "#app/sync/choices/resolve.server.ts";

/** A page of the list, several times over. */
const ROWS_MAX = 500;
const OPS_MAX = 500;
/** The last second of undoing still has its way to the server. */
const WAY_MS = 2_000;

const text = z.string().max(500_000);
const side = text.nullable();
const key = z.object({
  kind: z.string().max(50),
  subject: z.string().max(100),
  place: z.string().max(300),
});
const seen = key.extend({ desired: side, observed: side });
const choice = z.discriminatedUnion("take", [
  z.object({ take: z.literal("source") }),
  z.object({ take: z.literal("shop") }),
  z.object({ take: z.literal("value"), value: text }),
  z.object({ take: z.literal("ignore") }),
]);
const op = z.discriminatedUnion("do", [
  z.object({ do: z.literal("resolve"), rows: z.array(seen).max(ROWS_MAX), choice }),
  z.object({ do: z.literal("undo"), events: z.array(z.uuid()).max(ROWS_MAX) }),
  z.object({
    do: z.literal("assign"),
    rows: z.array(key).max(ROWS_MAX),
    assignee: z.string().max(100).nullable(),
  }),
  z.object({ do: z.literal("note"), row: key, text: z.string().max(500) }),
]);
const rule = z.object({
  field: z.string().max(200),
  scope: z.enum(["shop", "sku", "tag", "vendor", "collection"]),
  subject: z.string().max(300),
  authority: z.enum(["source", "shop"]),
});
const asked = z.union([z.object({ ops: z.array(op).max(OPS_MAX) }), z.object({ rule, save: z.boolean() })]);

/** Takes decisions, several at a time, in the order in which they were made. */
export async function action({ request }: ActionFunctionArgs) {
  const { session, sessionToken } = await authenticate.admin(request);
  const { shop } = session;
  const parsed = asked.safeParse(await request.json());
  if (!parsed.success) throw new Response("Not a decision", { status: 400 });
  const who = await staffName(shop, sessionToken?.sub);
  const { data } = parsed;
  if ("rule" in data) {
    const preview = await previewRule(shop, data.rule);
    if (data.save) {
      await saveRule(shop, data.rule, who);
      await nudge({ name: "owed" });
    }
    return json(preview);
  }
  const answers = [];
  for (const one of data.ops) answers.push(await perform(shop, one, who));
  await nudge({ name: "owed" });
  return json({ answers });
}

async function perform(shop: string, asked: z.infer<typeof op>, who: string) {
  switch (asked.do) {
    case "resolve": {
      const by = { who, note: null, undoMs: UNDO_MS + WAY_MS };
      const { decided, moved, refused } = await resolve(shop, asked.rows, asked.choice, by);
      return {
        done: "resolve" as const,
        decided: decided.map((row) => ({ key: keyOf(row), event: row.event })),
        moved: moved.map(keyOf),
        refused: refused.map((row) => ({ key: keyOf(row), problem: row.problem })),
        fresh: moved.length === 0 ? [] : await readConflictsOf(shop, moved),
      };
    }
    case "undo":
      return { done: "undo" as const, ...(await undoResolutions(shop, asked.events, who)) };
    case "assign":
      await assign(shop, asked.rows, asked.assignee, who);
      return { done: "assign" as const };
    case "note":
      await note(shop, asked.row, asked.text, who);
      return { done: "note" as const };
  }
}

function keyOf({ kind, subject, place }: z.infer<typeof key>): string {
  return `${kind} ${subject} ${place}`;
}
