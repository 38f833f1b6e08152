import { BlockStack, Card, InlineGrid, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { ShopAddress, ShopCompany, ShopCustomer } from "#app/core/shop/order.ts";
import { useFormat } from "../parts/format.ts";

interface Props {
  customer: ShopCustomer | null;
  company: ShopCompany | null;
  email: string | null;
  phone: string | null;
  shippingAddress: ShopAddress | null;
  billingAddress: ShopAddress | null;
  note: string | null;
}

/** Who bought, and where it goes. */
export function OrderPeople({
  customer,
  company,
  email,
  phone,
  shippingAddress,
  billingAddress,
  note,
}: Props) {
  const { t } = useTranslation();
  const name = [customer?.firstName, customer?.lastName].filter(Boolean).join(" ");
  const who = [name || t("orderPeople.guest"), company?.name, company?.locationName, company?.taxId];
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("orderPeople.title")}
        </Text>
        <InlineGrid columns={{ xs: 1, md: 3 }} gap="400">
          <Lines title={t("orderPeople.customer")} lines={[...who, email, phone]} />
          <Address title={t("orderPeople.shipping")} address={shippingAddress} />
          <Address title={t("orderPeople.billing")} address={billingAddress} />
        </InlineGrid>
        {note ? (
          <Text as="p" tone="subdued">
            {t("orderPeople.note", { note })}
          </Text>
        ) : null}
      </BlockStack>
    </Card>
  );
}

function Address({ title, address }: { title: string; address: ShopAddress | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (address === null) return <Lines title={title} lines={[t("orderPeople.none")]} />;
  const { firstName, lastName, company, address1, address2, city, zip, provinceCode, countryCode } = address;
  const place = [zip, city, provinceCode].filter(Boolean).join(" ");
  const name = [firstName, lastName].filter(Boolean).join(" ");
  const country = countryCode === null ? null : format.region(countryCode);
  return <Lines title={title} lines={[name, company, address1, address2, place, country]} />;
}

function Lines({ title, lines }: { title: string; lines: readonly (string | null | undefined)[] }) {
  return (
    <BlockStack gap="050">
      <Text as="h3" variant="headingSm">
        {title}
      </Text>
      {lines.filter(Boolean).map((line, index) => (
        <Text as="span" key={index} breakWord>
          {line}
        </Text>
      ))}
    </BlockStack>
  );
}
