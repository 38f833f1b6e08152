import { BlockStack, Text } from "@shopify/polaris";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ConflictRow } from "./row-type.ts";
import { difference, readable } from "./text.ts";

/** What the source's text changes in the shop's, word by word. */
export function ConflictDifference({ row }: { row: ConflictRow }) {
  const { t } = useTranslation();
  const { field, desired, observed } = row;
  const { passages, markup } = useMemo(() => {
    const isHtml = field.startsWith("description");
    const [from, to] = [observed ?? "", desired ?? ""];
    const words: [string, string] = isHtml ? [readable(from), readable(to)] : [from, to];
    // Where the words agree, the markup must differ.
    const onlyMarkup = isHtml && words[0] === words[1];
    return { passages: onlyMarkup ? difference(from, to) : difference(...words), markup: onlyMarkup };
  }, [field, desired, observed]);
  return (
    <BlockStack gap="100">
      <Text as="p" variant="bodySm" tone="subdued">
        {t(markup ? "conflicts.onlyMarkup" : "conflicts.differenceHelp")}
      </Text>
      <div className="conflict-difference">
        {passages.map(({ text, change }, index) =>
          change === "added" ? (
            <ins key={index}>{text}</ins>
          ) : change === "removed" ? (
            <del key={index}>{text}</del>
          ) : (
            <span key={index}>{text}</span>
          ),
        )}
      </div>
    </BlockStack>
  );
}
