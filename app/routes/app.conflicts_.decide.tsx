import { json, type ActionFunctionArgs } from "@remix-run/node";
import { decisions, type ConflictOp } from "#app/components/conflicts/decisions.ts";
import { UNDO_MS } from "#app/components/conflicts/session.ts";
import type { RowKey } from "#app/components/values/row-keys.ts";
import { parsed } from "#app/form.server.ts";
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

/** Time for an undo of the last second to reach the server. */
const WAY_MS = 2_000;

/** Carries out decisions, several at a time, in the order in which they were made. */
export async function action({ request }: ActionFunctionArgs) {
  const { session, sessionToken } = await authenticate.admin(request);
  const { shop } = session;
  const data = await parsed(request, decisions);
  const who = await staffName(shop, sessionToken?.sub);
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

async function perform(shop: string, asked: ConflictOp, who: string) {
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

function keyOf({ kind, subject, place }: Record<keyof RowKey, string>): string {
  return `${kind} ${subject} ${place}`;
}
