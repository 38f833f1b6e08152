import { Button, InlineStack, Text } from "@shopify/polaris";
import { KeyboardIcon } from "@shopify/polaris-icons";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { UNDO_MS, type Batch } from "./session.ts";

const TICK_MS = 250;

interface Props {
  batch: Batch | null;
  left: number;
  onUndo: () => void;
  onHelp: () => void;
}

/** Stays at the foot of the screen: how many are left, and for ten seconds the way back. */
export function UndoBar({ batch, left, onUndo, onHelp }: Props) {
  const { t } = useTranslation();
  const seconds = useSecondsLeft(batch?.at ?? null);
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200">
      <Text as="span" tone="subdued">
        {t("conflicts.left", { count: left })}
      </Text>
      <InlineStack gap="200" blockAlign="center">
        {batch && seconds > 0 ? (
          <>
            <Text as="span">{t("conflicts.decidedNow", { count: batch.keys.length })}</Text>
            <Button onClick={onUndo} accessibilityLabel={t("conflicts.undoLabel")}>
              {t("conflicts.undoFor", { seconds })}
            </Button>
          </>
        ) : null}
        <Button variant="tertiary" icon={KeyboardIcon} onClick={onHelp}>
          {t("conflicts.keys")}
        </Button>
      </InlineStack>
    </InlineStack>
  );
}

function useSecondsLeft(at: number | null): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (at === null) return;
    const count = () => {
      const left = Math.ceil((at + UNDO_MS - Date.now()) / 1000);
      setSeconds(Math.max(0, left));
      if (left <= 0) clearInterval(timer);
    };
    const timer = setInterval(count, TICK_MS);
    count();
    return () => clearInterval(timer);
  }, [at]);
  return at === null ? 0 : seconds;
}
