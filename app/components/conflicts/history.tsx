import { Badge, BlockStack, Box, Button, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { ValueKind } from "#app/core/values/record-kind.ts";
import { Ago } from "../parts/ago.tsx";
import { EmptyNote } from "../parts/empty-note.tsx";
import { useFormat } from "../parts/format.ts";
import { ProductCell } from "../values/product-cell.tsx";
import { placeInWords, valueText } from "../values/text.ts";
import type { Choice } from "./decisions.ts";
import { choiceInWords, nameOf } from "./words.ts";

export interface DecidedRow {
  id: string;
  kind: ValueKind;
  place: string;
  placeName: string | null;
  variantId: string | null;
  productId: string | null;
  sku: string | null;
  title: string;
  variantTitle: string;
  imageUrl: string | null;
  at: string;
  choice: "source" | "shop" | "value" | "ignore";
  value: string | null;
  agreed: string | null;
  source: string | null;
  shop: string | null;
  who: string;
  note: string | null;
  undone: { at: string; by: string } | null;
  undoable: boolean;
}

interface Props {
  decided: readonly DecidedRow[];
  filtered: boolean;
  /** Decisions being taken back. */
  undoing: readonly string[];
  onUndo: (id: string) => void;
  pagination: { hasNext: boolean; hasPrevious: boolean; onNext: () => void; onPrevious: () => void };
}

/** What was decided, by whom and when, newest first, with the way back. */
export function ConflictHistory({ decided, filtered, undoing, onUndo, pagination }: Props) {
  const { t } = useTranslation();
  if (decided.length === 0) {
    return filtered ? (
      <EmptyNote title={t("drift.noMatch")} text={t("drift.noMatchText")} />
    ) : (
      <EmptyNote title={t("conflicts.empty.decided")} text={t("conflicts.emptyText.decided")} />
    );
  }
  return (
    <>
      <ul className="conflicts">
        {decided.map((row) => (
          <li className="conflict-past" key={row.id}>
            <ProductCell product={row} />
            <Decision row={row} />
            {row.undoable ? (
              <Button
                size="slim"
                loading={undoing.includes(row.id)}
                onClick={() => onUndo(row.id)}
                accessibilityLabel={t("conflicts.undoOf", { name: nameOf(row, t) })}
              >
                {t("timeline.undo")}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {pagination.hasNext || pagination.hasPrevious ? (
        <Box padding="400">
          <InlineStack align="center" gap="200">
            <Button disabled={!pagination.hasPrevious} onClick={pagination.onPrevious}>
              {t("conflicts.newer")}
            </Button>
            <Button disabled={!pagination.hasNext} onClick={pagination.onNext}>
              {t("conflicts.older")}
            </Button>
          </InlineStack>
        </Box>
      ) : null}
    </>
  );
}

function Decision({ row }: { row: DecidedRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const say = (text: string | null) => valueText(row, text, t, format);
  const choice: Choice =
    row.choice === "value" ? { take: "value", value: row.value ?? "" } : { take: row.choice };
  return (
    <BlockStack gap="050" inlineAlign="start">
      <InlineStack gap="200" blockAlign="center">
        <Text as="span" fontWeight="medium">
          {placeInWords(row, t, format)}
        </Text>
        <Text as="span">
          {choiceInWords({ ...row, desired: row.source, observed: row.shop }, choice, t, format)}
        </Text>
        {row.undone ? <Badge>{t("conflicts.undoneBy", { who: row.undone.by })}</Badge> : null}
      </InlineStack>
      <Text as="span" variant="bodySm" tone="subdued">
        {t("conflicts.wasThen", { agreed: say(row.agreed), source: say(row.source), shop: say(row.shop) })}
      </Text>
      {row.note ? (
        <Text as="span" variant="bodySm">
          {t("conflicts.noteSays", { note: row.note })}
        </Text>
      ) : null}
      <Text as="span" variant="bodySm" tone="subdued">
        {row.who} · <Ago at={row.at} />
      </Text>
    </BlockStack>
  );
}
