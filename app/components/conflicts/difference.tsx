import { BlockStack, Text } from "@shopify/polaris";
import { diffWords } from "diff";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ConflictRow } from "./session.ts";

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

const GLANCE_CHARS = 60;
/** How many characters of an unchanged passage stay on each side of a change. */
const CONTEXT_CHARS = 80;

/** Whether a value is a text too long to compare at a glance. */
export function isLong({ kind, field, desired, observed }: ConflictRow): boolean {
  if (kind !== "content" || field === "photos") return false;
  return [desired, observed].some(
    (text) => text !== null && (text.length > GLANCE_CHARS || text.includes("\n")),
  );
}

export interface Passage {
  text: string;
  change: "added" | "removed" | null;
}

/** What taking `to` instead of `from` would change, word by word; long passages that both share are shortened. */
export function difference(from: string, to: string): Passage[] {
  const parts = diffWords(from, to);
  return parts.map(({ value, added, removed }, index) => ({
    text: added || removed ? value : shortened(value, index === 0, index === parts.length - 1),
    change: added ? "added" : removed ? "removed" : null,
  }));
}

function shortened(text: string, first: boolean, last: boolean): string {
  if (text.length <= CONTEXT_CHARS * 2) return text;
  const head = first ? "" : text.slice(0, CONTEXT_CHARS);
  const tail = last ? "" : text.slice(-CONTEXT_CHARS);
  return `${head} … ${tail}`;
}

/** An HTML text as lines of words, the way a reader sees it. */
export function readable(html: string): string {
  return html
    .replace(/<li[^<>]*>/gi, "\n• ")
    .replace(/<(br|\/p|\/h\d|\/div|\/li|\/tr)[^<>]*>/gi, "\n")
    .replace(/<[^<>]*>/g, "")
    .replaceAll("&nbsp;", " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replace(/[ \t]+/g, " ")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join("\n");
}
