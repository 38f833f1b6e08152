import {
  Badge,
  Banner,
  BlockStack,
  Box,
  Card,
  IndexTable,
  InlineStack,
  Link,
  Text,
  useBreakpoints,
} from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { blockedReason } from "#app/core/values/blocked.ts";
import { EmptyNote } from "../parts/empty-note.tsx";
import { differenceInWords } from "../drift/difference.ts";
import { useFormat } from "../parts/format.ts";
import { ProductCell } from "../values/product-cell.tsx";

export interface PromotedRow {
  variantId: string;
  productId: string;
  sku: string | null;
  title: string;
  variantTitle: string;
  imageUrl: string | null;
  now: string | null;
  during: string | null;
  reason: string | null;
}

export interface PromotionPreviewData {
  named: number;
  kept: number;
  rows: readonly PromotedRow[];
  next: string | null;
  overlaps: readonly { id: string; name: string; shared: number }[];
}

interface Props {
  preview: PromotionPreviewData | null;
  busy: boolean;
  hasPrevious: boolean;
  onNext: () => void;
  onPrevious: () => void;
}

/** What the reduction would do, row by row, before anything is saved. */
export function PromotionPreview({ preview, busy, hasPrevious, onNext, onPrevious }: Props) {
  const { t } = useTranslation();
  const { smDown } = useBreakpoints();
  if (!preview) {
    return (
      <Card>
        <EmptyNote
          title={t("promotion.preview.title")}
          text={t(busy ? "promotion.preview.busy" : "promotion.preview.waits")}
        />
      </Card>
    );
  }
  const { named, kept, rows, next, overlaps } = preview;
  return (
    <BlockStack gap="400">
      {overlaps.map(({ id, name, shared }) => (
        <Banner key={id} tone="warning" title={t("promotion.overlap", { count: shared, name })}>
          <Text as="p">
            {t("promotion.overlapText")} <Link url={`/app/promotions/${id}`}>{name}</Link>
          </Text>
        </Banner>
      ))}
      <Card padding="0">
        <Box padding="400" paddingBlockEnd="200">
          <BlockStack gap="050">
            <Text as="h2" variant="headingMd">
              {t("promotion.preview.title")}
            </Text>
            <div role="status">
              <Text as="p" tone="subdued">
                {t("promotion.preview.prices", { count: kept })}
                {named > kept ? ` ${t("promotion.preview.unkept", { count: named - kept })}` : null}
              </Text>
            </div>
          </BlockStack>
        </Box>
        <IndexTable
          itemCount={rows.length}
          selectable={false}
          condensed={smDown}
          loading={busy}
          emptyState={
            <EmptyNote title={t("promotion.preview.empty")} text={t("promotion.preview.emptyText")} />
          }
          pagination={{ hasNext: next !== null, hasPrevious, onNext, onPrevious }}
          headings={[
            { title: t("drift.product") },
            { title: t("promotion.preview.now"), alignment: "end" },
            { title: t("promotion.preview.during"), alignment: "end" },
            { title: t("promotion.preview.note") },
          ]}
        >
          {rows.map((row, index) => (
            <IndexTable.Row id={row.variantId} key={row.variantId} position={index}>
              {smDown ? <Condensed row={row} /> : <Cells row={row} />}
            </IndexTable.Row>
          ))}
        </IndexTable>
      </Card>
    </BlockStack>
  );
}

function Cells({ row }: { row: PromotedRow }) {
  const format = useFormat();
  const difference = differenceOf(row, format);
  return (
    <>
      <IndexTable.Cell>
        <ProductCell product={row} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" numeric alignment="end">
          {amount(row.now, format)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <BlockStack inlineAlign="end">
          <Text as="span" numeric fontWeight="semibold">
            {amount(row.during, format)}
          </Text>
          {difference ? (
            <Text as="span" numeric variant="bodySm" tone="subdued">
              {difference}
            </Text>
          ) : null}
        </BlockStack>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Note row={row} />
      </IndexTable.Cell>
    </>
  );
}

function Condensed({ row }: { row: PromotedRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = { now: amount(row.now, format), then: amount(row.during, format) };
  return (
    <Box padding="300" paddingInline="400">
      <BlockStack gap="150">
        <ProductCell product={row} />
        <InlineStack gap="200">
          <Text as="span" numeric fontWeight="semibold">
            {t("hold.inWords", words)}
          </Text>
          <Text as="span" numeric tone="subdued">
            {differenceOf(row, format)}
          </Text>
        </InlineStack>
        <Note row={row} />
      </BlockStack>
    </Box>
  );
}

function Note({ row }: { row: PromotedRow }) {
  const { t } = useTranslation();
  const { reason } = row;
  if (reason === null) return null;
  const text =
    reason === "not-lower" ? t("promotion.preview.notLower") : t(`blocked.${blockedReason(reason)}`);
  return (
    <div style={{ maxWidth: 280, whiteSpace: "normal" }}>
      <BlockStack gap="050" inlineAlign="start">
        {reason === "below-margin" ? <Badge tone="critical">{t("promotion.preview.margin")}</Badge> : null}
        <Text as="span" variant="bodySm" tone="subdued">
          {text}
        </Text>
      </BlockStack>
    </div>
  );
}

function amount(text: string | null, format: ReturnType<typeof useFormat>): string {
  return text === null ? "–" : format.money(text);
}

function differenceOf(row: PromotedRow, format: ReturnType<typeof useFormat>): string | null {
  return differenceInWords({ kind: "price", desired: row.during, observed: row.now }, format);
}
