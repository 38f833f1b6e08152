import {
  Badge,
  BlockStack,
  Box,
  IndexTable,
  ProgressBar,
  Tabs,
  Text,
  useBreakpoints,
} from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { RECORD_KINDS } from "#app/core/values/record-kind.ts";
import { Ago } from "../parts/ago.tsx";
import { EmptyNote } from "../parts/empty-note.tsx";
import { feedKind } from "../connections/feeds-table.tsx";
import { useFormat } from "../parts/format.ts";

const ACTIVITIES = ["pull", "sweep", "apply", "export", "reconcile"] as const;
type Activity = (typeof ACTIVITIES)[number];

const STATES = {
  running: { tone: "info", progress: "partiallyComplete" },
  succeeded: { tone: "success", progress: "complete" },
  skipped: { tone: "attention", progress: "complete" },
  failed: { tone: "critical", progress: "incomplete" },
  held: { tone: "attention", progress: "incomplete" },
} as const;

export interface RunRow {
  id: string;
  connection: string | null;
  activity: string;
  kind: string;
  state: string;
  startedAt: string;
  finishedAt: string | null;
  seen: number;
  changed: number;
  written: number;
  skipped: number;
  failed: number;
  requests: number;
  points: number;
  pointsMinimum: number;
  total: number | null;
  error: string | null;
  origin: string | null;
}

interface Props {
  rows: readonly RunRow[];
  activity: Activity | null;
  onActivity: (activity: Activity | null) => void;
  pagination: { hasNext: boolean; hasPrevious: boolean; onNext: () => void; onPrevious: () => void };
}

/** What Concord did and how it ended, in words. */
export function RunsTable({ rows, activity, onActivity, pagination }: Props) {
  const { t } = useTranslation();
  const { smDown } = useBreakpoints();
  const tabs = [null, ...ACTIVITIES];
  return (
    <>
      <Tabs
        tabs={tabs.map((one) => ({ id: one ?? "all", content: t(`runs.tab.${one ?? "all"}`) }))}
        selected={tabs.indexOf(activity)}
        onSelect={(index) => onActivity(tabs[index] ?? null)}
      />
      <IndexTable
        itemCount={rows.length}
        selectable={false}
        condensed={smDown}
        emptyState={<EmptyNote title={t("runs.empty")} text={t("runs.emptyText")} />}
        pagination={pagination}
        headings={[
          { title: t("runs.what") },
          { title: t("runs.state") },
          { title: t("runs.outcome") },
          { title: t("runs.started") },
          { title: t("runs.took") },
        ]}
      >
        {rows.map((run, index) => (
          <IndexTable.Row id={run.id} key={run.id} position={index}>
            {smDown ? <Condensed run={run} /> : <Cells run={run} />}
          </IndexTable.Row>
        ))}
      </IndexTable>
    </>
  );
}

function Cells({ run }: { run: RunRow }) {
  return (
    <>
      <IndexTable.Cell>
        <What run={run} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <State state={run.state} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Outcome run={run} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Ago at={run.startedAt} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Took run={run} />
      </IndexTable.Cell>
    </>
  );
}

function Condensed({ run }: { run: RunRow }) {
  return (
    <Box padding="300" paddingInline="400">
      <BlockStack gap="100" inlineAlign="start">
        <What run={run} />
        <State state={run.state} />
        <Outcome run={run} />
        <Text as="span" variant="bodySm" tone="subdued">
          <Ago at={run.startedAt} />
        </Text>
      </BlockStack>
    </Box>
  );
}

function What({ run }: { run: RunRow }) {
  const { t } = useTranslation();
  const { activity, kind, connection, origin } = run;
  const known = ACTIVITIES.find((one) => one === activity) ?? "apply";
  const tense = run.state === "running" ? "doing" : "done";
  const record = RECORD_KINDS.find((one) => one === kind) ?? "stock";
  const name =
    known === "apply"
      ? t(`runs.${tense}.apply.${record}`)
      : t(`runs.${tense}.${known}`, { kind: feedKind(kind, t) });
  const from = [connection, origin].filter(Boolean).join(" · ");
  return (
    <BlockStack>
      <Text as="span" fontWeight="semibold">
        {name}
      </Text>
      {from ? (
        <Text as="span" variant="bodySm" tone="subdued" breakWord>
          {from}
        </Text>
      ) : null}
    </BlockStack>
  );
}

function State({ state }: { state: string }) {
  const { t } = useTranslation();
  const known = state in STATES ? (state as keyof typeof STATES) : "running";
  return <Badge {...STATES[known]}>{t(`runs.states.${known}`)}</Badge>;
}

/** "412 written, 3 skipped, 0 failed, 38 requests, 412 points of at least 396" */
function Outcome({ run }: { run: RunRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const n = format.number;
  if (run.state === "failed" && run.error) return <Wrapped>{t("runs.failed", { error: run.error })}</Wrapped>;
  if (run.state === "running" && run.total) {
    const done = run.written + run.skipped + run.failed;
    const label = t("home.progress", { done: n(done), total: n(run.total) });
    return (
      <BlockStack gap="100">
        <Text as="span" id={`run-${run.id}`} numeric>
          {label}
        </Text>
        <ProgressBar
          progress={(done / run.total) * 100}
          size="small"
          animated={false}
          ariaLabelledBy={`run-${run.id}`}
        />
      </BlockStack>
    );
  }
  if (run.activity === "apply" || run.activity === "export") {
    const written = { written: n(run.written), skipped: n(run.skipped), failed: n(run.failed) };
    const spent = { count: run.requests, points: n(run.points), minimum: n(run.pointsMinimum) };
    return (
      <Wrapped>
        {t("runs.applied", written)}
        {run.requests > 0 ? `, ${t("runs.spent", spent)}` : null}
      </Wrapped>
    );
  }
  const aside = run.skipped > 0 ? `, ${t("runs.aside", { count: run.skipped })}` : "";
  return <Wrapped>{t("feeds.todayCounts", { seen: n(run.seen), changed: n(run.changed) }) + aside}</Wrapped>;
}

function Wrapped({ children }: { children: ReactNode }) {
  return <div style={{ maxWidth: 360, whiteSpace: "normal" }}>{children}</div>;
}

function Took({ run }: { run: RunRow }) {
  const format = useFormat();
  if (!run.finishedAt) return <>–</>;
  return <>{format.duration(Date.parse(run.finishedAt) - Date.parse(run.startedAt))}</>;
}
