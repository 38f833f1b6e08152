import { BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { parseMoney } from "#app/core/money.ts";
import { SOURCE_ORDER_STATUSES } from "#app/core/source/order.ts";
import { PARCEL_STATUSES } from "#app/core/source/order-records.ts";
import { useFormat, type formats } from "../parts/format.ts";

export interface OrderEventFacts {
  key: string;
  at: string;
  event: string;
  connection: string | null;
  who: string | null;
  value: string | null;
  message: string | null;
  url: string | null;
}

interface Props {
  events: readonly OrderEventFacts[];
  /** When the waiting step goes on; null where no step waits for a time. */
  until: string | null;
}

const EVENTS = [
  "placed",
  "paid",
  "refunded",
  "cancelled",
  "fulfilled",
  "fulfillmentCancelled",
  "booked",
  "shipped",
  "shipmentCancelled",
  "delivered",
  "invoiced",
  "invoiceCancelled",
  "exported",
  "found",
  "amended",
  "sourceCancelled",
  "credited",
  "rejected",
  "accepted",
  "sent-although",
  "source-kept",
  "retried",
  "gone",
] as const;

const STEPS = [
  "release-hold",
  "move",
  "report-progress",
  "create",
  "update-tracking",
  "cancel",
  "event",
] as const;

/** What happened to an order in all systems, newest first, in the shop's time. */
export function OrderTimeline({ events, until }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("timeline.title")}
        </Text>
        <BlockStack as="ol" gap="300">
          {until === null ? null : (
            <Entry at={until}>
              <Text as="span">{t("orderEvent.waits", { at: format.moment(until) })}</Text>
            </Entry>
          )}
          {events.map((event) => (
            <Entry key={event.key} at={event.at}>
              <Text as="span">
                {eventInWords(event, t, format)}{" "}
                {event.url ? (
                  <Link url={event.url} target="_blank">
                    {t("orderEvent.track")}
                  </Link>
                ) : null}
              </Text>
              {event.message ? (
                <Text as="span" tone="subdued" breakWord>
                  {event.message}
                </Text>
              ) : null}
            </Entry>
          ))}
        </BlockStack>
      </BlockStack>
    </Card>
  );
}

function Entry({ at, children }: { at: string; children: ReactNode }) {
  const format = useFormat();
  return (
    <li style={{ listStyle: "none" }}>
      <InlineStack gap="300" wrap={false} blockAlign="start">
        <div style={{ minWidth: 112, flexShrink: 0 }}>
          <Text as="span" variant="bodySm" tone="subdued">
            <time dateTime={at} title={format.exact(at)}>
              {format.moment(at)}
            </time>
          </Text>
        </div>
        <BlockStack>{children}</BlockStack>
      </InlineStack>
    </li>
  );
}

/** One event as a sentence, with who did it and what it was about. */
function eventInWords(
  { event, connection, who, value, at }: Omit<OrderEventFacts, "key" | "message" | "url">,
  t: TFunction,
  format: ReturnType<typeof formats>,
): string {
  const money = value !== null && parseMoney(value) !== null;
  const said = {
    connection: connection || t("orderSays.someSource"),
    who: who ?? t("timeline.concord"),
    value: money ? format.money(value) : (value ?? ""),
    at: format.moment(at),
  };
  const [group, name] = event.split(".");
  if (group === "parcel") {
    const told = PARCEL_STATUSES.find((known) => known === name);
    return told ? t(`orderEvent.parcel.${told}`, said) : said.value;
  }
  if (group === "step") {
    return t(`orderEvent.step.${STEPS.find((step) => step === name) ?? "other"}`, said);
  }
  if (group === "shipment") {
    if (name === "resolved") return t("orderEvent.shipmentDecided", said);
    return t(name === "rejected" ? "orderEvent.shipmentRejected" : "orderEvent.step.other", said);
  }
  if (event === "status") {
    const status = SOURCE_ORDER_STATUSES.find((one) => one === value);
    return t("orderEvent.status", {
      ...said,
      value: status ? t(`orderSource.status.${status}`) : said.value,
    });
  }
  const known = EVENTS.find((one) => one === event);
  if (!known) return t("orderEvent.other", said);
  return value === null && known === "exported"
    ? t("orderEvent.exportedUnnamed", said)
    : t(`orderEvent.${known}`, said);
}
