import { BlockStack, Card, ChoiceList, FormLayout, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { errorProp } from "../../parts/field-problem.ts";
import { SERVICES, type TrytonDraft } from "./tryton-draft.ts";

export interface TrytonCardProps {
  draft: TrytonDraft;
  onChange: (part: Partial<TrytonDraft>) => void;
  problemOf: (field: string) => string | undefined;
}

/** Which of Tryton's figures the shop shows. */
export function TrytonReading({ draft, onChange, problemOf }: TrytonCardProps) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("tryton.reading")}
        </Text>
        <ChoiceList
          title={t("tryton.stock")}
          choices={[
            { label: t("tryton.forecast"), value: "forecast", helpText: t("tryton.forecastHelp") },
            { label: t("tryton.quantity"), value: "quantity", helpText: t("tryton.quantityHelp") },
          ]}
          selected={[draft.stock]}
          onChange={([stock]) => onChange({ stock: stock === "quantity" ? "quantity" : "forecast" })}
        />
        <FormLayout>
          <TextField
            label={t("tryton.lists")}
            helpText={t("tryton.listsHelp")}
            value={draft.lists}
            onChange={(lists) => onChange({ lists })}
            autoComplete="off"
          />
          <FormLayout.Group>
            <TextField
              label={t("tryton.currency")}
              helpText={t("tryton.currencyHelp")}
              value={draft.currency}
              onChange={(currency) => onChange({ currency })}
              autoComplete="off"
              {...errorProp(problemOf("prices.currency"))}
            />
            <TextField
              label={t("tryton.customer")}
              helpText={t("tryton.customerHelp")}
              value={draft.customer}
              onChange={(customer) => onChange({ customer })}
              autoComplete="off"
            />
          </FormLayout.Group>
        </FormLayout>
      </BlockStack>
    </Card>
  );
}

/** How the shop's orders are written down in Tryton. */
export function TrytonOrders({ draft, onChange }: TrytonCardProps) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("tryton.orders")}
        </Text>
        <Text as="p" tone="subdued">
          {t("tryton.ordersText")}
        </Text>
        <FormLayout>
          <TextField
            label={t("tryton.paymentTerm")}
            helpText={t("tryton.paymentTermHelp")}
            value={draft.paymentTerm}
            onChange={(paymentTerm) => onChange({ paymentTerm })}
            autoComplete="off"
          />
          {SERVICES.map((kind) => (
            <TextField
              key={kind}
              label={t(`tryton.product.${kind}`)}
              helpText={kind === "shipping" ? t("tryton.productHelp") : undefined}
              value={draft.products[kind]}
              onChange={(code) => onChange({ products: { ...draft.products, [kind]: code } })}
              autoComplete="off"
            />
          ))}
        </FormLayout>
      </BlockStack>
    </Card>
  );
}
