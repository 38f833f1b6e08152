import {
  Badge,
  BlockStack,
  Box,
  Card,
  IndexTable,
  InlineStack,
  Link,
  Text,
  useBreakpoints,
} from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { feedKindOf } from "#app/core/source/feeds.ts";
import { Ago } from "../parts/ago.tsx";
import { useFormat } from "../parts/format.ts";
import { useNow } from "../parts/shop-facts.tsx";

export interface FeedRow {
  id: string;
  connectionId: string;
  connection: string;
  paused: boolean;
  kind: string;
  state: string;
  error: string | null;
  lastReadAt: string | null;
  lastChangeAt: string | null;
  nextAt: string | null;
  /** Its source asked not to be called before. */
  waitsUntil: string | null;
  lagMs: number | null;
  seenToday: number;
  changedToday: number;
}

/** The sources as staff see them: how fresh, when read next, how late, how much today. */
export function FeedsTable({ feeds }: { feeds: readonly FeedRow[] }) {
  const { t } = useTranslation();
  const { smDown } = useBreakpoints();
  return (
    <Card padding="0">
      <div style={{ padding: "var(--p-space-400) var(--p-space-400) var(--p-space-200)" }}>
        <Text as="h2" variant="headingMd">
          {t("feeds.title")}
        </Text>
      </div>
      <IndexTable
        itemCount={feeds.length}
        selectable={false}
        condensed={smDown}
        headings={[
          { title: t("feeds.feed") },
          { title: t("feeds.lastRead") },
          { title: t("feeds.next") },
          { title: t("feeds.delay") },
          { title: t("feeds.today") },
        ]}
        emptyState={
          <Text as="p" tone="subdued">
            {t("feeds.none")}
          </Text>
        }
      >
        {feeds.map((feed, index) =>
          smDown ? (
            <FeedCard feed={feed} index={index} key={feed.id} />
          ) : (
            <FeedLine feed={feed} index={index} key={feed.id} />
          ),
        )}
      </IndexTable>
    </Card>
  );
}

function FeedLine({ feed, index }: { feed: FeedRow; index: number }) {
  const format = useFormat();
  return (
    <IndexTable.Row id={feed.id} position={index}>
      <IndexTable.Cell>
        <FeedName feed={feed} />
      </IndexTable.Cell>
      <IndexTable.Cell>{feed.lastReadAt ? <Ago at={feed.lastReadAt} /> : <Never />}</IndexTable.Cell>
      <IndexTable.Cell>
        <Next feed={feed} />
      </IndexTable.Cell>
      <IndexTable.Cell>{feed.lagMs === null ? "–" : format.duration(feed.lagMs)}</IndexTable.Cell>
      <IndexTable.Cell>
        <Today feed={feed} />
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}

function FeedCard({ feed, index }: { feed: FeedRow; index: number }) {
  const { t } = useTranslation();
  return (
    <IndexTable.Row id={feed.id} position={index}>
      <Box padding="300" paddingInline="400">
        <BlockStack gap="100">
          <FeedName feed={feed} />
          <InlineStack gap="200">
            <Text as="span" tone="subdued">
              {t("feeds.lastRead")}: {feed.lastReadAt ? <Ago at={feed.lastReadAt} /> : <Never />}
            </Text>
            <Text as="span" tone="subdued">
              {t("feeds.next")}: <Next feed={feed} />
            </Text>
          </InlineStack>
          <Today feed={feed} />
        </BlockStack>
      </Box>
    </IndexTable.Row>
  );
}

function FeedName({ feed }: { feed: FeedRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <BlockStack gap="050">
      <InlineStack gap="200" blockAlign="center" wrap={false}>
        <Link url={`/app/connections/${feed.connectionId}`} removeUnderline monochrome>
          {feed.connection} · {feedKind(feed.kind, t)}
        </Link>
        {feed.paused ? <Badge>{t("feeds.paused")}</Badge> : null}
        {!feed.paused && feed.state === "failing" ? <Badge tone="warning">{t("feeds.failing")}</Badge> : null}
        {!feed.paused && feed.state === "stopped" ? (
          <Badge tone="critical">{t("feeds.stopped")}</Badge>
        ) : null}
      </InlineStack>
      {feed.waitsUntil ? (
        <Text as="span" tone="subdued" variant="bodySm">
          {t("feeds.waits", { until: format.moment(feed.waitsUntil) })}
        </Text>
      ) : null}
      {feed.error && feed.state !== "ok" ? (
        <Text as="span" tone="subdued" variant="bodySm">
          {feed.error}
        </Text>
      ) : null}
    </BlockStack>
  );
}

/** What a feed brings, in the merchant's words. */
export function feedKind(kind: string, t: TFunction): string {
  const known = feedKindOf(kind);
  return known ? t(`feedKind.${known}`) : kind;
}

function Never() {
  const { t } = useTranslation();
  return <>{t("feeds.never")}</>;
}

function Next({ feed }: { feed: FeedRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  if (feed.paused || !feed.nextAt) return <>–</>;
  return <span suppressHydrationWarning>{format.until(feed.nextAt, now) ?? t("feeds.due")}</span>;
}

function Today({ feed }: { feed: FeedRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { seenToday, changedToday, lastChangeAt } = feed;
  if (changedToday === 0 && lastChangeAt) {
    return (
      <Text as="span" tone="subdued">
        {t("feeds.noChange", { since: format.moment(lastChangeAt) })}
      </Text>
    );
  }
  const numbers = { seen: format.number(seenToday), changed: format.number(changedToday) };
  return <span>{t("feeds.todayCounts", numbers)}</span>;
}
