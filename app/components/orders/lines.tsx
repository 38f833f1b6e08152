import { Badge, BlockStack, Box, Card, InlineStack, Link, Text, useBreakpoints } from "@shopify/polaris";
import { IndexTable } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "../parts/format.ts";

export interface OrderLineFacts {
  id: string;
  title: string;
  sku: string | null;
  variantId: string | null;
  bundle: string | null;
  ordered: number;
  sourceSku: string | null;
  held: number | null;
  placeholder: boolean;
  shipped: number | null;
  fulfilled: number;
  returned: number;
}

interface Props {
  lines: readonly OrderLineFacts[];
  /** The connection that exports this order; null: none does. */
  sentTo: { connectionId: string; connection: string } | null;
}

/** The lines of an order with what each system says about them. */
export function OrderLines({ lines, sentTo }: Props) {
  const { t } = useTranslation();
  const { smDown } = useBreakpoints();
  return (
    <Card padding="0">
      <Box padding="400">
        <Text as="h2" variant="headingMd">
          {t("orderLines.title")}
        </Text>
      </Box>
      <IndexTable
        itemCount={lines.length}
        selectable={false}
        condensed={smDown}
        headings={[
          { title: t("orderLines.what") },
          { title: t("orderLines.ordered"), alignment: "end" },
          { title: sentTo?.connection ?? t("sides.source"), alignment: "end" },
          { title: t("orderLines.shipped"), alignment: "end" },
          { title: t("orderLines.fulfilled"), alignment: "end" },
          { title: t("orderLines.returned"), alignment: "end" },
        ]}
      >
        {lines.map((line, index) => (
          <IndexTable.Row id={line.id} key={line.id} position={index}>
            {smDown ? <Condensed line={line} sentTo={sentTo} /> : <Cells line={line} sentTo={sentTo} />}
          </IndexTable.Row>
        ))}
      </IndexTable>
    </Card>
  );
}

interface LineProps {
  line: OrderLineFacts;
  sentTo: Props["sentTo"];
}

function Cells({ line, sentTo }: LineProps) {
  const format = useFormat();
  const figure = (value: number | null) => (value === null ? "–" : format.number(value));
  return (
    <>
      <IndexTable.Cell>
        <What line={line} sentTo={sentTo} />
      </IndexTable.Cell>
      {[line.ordered, line.held, line.shipped, line.fulfilled, line.returned].map((value, column) => (
        <IndexTable.Cell key={column}>
          <Text as="span" numeric alignment="end">
            {figure(value)}
          </Text>
        </IndexTable.Cell>
      ))}
    </>
  );
}

function Condensed({ line, sentTo }: LineProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const said = [
    t("orderLines.inWords.ordered", { quantity: format.number(line.ordered) }),
    ...(line.shipped === null
      ? []
      : [t("orderLines.inWords.shipped", { quantity: format.number(line.shipped) })]),
    ...(line.fulfilled === 0
      ? []
      : [t("orderLines.inWords.fulfilled", { quantity: format.number(line.fulfilled) })]),
    ...(line.returned === 0
      ? []
      : [t("orderLines.inWords.returned", { quantity: format.number(line.returned) })]),
  ];
  return (
    <Box padding="300" paddingInline="400">
      <BlockStack gap="100">
        <What line={line} sentTo={sentTo} />
        <Text as="span" numeric>
          {said.join(", ")}
        </Text>
      </BlockStack>
    </Box>
  );
}

function What({ line, sentTo }: LineProps) {
  const { t } = useTranslation();
  const skus = [...new Set([line.sku, line.sourceSku])].filter(Boolean).join(" → ");
  return (
    <div style={{ maxWidth: 380, whiteSpace: "normal" }}>
      {line.variantId ? (
        <Link url={`/app/sku/${line.variantId}`} monochrome removeUnderline>
          <Text as="span" fontWeight="semibold">
            {line.title}
          </Text>
        </Link>
      ) : (
        <Text as="span" fontWeight="semibold">
          {line.title}
        </Text>
      )}
      <Text as="p" variant="bodySm" tone="subdued">
        {skus === "" ? t("drift.noSku") : skus}
        {line.bundle === null ? null : ` · ${t("orderLines.bundle", { bundle: line.bundle })}`}
      </Text>
      {line.placeholder && sentTo ? (
        <InlineStack gap="200" blockAlign="center">
          <Badge tone="attention">{t("orderLines.placeholder", { connection: sentTo.connection })}</Badge>
          <Link url={`/app/connections/${sentTo.connectionId}/links?state=missing`}>
            {t("orderSource.link")}
          </Link>
        </InlineStack>
      ) : null}
    </div>
  );
}
