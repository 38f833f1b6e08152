import { Banner, Button, ButtonGroup, InlineStack, Text } from "@shopify/polaris";
import { KeyboardIcon } from "@shopify/polaris-icons";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Choice } from "./decisions.ts";
import { UNDO_MS, type Batch } from "./session.ts";

interface BulkProps {
  count: number;
  onTake: (choice: Choice) => void;
  onAsk: (kind: "value" | "assign") => void;
  onClear: () => void;
}

/** One decision for all rows that are selected. */
export function BulkBar({ count, onTake, onAsk, onClear }: BulkProps) {
  const { t } = useTranslation();
  return (
    <InlineStack gap="300" blockAlign="center" align="space-between">
      <Text as="span" fontWeight="semibold">
        {t("conflicts.selected", { count })}
      </Text>
      <ButtonGroup>
        <Button size="slim" variant="primary" onClick={() => onTake({ take: "source" })}>
          {t("conflicts.bulk.source")}
        </Button>
        <Button size="slim" onClick={() => onTake({ take: "shop" })}>
          {t("conflicts.bulk.shop")}
        </Button>
        <Button size="slim" onClick={() => onAsk("value")}>
          {t("conflicts.do.value")}
        </Button>
        <Button size="slim" onClick={() => onTake({ take: "ignore" })}>
          {t("conflicts.bulk.ignore")}
        </Button>
        <Button size="slim" onClick={() => onAsk("assign")}>
          {t("conflicts.do.assign")}
        </Button>
        <Button size="slim" variant="tertiary" onClick={onClear}>
          {t("conflicts.clear")}
        </Button>
      </ButtonGroup>
    </InlineStack>
  );
}

const TICK_MS = 250;

interface UndoProps {
  batch: Batch | null;
  left: number;
  onUndo: () => void;
  onHelp: () => void;
}

/** Stays at the foot of the screen: how many are left, and for ten seconds the way back. */
export function UndoBar({ batch, left, onUndo, onHelp }: UndoProps) {
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

interface NotSavedProps {
  problem: "decisions" | "reading" | null;
  undone: "writtenBack" | "moved" | null;
  onRetry: () => void;
}

/** What could not be sent, and what an undo could only do in part. */
export function NotSavedBanner({ problem, undone, onRetry }: NotSavedProps) {
  const { t } = useTranslation();
  if (problem !== null) {
    const decisions = problem === "decisions";
    return (
      <Banner
        tone={decisions ? "critical" : "warning"}
        title={t(decisions ? "conflicts.notSaved" : "conflicts.notFresh")}
        action={{ content: t("problem.retry"), onAction: onRetry }}
      >
        <Text as="p">{t(decisions ? "conflicts.notSavedText" : "conflicts.notFreshText")}</Text>
      </Banner>
    );
  }
  return undone === null ? null : <Banner tone="info" title={t(`conflicts.undone.${undone}`)} />;
}
