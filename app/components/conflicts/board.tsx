import { BlockStack, Card } from "@shopify/polaris";
import { useMemo, useState, type ReactNode } from "react";
import { BulkBar } from "./bulk-bar.tsx";
import { runCommand, type Acts } from "./commands.ts";
import { useDeciding } from "./deciding.ts";
import { useConflictDesk, type ConflictDesk } from "./desk.ts";
import { ConflictDialogs, type Dialog } from "./dialogs.tsx";
import { useConflictFeed } from "./feed.ts";
import type { ConflictCounts } from "./filters.tsx";
import { useConflictKeys } from "./keys.ts";
import { ConflictList, useRowFocus } from "./list.tsx";
import { NotSavedBanner } from "./not-saved.tsx";
import type { ConflictRow } from "./row-type.ts";
import { targets, type ListedRow } from "./session.ts";
import { UndoBar } from "./undo-bar.tsx";

interface Props {
  first: { rows: readonly ConflictRow[]; next: string | null };
  /** The list's state as the address carries it. */
  query: string;
  people: readonly string[];
  me: string;
  filters: (counts: ConflictCounts | null) => ReactNode;
  empty: ReactNode;
}

/** The list with its keys, bars and questions. */
export function ConflictBoard(props: Props) {
  const feed = useConflictFeed(props.first, props.query);
  const desk = useConflictDesk(feed, feed.refresh);
  const { session, setSession } = desk;
  const focus = useRowFocus();
  const { said, setSaid, take, undo } = useDeciding(desk, focus.on);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [expanded, setExpanded] = useState<readonly string[]>([]);
  const { counts } = feed;
  const { filters: drawFilters } = props;
  const filters = useMemo(() => drawFilters(counts), [drawFilters, counts]);

  const ask = (kind: Dialog["kind"], rows: readonly ListedRow[]) => {
    if (kind === "help" || rows.length > 0) setDialog({ kind, rows });
  };
  const acts: Acts = {
    activate: (key) => setSession((before) => (before.active === key ? before : { ...before, active: key })),
    select: (key) =>
      setSession((before) => ({ ...before, active: key, selected: toggled(before.selected, key) })),
    expand: (key) => setExpanded((before) => toggled(before, key)),
    focusOn: focus.on,
    take,
    undo,
    ask,
  };
  useConflictKeys(dialog === null, (command) => runCommand(command, session, acts));
  const one = (key: string) => session.rows.filter(({ row, state }) => row.key === key && state === "open");

  return (
    <BlockStack gap="400">
      <NotSavedBanner
        problem={desk.failed ? "decisions" : feed.reading === "failed" ? "reading" : null}
        undone={desk.undone}
        onRetry={desk.failed ? desk.retry : feed.refresh}
      />
      <Card padding="0">
        {filters}
        <ConflictList
          session={session}
          expanded={expanded}
          register={focus.register}
          empty={props.empty}
          more={feed.next !== null}
          loadingMore={feed.reading === "more"}
          onMore={feed.more}
          onActivate={acts.activate}
          onSelect={acts.select}
          onSelectAll={(keys) => setSession((before) => ({ ...before, selected: keys }))}
          onExpand={acts.expand}
          onTake={(key, choice) => take(one(key), choice, false)}
          onMenu={(key, command) =>
            command === "ignore" ? take(one(key), { take: "ignore" }, false) : ask(command, one(key))
          }
        />
      </Card>
      <Foot desk={desk} acts={acts} />
      <div role="status" aria-live="polite" className="conflict-said">
        {said}
      </div>
      <ConflictDialogs
        dialog={dialog}
        people={props.people}
        me={props.me}
        onClose={() => {
          setDialog(null);
          focus.on(session.active, false);
        }}
        onTake={(rows, choice) => take(rows, choice, true)}
        onAssign={desk.assign}
        onNote={desk.note}
        onSaid={setSaid}
      />
    </BlockStack>
  );
}

/** What stays at the foot of the screen, where nothing moves when it appears. */
function Foot({ desk, acts }: { desk: ConflictDesk; acts: Acts }) {
  const { session, setSession, left } = desk;
  const chosen = targets({ ...session, active: null });
  return (
    <div className="conflict-bar">
      <Card padding="300">
        {chosen.length > 0 ? (
          <BulkBar
            count={chosen.length}
            onTake={(choice) => acts.take(chosen, choice, false)}
            onAsk={(kind) => acts.ask(kind, chosen)}
            onClear={() => setSession((before) => ({ ...before, selected: [] }))}
          />
        ) : (
          <UndoBar
            batch={session.batches.at(-1) ?? null}
            left={left}
            onUndo={acts.undo}
            onHelp={() => acts.ask("help", [])}
          />
        )}
      </Card>
    </div>
  );
}

function toggled(keys: readonly string[], key: string): readonly string[] {
  return keys.includes(key) ? keys.filter((one) => one !== key) : [...keys, key];
}
