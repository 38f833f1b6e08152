import { BlockStack, Button, Card, Icon, InlineStack, Text } from "@shopify/polaris";
import {
  CartIcon,
  ChatIcon,
  CheckCircleIcon,
  EditIcon,
  FileIcon,
  PauseCircleIcon,
  PersonIcon,
  QuestionCircleIcon,
  UndoIcon,
  ViewIcon,
  XCircleIcon,
} from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";
import { Ago } from "../parts/ago.tsx";
import { useFormat } from "../parts/format.ts";
import { placeInWords, valueText, type NamedValue } from "./text.ts";

export interface TimelineEntry extends NamedValue {
  id: string;
  at: string;
  event: string;
  value: string | null;
  before: string | null;
  who: string | null;
  /** What a person chose where both sides differed. */
  choice: string | null;
  message: string | null;
  /** A change that can still be taken back. */
  undoable: boolean;
}

const EVENTS = {
  read: FileIcon,
  seen: ViewIcon,
  repaired: CheckCircleIcon,
  edited: EditIcon,
  sold: CartIcon,
  held: PauseCircleIcon,
  approved: CheckCircleIcon,
  rejected: XCircleIcon,
  stale: ViewIcon,
  lost: QuestionCircleIcon,
  undone: UndoIcon,
  resolved: CheckCircleIcon,
  assigned: PersonIcon,
  noted: ChatIcon,
} as const;

const CHOICES = ["source", "shop", "value", "ignore"] as const;

interface Props {
  entries: readonly TimelineEntry[];
  /** Each entry says which value it is about. */
  severalValues: boolean;
  undoing: string | null;
  onUndo: (changeId: string) => void;
}

/** What happened to a SKU, newest first: readings, sights, repairs, edits, sales, holds. */
export function Timeline({ entries, severalValues, undoing, onUndo }: Props) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("timeline.title")}
        </Text>
        {entries.length === 0 ? (
          <Text as="p" tone="subdued">
            {t("timeline.empty")}
          </Text>
        ) : null}
        <BlockStack as="ol" gap="300">
          {entries.map((entry) => (
            <li key={entry.id} style={{ listStyle: "none" }}>
              <Entry entry={entry} named={severalValues} undoing={undoing === entry.id} onUndo={onUndo} />
            </li>
          ))}
        </BlockStack>
      </BlockStack>
    </Card>
  );
}

interface EntryProps {
  entry: TimelineEntry;
  named: boolean;
  undoing: boolean;
  onUndo: (changeId: string) => void;
}

function Entry({ entry, named, undoing, onUndo }: EntryProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const event = entry.event in EVENTS ? (entry.event as keyof typeof EVENTS) : "seen";
  const who = entry.who === null || entry.who === "concord" ? t("timeline.concord") : entry.who;
  const said = event === "assigned" || event === "noted";
  const values = {
    value: said ? (entry.value ?? "") : valueText(entry, entry.value, t, format),
    before: valueText(entry, entry.before, t, format),
    who,
  };
  const choice = CHOICES.find((known) => known === entry.choice);
  const sentence =
    event === "resolved" && choice
      ? t(`timeline.resolved.${choice}`, values)
      : event === "assigned" && !entry.value
        ? t("timeline.unassigned", values)
        : t(`timeline.event.${event}`, values);
  return (
    <InlineStack align="space-between" blockAlign="start" gap="200" wrap={false}>
      <InlineStack gap="200" wrap={false} blockAlign="start">
        <span>
          <Icon source={EVENTS[event]} tone="subdued" />
        </span>
        <BlockStack>
          <Text as="span">{named ? `${placeInWords(entry, t, format)}: ${sentence}` : sentence}</Text>
          {entry.message ? (
            <Text as="span" tone="subdued">
              {entry.message}
            </Text>
          ) : null}
          <Text as="span" variant="bodySm" tone="subdued">
            <Ago at={entry.at} />
          </Text>
        </BlockStack>
      </InlineStack>
      {entry.undoable ? (
        <Button
          size="slim"
          loading={undoing}
          onClick={() => onUndo(entry.id)}
          accessibilityLabel={t("timeline.undoLabel", values)}
        >
          {t("timeline.undo")}
        </Button>
      ) : null}
    </InlineStack>
  );
}
