import { BlockStack, InlineStack, Modal, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { CONFLICT_KEYS, type Command } from "./keys.ts";

const SHOWN: readonly Command[] = [
  "next",
  "previous",
  "select",
  "source",
  "shop",
  "value",
  "ignore",
  "difference",
  "assign",
  "note",
  "rule",
  "undo",
  "help",
];

/** All keys of the list. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal open onClose={onClose} title={t("conflicts.help.title")}>
      <Modal.Section>
        <BlockStack gap="300">
          <Text as="p" tone="subdued">
            {t("conflicts.help.text")}
          </Text>
          {SHOWN.map((command) => (
            <InlineStack key={command} align="space-between" blockAlign="center" wrap={false} gap="300">
              <Text as="span">{t(`conflicts.help.${command}`)}</Text>
              <InlineStack gap="100" wrap={false}>
                {keysOf(command).map((key) => (
                  <kbd className="conflict-key conflict-key-always" key={key}>
                    {key}
                  </kbd>
                ))}
              </InlineStack>
            </InlineStack>
          ))}
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}

const ARROWS: Record<string, string> = { ArrowDown: "↓", ArrowUp: "↑" };

function keysOf(command: Command): string[] {
  return Object.entries(CONFLICT_KEYS).flatMap(([key, does]) =>
    does === command ? [ARROWS[key] ?? key.toUpperCase()] : [],
  );
}
