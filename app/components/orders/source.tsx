import {
  Badge,
  BlockStack,
  Button,
  ButtonGroup,
  Card,
  InlineStack,
  Link,
  List,
  Text,
} from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { OrderProblem } from "#app/core/orders/problems.ts";
import type { OrderDifference } from "#app/core/orders/version.ts";
import { SOURCE_ORDER_STATUSES } from "#app/core/source/order.ts";
import { useFormat } from "../parts/format.ts";
import { OrderBothSides } from "./both-sides.tsx";
import type { OrderChoice } from "./choice.ts";

/** One connection's part in an order. */
export interface OrderSourceFacts {
  connectionId: string;
  connection: string;
  state: string;
  reason: string | null;
  verdict: string | null;
  /** Version of the order shown here; null: no decision can be taken. */
  version: string | null;
  exportedAt: string | null;
  number: string | null;
  status: string | null;
  url: string | null;
  promisedAt: string | null;
  acceptedBy: string | null;
  problems: readonly OrderProblem[];
  differences: readonly OrderDifference[];
  /** What each side says about the order as a whole: core/orders/value.ts; null where it has no value. */
  says: { source: string | null; shop: string | null };
  /** The currency of its amounts; null: the order was never built. */
  currency: string | null;
}

interface Props {
  source: OrderSourceFacts;
  /** What the lines of the order are called, by id. */
  titles: ReadonlyMap<string, string>;
  busy: string | null;
  onChoice: (choice: OrderChoice) => void;
}

/** What one source holds of the order, what is wrong about it, and what a person can decide. */
export function OrderSource({ source, titles, busy, onChoice }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { connection, connectionId, number, url, exportedAt, promisedAt, acceptedBy, problems } = source;
  const status = SOURCE_ORDER_STATUSES.find((known) => known === source.status);
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {number === null ? connection : t("orderSource.title", { connection, number })}
          </Text>
          <InlineStack gap="200" blockAlign="center">
            {status ? <Badge>{t(`orderSource.status.${status}`)}</Badge> : null}
            {url ? (
              <Link url={url} target="_blank">
                {t("orderSource.open", { connection })}
              </Link>
            ) : null}
          </InlineStack>
        </InlineStack>
        <Text as="p" tone="subdued">
          {exportedAt === null
            ? t("orderSource.notSent")
            : t("orderSource.sent", { at: format.moment(exportedAt) })}
          {promisedAt === null ? null : ` ${t("orderSource.promised", { day: format.day(promisedAt) })}`}
          {acceptedBy === null ? null : ` ${t("orderSource.accepted", { who: acceptedBy })}`}
        </Text>
        {problems.length > 0 ? (
          <List>
            {problems.map((problem) => (
              <List.Item key={`${problem.code} ${problem.place}`}>
                {problemInWords(problem, t, format)}{" "}
                {problem.code === "unknown-product" ? (
                  <Link url={`/app/connections/${connectionId}/links?state=missing`}>
                    {t("orderSource.link")}
                  </Link>
                ) : null}
              </List.Item>
            ))}
          </List>
        ) : null}
        {source.verdict === "conflict" ? (
          <OrderBothSides
            connection={connection}
            says={source.says}
            differences={source.differences}
            currency={source.currency ?? ""}
            titles={titles}
          />
        ) : null}
        <Choices source={source} busy={busy} onChoice={onChoice} />
      </BlockStack>
    </Card>
  );
}

const NEVER_SENT: readonly (string | null)[] = ["off", "test", "cancelled", "nothing-to-book"];

function Choices({ source, busy, onChoice }: Omit<Props, "titles">) {
  const { t } = useTranslation();
  const { connectionId, connection, state, reason, verdict, version } = source;
  if (version === null) return null;
  const choose = (intent: "accept" | "again" | "send" | "source", label: string, primary = false) => (
    <Button
      key={intent}
      variant={primary ? "primary" : "secondary"}
      loading={busy === intent}
      disabled={busy !== null}
      onClick={() => onChoice({ intent, connectionId, version })}
    >
      {label}
    </Button>
  );
  const again = (
    <Button
      key="retry"
      loading={busy === "retry"}
      disabled={busy !== null}
      onClick={() => onChoice({ intent: "retry" })}
    >
      {t("orders.tryAgain")}
    </Button>
  );
  if (verdict === "conflict") {
    return (
      <ButtonGroup>
        {reason === "gone"
          ? choose("again", t("orderSource.sendAgain", { connection }), true)
          : choose("accept", t("orderSource.doneByHand", { connection }), true)}
        {choose("source", t("orderSource.leave"))}
        {again}
      </ButtonGroup>
    );
  }
  if (state === "review") {
    return <ButtonGroup>{[choose("send", t("orderSource.sendAsIs"), true), again]}</ButtonGroup>;
  }
  const canGo = (state === "left" || state === "waiting") && !NEVER_SENT.includes(reason);
  return canGo ? <ButtonGroup>{choose("send", t("orderSource.sendAlthough"))}</ButtonGroup> : null;
}

/** The problem, with the value that causes it: "The postal code 1234 does not fit the country (shipping address)". */
export function problemInWords(
  { code, place, found }: OrderProblem,
  t: TFunction,
  format: ReturnType<typeof useFormat>,
): string {
  const where = place === "billing" ? t("orderProblem.ofBilling") : t("orderProblem.ofShipping");
  return t(`orderProblem.${code}`, { found: code === "total-differs" ? format.money(found) : found, where });
}
