import { BlockStack, Card } from "@shopify/polaris";
import { useMemo, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../parts/format.ts";
import { BulkBar, NotSavedBanner, UndoBar } from "./bars.tsx";
import type { Choice } from "./decisions.ts";
import { useConflictDesk, type ConflictDesk } from "./desk.ts";
import { ConflictDialogs } from "./dialogs.tsx";
import type { ConflictCounts } from "./filters.tsx";
import { runCommand, useConflictKeys, type Acts, type Dialog } from "./keys.ts";
import { ConflictList, useRowFocus } from "./list.tsx";
import { useConflictFeed } from "./post.ts";
import { targets, type ConflictRow, type ListedRow } from "./session.ts";
import { choiceInWords, nameOf } from "./words.ts";

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

/** Decides and takes back, informs screen readers, and moves the focus to the row that comes next. */
export function useDeciding(desk: ConflictDesk, focusOn: (key: string | null, scroll: boolean) => void) {
  const { t } = useTranslation();
  const format = useFormat();
  const [said, setSaid] = useState("");
  const take = (rows: readonly ListedRow[], choice: Choice, scroll: boolean) => {
    const [first] = rows;
    if (!first) return;
    const next = desk.take(rows, choice);
    const left = desk.left - rows.length;
    const what = choiceInWords(first.row, choice, t, format);
    setSaid(
      rows.length === 1
        ? t("conflicts.said.one", { name: nameOf(first.row, t), what, left })
        : t("conflicts.said.many", { count: rows.length, what: t(`conflicts.did.${choice.take}`), left }),
    );
    focusOn(next, scroll);
  };
  const undo = () => {
    const [key] = desk.undo() ?? [];
    setSaid(t(key === undefined ? "conflicts.said.nothingToUndo" : "conflicts.said.undone"));
    if (key !== undefined) focusOn(key, true);
  };
  return { said, setSaid, take, undo };
}
