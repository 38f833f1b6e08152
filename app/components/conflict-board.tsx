import { BlockStack, Card } from "@shopify/polaris";
import { useMemo, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { BulkBar } from "./conflict-bulk-bar.tsx";
import { useConflictDesk } from "./conflict-desk.ts";
import { useConflictFeed } from "./conflict-feed.ts";
import type { ConflictCounts } from "./conflict-filters.tsx";
import { ConflictDialogs, type Dialog } from "./conflict-dialogs.tsx";
import { useConflictKeys, type Command } from "./conflict-keys.ts";
import { ConflictList, useRowFocus } from "./conflict-list.tsx";
import { NotSavedBanner } from "./conflict-not-saved.tsx";
import type { ConflictRow } from "./conflict-row-type.ts";
import { neighbour, targets, type Choice, type ListedRow } from "./conflict-session.ts";
import { isLong } from "./conflict-text.ts";
import { UndoBar } from "./conflict-undo-bar.tsx";
import { choiceInWords, nameOf } from "./conflict-words.ts";
import { useFormat } from "./format.ts";

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
  const { t } = useTranslation();
  const format = useFormat();
  const feed = useConflictFeed(props.first, props.query);
  const desk = useConflictDesk(feed, feed.refresh);
  const { session, setSession } = desk;
  const focus = useRowFocus();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [expanded, setExpanded] = useState<readonly string[]>([]);
  const [said, setSaid] = useState("");
  const { counts } = feed;
  const { filters: drawFilters } = props;
  const filters = useMemo(() => drawFilters(counts), [drawFilters, counts]);

  const activate = (key: string) =>
    setSession((before) => (before.active === key ? before : { ...before, active: key }));
  const select = (key: string) =>
    setSession((before) => ({ ...before, active: key, selected: toggled(before.selected, key) }));
  const expand = (key: string) => setExpanded((before) => toggled(before, key));
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
    focus.on(next, scroll);
  };
  const undo = () => {
    const [key] = desk.undo() ?? [];
    setSaid(t(key === undefined ? "conflicts.said.nothingToUndo" : "conflicts.said.undone"));
    if (key !== undefined) focus.on(key, true);
  };
  const ask = (kind: Dialog["kind"], rows: readonly ListedRow[]) => {
    if (kind === "help" || rows.length > 0) setDialog({ kind, rows });
  };
  const run = (command: Command) => {
    const rows = targets(session);
    switch (command) {
      case "next":
      case "previous": {
        const to = neighbour(session, command === "next" ? 1 : -1);
        if (to === null) return;
        activate(to);
        focus.on(to, true);
        return;
      }
      case "select":
        return session.active === null ? undefined : select(session.active);
      case "difference":
        return rows[0] && isLong(rows[0].row) ? expand(rows[0].row.key) : undefined;
      case "source":
      case "shop":
      case "ignore":
        return take(rows, { take: command }, true);
      case "undo":
        return undo();
      case "value":
      case "assign":
      case "note":
      case "rule":
      case "help":
        return ask(command, rows);
    }
  };
  useConflictKeys(dialog === null, run);
  const one = (key: string) => session.rows.filter(({ row, state }) => row.key === key && state === "open");
  const chosen = targets({ ...session, active: null });

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
          onActivate={activate}
          onSelect={select}
          onSelectAll={(keys) => setSession((before) => ({ ...before, selected: keys }))}
          onExpand={expand}
          onTake={(key, choice) => take(one(key), choice, false)}
          onMenu={(key, command) =>
            command === "ignore" ? take(one(key), { take: "ignore" }, false) : ask(command, one(key))
          }
        />
      </Card>
      <div className="conflict-bar">
        <Card padding="300">
          {chosen.length > 0 ? (
            <BulkBar
              count={chosen.length}
              onTake={(choice) => take(chosen, choice, false)}
              onAsk={(kind) => ask(kind, chosen)}
              onClear={() => setSession((before) => ({ ...before, selected: [] }))}
            />
          ) : (
            <UndoBar
              batch={session.batches.at(-1) ?? null}
              left={desk.left}
              onUndo={undo}
              onHelp={() => ask("help", [])}
            />
          )}
        </Card>
      </div>
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

function toggled(keys: readonly string[], key: string): readonly string[] {
  return keys.includes(key) ? keys.filter((one) => one !== key) : [...keys, key];
}
