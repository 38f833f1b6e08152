import { BlockStack, InlineStack, Link, Text, Thumbnail } from "@shopify/polaris";
import { ImageIcon } from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";

export interface ProductName {
  variantId: string | null;
  productId: string | null;
  title: string;
  variantTitle: string;
  sku: string | null;
  imageUrl: string | null;
}

/** Picture, product and SKU, linking to the page of the SKU, or of the product where the value is about all of it. */
export function ProductCell({ product }: { product: ProductName }) {
  const { variantId, productId, title, variantTitle, sku, imageUrl } = product;
  const { t } = useTranslation();
  const name = variantTitle ? `${title} · ${variantTitle}` : title || t("drift.untitled");
  const url = variantId ? `/app/sku/${variantId}` : productId ? `/app/product/${productId}` : null;
  return (
    <InlineStack gap="300" wrap={false} blockAlign="center">
      <div style={{ flexShrink: 0 }}>
        <Thumbnail source={imageUrl ?? ImageIcon} alt="" size="small" />
      </div>
      <BlockStack>
        <div style={{ maxWidth: 320, whiteSpace: "normal" }}>
          {url ? (
            <Link url={url} monochrome removeUnderline dataPrimaryLink>
              <Text as="span" fontWeight="semibold">
                {name}
              </Text>
            </Link>
          ) : (
            <Text as="span">{name}</Text>
          )}
        </div>
        <Text as="span" variant="bodySm" tone="subdued">
          {sku ?? (variantId === null && productId !== null ? t("drift.wholeProduct") : t("drift.noSku"))}
        </Text>
      </BlockStack>
    </InlineStack>
  );
}
