import { Badge, BlockStack, Card, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { MoneyRow, OrderMoney } from "#app/core/orders/money.ts";
import { INVOICE_STATUSES } from "#app/core/source/order-records.ts";
import { useFormat } from "../parts/format.ts";
import { useShopFacts } from "../parts/shop-facts.tsx";

interface Invoice {
  id: string;
  connection: string;
  number: string;
  status: string;
  total: string;
  issuedAt: string | null;
}

interface Props {
  money: OrderMoney;
  /** The connection that exports this order, and whether it has done so; null: none does. */
  sentTo: { connection: string; held: boolean } | null;
  invoices: readonly Invoice[];
}

/** What the shop charged, what the source is asked to hold and what it says, with what differs marked. */
export function OrderMoneyCard({ money, sentTo, invoices }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const { name } = useShopFacts();
  const columns = [
    { key: "shop", title: name || t("sides.shop") },
    ...(sentTo === null
      ? []
      : ([
          { key: "sent", title: t(sentTo.held ? "orderMoney.sent" : "orderMoney.sends") },
          { key: "source", title: t("orderMoney.says", { connection: sentTo.connection }) },
        ] as const)),
  ] as const;
  const amount = (text: string | null) => (text === null ? "" : format.money(text));
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("orderMoney.title")}
        </Text>
        <div style={{ overflowX: "auto" }}>
          <table style={{ borderCollapse: "collapse", width: "100%" }} aria-label={t("orderMoney.title")}>
            <thead>
              <tr>
                <td />
                {columns.map(({ key, title }) => (
                  <th key={key} scope="col" style={{ ...figure, whiteSpace: "normal" }}>
                    <Text as="span" variant="bodySm" tone="subdued">
                      {title}
                    </Text>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {money.rows.map((row) => (
                <tr key={row.part}>
                  <th scope="row" style={label}>
                    <Part row={row} taxesIncluded={money.taxesIncluded} />
                  </th>
                  {columns.map(({ key }) => (
                    <td key={key} style={figure}>
                      <Text as="span" numeric fontWeight={row.part === "total" ? "semibold" : "regular"}>
                        {amount(row[key])}
                      </Text>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {/[1-9]/.test(money.discounts) ? (
          <Text as="p" variant="bodySm" tone="subdued">
            {t("orderMoney.discounts", { amount: format.money(money.discounts) })}
          </Text>
        ) : null}
        {invoices.map((invoice) => {
          const status = INVOICE_STATUSES.find((known) => known === invoice.status) ?? "posted";
          return (
            <Text as="p" key={`${invoice.connection} ${invoice.id}`}>
              {t("orderMoney.invoice", {
                number: invoice.number,
                connection: invoice.connection,
                amount: format.money(invoice.total),
                status: t(`orderMoney.invoiceStatus.${status}`),
              })}
            </Text>
          );
        })}
      </BlockStack>
    </Card>
  );
}

function Part({ row, taxesIncluded }: { row: MoneyRow; taxesIncluded: boolean }) {
  const { t } = useTranslation();
  const isTaxInside = row.part === "tax" && taxesIncluded;
  return (
    <>
      <Text as="span" fontWeight={row.part === "total" ? "semibold" : "regular"}>
        {t(isTaxInside ? "orderMoney.taxInside" : `orderMoney.part.${row.part}`)}
      </Text>{" "}
      {row.differs ? <Badge tone="warning">{t("orderMoney.differs")}</Badge> : null}
    </>
  );
}

const label = {
  textAlign: "left",
  padding: "var(--p-space-100) var(--p-space-200) var(--p-space-100) 0",
} as const;
const figure = {
  textAlign: "right",
  padding: "var(--p-space-100) 0 var(--p-space-100) var(--p-space-300)",
  whiteSpace: "nowrap",
} as const;
