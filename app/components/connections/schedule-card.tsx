import { BlockStack, Card, Divider, InlineGrid, Select, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { Ago } from "../parts/ago.tsx";
import { feedKind, type FeedRow } from "./feeds-table.tsx";
import { useFormat } from "../parts/format.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const INTERVALS = [
  2 * SECOND,
  5 * SECOND,
  15 * SECOND,
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  60 * MINUTE,
  360 * MINUTE,
];

interface Props {
  feeds: readonly (FeedRow & { everyMs: number })[];
  onSchedule: (feed: string, everyMs: number) => void;
}

/** How often each feed is read. */
export function ScheduleCard({ feeds, onSchedule }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const options = (current: number) =>
    [...new Set([...INTERVALS, current])]
      .sort((a, b) => a - b)
      .map((ms) => ({
        label: t("schedule.every", { interval: format.duration(ms, "long") }),
        value: String(ms),
      }));
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("schedule.title")}
        </Text>
        {feeds.map((feed, index) => (
          <BlockStack gap="300" key={feed.id}>
            {index > 0 ? <Divider /> : null}
            <InlineGrid columns={{ xs: 1, sm: 2 }} gap="200" alignItems="center">
              <BlockStack>
                <Text as="span" fontWeight="semibold">
                  {capitalized(feedKind(feed.kind, t))}
                </Text>
                <Text as="span" tone={feed.state === "ok" ? "subdued" : "critical"}>
                  {feed.state !== "ok" && feed.error ? feed.error : null}
                  {feed.state === "ok" && feed.lastReadAt ? (
                    <>
                      {t("feeds.lastRead")}: <Ago at={feed.lastReadAt} />
                    </>
                  ) : null}
                  {feed.state === "ok" && !feed.lastReadAt ? t("schedule.notRead") : null}
                </Text>
              </BlockStack>
              <Select
                label={t("schedule.label", { feed: feedKind(feed.kind, t) })}
                labelHidden
                options={options(feed.everyMs)}
                value={String(feed.everyMs)}
                onChange={(ms) => onSchedule(feed.id, Number(ms))}
              />
            </InlineGrid>
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}

function capitalized(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
