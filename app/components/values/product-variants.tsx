import { Box, Card, IndexTable, InlineStack, Link, Text, useBreakpoints } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { CATALOG_KINDS, type CatalogKind } from "#app/core/values/record-kind.ts";
import type { VerdictKind } from "#app/core/values/verdict.ts";
import { VerdictBadge } from "./verdict.tsx";

export interface VariantRow {
  id: string;
  title: string;
  sku: string | null;
  /** The worst verdict of each kind; a kind that nobody keeps in step is absent. */
  verdicts: Partial<Record<CatalogKind, VerdictKind>>;
}

/** The variants of a product, each with the state of its values. */
export function ProductVariants({ variants }: { variants: readonly VariantRow[] }) {
  const { t } = useTranslation();
  const { smDown } = useBreakpoints();
  return (
    <Card padding="0">
      <Box padding="400" paddingBlockEnd="200">
        <Text as="h2" variant="headingMd">
          {t("product.variants")}
        </Text>
      </Box>
      <IndexTable
        itemCount={variants.length}
        selectable={false}
        condensed={smDown}
        headings={[
          { title: t("product.variant") },
          ...CATALOG_KINDS.map((record) => ({ title: t(`value.record.${record}`) })),
        ]}
      >
        {variants.map((variant, index) => (
          <IndexTable.Row id={variant.id} key={variant.id} position={index}>
            {smDown ? <Condensed variant={variant} /> : <Cells variant={variant} />}
          </IndexTable.Row>
        ))}
      </IndexTable>
    </Card>
  );
}

function Name({ variant }: { variant: VariantRow }) {
  const { t } = useTranslation();
  return (
    <>
      <Link url={`/app/sku/${variant.id}`} monochrome removeUnderline dataPrimaryLink>
        <Text as="span" fontWeight="semibold">
          {variant.title || t("product.onlyVariant")}
        </Text>
      </Link>{" "}
      <Text as="span" tone="subdued">
        {variant.sku ?? t("drift.noSku")}
      </Text>
    </>
  );
}

function Cells({ variant }: { variant: VariantRow }) {
  const { t } = useTranslation();
  return (
    <>
      <IndexTable.Cell>
        <Name variant={variant} />
      </IndexTable.Cell>
      {CATALOG_KINDS.map((record) => {
        const verdict = variant.verdicts[record];
        return (
          <IndexTable.Cell key={record}>
            {verdict ? (
              <VerdictBadge verdict={verdict} />
            ) : (
              <Text as="span" tone="subdued">
                {t("product.notKept")}
              </Text>
            )}
          </IndexTable.Cell>
        );
      })}
    </>
  );
}

function Condensed({ variant }: { variant: VariantRow }) {
  const { t } = useTranslation();
  return (
    <Box padding="300" paddingInline="400">
      <Name variant={variant} />
      {CATALOG_KINDS.map((record) => {
        const verdict = variant.verdicts[record];
        return verdict ? (
          <InlineStack key={record} gap="200" blockAlign="center">
            <Text as="span" tone="subdued">
              {t(`value.record.${record}`)}
            </Text>
            <VerdictBadge verdict={verdict} />
          </InlineStack>
        ) : null;
      })}
    </Box>
  );
}
