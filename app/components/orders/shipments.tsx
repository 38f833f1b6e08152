import { Badge, BlockStack, Button, ButtonGroup, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { SHIPMENT_REASONS } from "#app/core/orders/progress/state.ts";
import { SHIPMENT_STATUSES } from "#app/core/source/order-records.ts";
import { useFormat } from "../parts/format.ts";
import type { OrderChoice } from "./choice.ts";

export interface ShipmentFacts {
  place: string;
  connection: string;
  number: string;
  warehouse: string;
  status: string;
  promisedAt: string | null;
  shippedAt: string | null;
  deliveredAt: string | null;
  parcels: readonly { id: string; carrier: string | null; number: string | null; url: string | null }[];
  /** Its state in the shop; null where it should not be shown there. */
  now: {
    verdict: string;
    reason: string | null;
    message: string | null;
    desired: string | null;
    observed: string | null;
  } | null;
}

interface Props {
  shipments: readonly ShipmentFacts[];
  busy: string | null;
  onChoice: (choice: OrderChoice) => void;
}

/** What went out, parcel by parcel, and what keeps it from being shown in the shop. */
export function OrderShipments({ shipments, busy, onChoice }: Props) {
  const { t } = useTranslation();
  if (shipments.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("orderShipments.title")}
        </Text>
        {shipments.map((shipment) => (
          <BlockStack gap="150" key={shipment.place}>
            <Head shipment={shipment} />
            {shipment.parcels.map((parcel) => (
              <Parcel key={parcel.id} {...parcel} />
            ))}
            <Problem shipment={shipment} busy={busy} onChoice={onChoice} />
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}

function Head({ shipment }: { shipment: ShipmentFacts }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { connection, number, warehouse, promisedAt, shippedAt, deliveredAt } = shipment;
  const status = SHIPMENT_STATUSES.find((known) => known === shipment.status) ?? "waiting";
  const at = deliveredAt ?? shippedAt;
  return (
    <InlineStack gap="200" blockAlign="center">
      <Text as="h3" variant="headingSm">
        {t("orderShipments.name", { number, connection })}
      </Text>
      <Badge>{t(`orderShipments.status.${status}`)}</Badge>
      <Text as="span" tone="subdued">
        {t("orderShipments.from", { warehouse })}
        {at === null ? null : `, ${format.moment(at)}`}
        {at === null && promisedAt !== null
          ? `, ${t("orderShipments.promised", { day: format.day(promisedAt) })}`
          : null}
      </Text>
    </InlineStack>
  );
}

function Parcel({
  carrier,
  number,
  url,
}: {
  carrier: string | null;
  number: string | null;
  url: string | null;
}) {
  const { t } = useTranslation();
  const name = [carrier, number].filter(Boolean).join(" ") || t("orderShipments.untracked");
  return (
    <Text as="p">
      {url ? (
        <Link url={url} target="_blank" accessibilityLabel={t("orderShipments.track", { name })}>
          {name}
        </Link>
      ) : (
        name
      )}
    </Text>
  );
}

function Problem({ shipment, busy, onChoice }: { shipment: ShipmentFacts } & Omit<Props, "shipments">) {
  const { t } = useTranslation();
  const { now, place, connection } = shipment;
  if (!now || !["conflict", "blocked", "failing"].includes(now.verdict)) return null;
  const reason = SHIPMENT_REASONS.find((known) => known === now.reason) ?? "other";
  const { desired, observed, message } = now;
  const choose = (take: "source" | "shop", label: string) => (
    <Button
      loading={busy === `shipment ${take}`}
      disabled={busy !== null}
      onClick={() => onChoice({ intent: "shipment", place, take, desired, observed })}
    >
      {label}
    </Button>
  );
  return (
    <BlockStack gap="200">
      <Text as="p" tone="caution">
        {now.verdict === "failing" && message !== null
          ? t("orderSays.shipmentRefused", { message })
          : t(`orderSays.shipment.${reason}`, { connection })}
      </Text>
      {now.verdict === "conflict" ? (
        <ButtonGroup>
          {choose("source", t("orderShipments.followSource", { connection }))}
          {choose("shop", t("orderShipments.leaveShop"))}
        </ButtonGroup>
      ) : null}
    </BlockStack>
  );
}
