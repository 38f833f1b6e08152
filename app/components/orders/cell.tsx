import { Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

/** What an order, or a shipment of it, is called, linking to the page of the order. */
export function OrderCell({ orderId, title }: { orderId: string; title: string }) {
  const { t } = useTranslation();
  return (
    <Link url={`/app/orders/${orderId}`} monochrome removeUnderline dataPrimaryLink>
      <Text as="span" fontWeight="semibold">
        {title || t("orders.untitled")}
      </Text>
    </Link>
  );
}
