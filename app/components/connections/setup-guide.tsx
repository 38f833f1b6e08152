import {
  BlockStack,
  Button,
  Card,
  Collapsible,
  Icon,
  InlineStack,
  ProgressBar,
  Text,
} from "@shopify/polaris";
import { CheckCircleIcon, ChevronDownIcon, ChevronUpIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";

const STEPS = ["connect", "map", "link", "preview", "live"] as const;
export type SetupStep = (typeof STEPS)[number];

interface Props {
  connectionId: string | null;
  steps: Record<SetupStep, boolean>;
  onDismiss: () => void;
}

/** The five steps to a live connection. Done steps are read from what exists, so it can be resumed. */
export function SetupGuide({ connectionId, steps, onDismiss }: Props) {
  const { t } = useTranslation();
  const done = STEPS.filter((step) => steps[step]).length;
  const [open, setOpen] = useState(done < STEPS.length);
  const next = STEPS.find((step) => !steps[step]);
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" wrap={false}>
          <BlockStack gap="050">
            <Text as="h2" variant="headingMd">
              {t("setup.title")}
            </Text>
            <Text as="p" tone="subdued">
              {t("setup.done", { count: done, total: STEPS.length })}
            </Text>
          </BlockStack>
          <InlineStack gap="200">
            {next === undefined ? <Button onClick={onDismiss}>{t("setup.dismiss")}</Button> : null}
            <Button
              variant="tertiary"
              icon={open ? ChevronUpIcon : ChevronDownIcon}
              accessibilityLabel={t(open ? "setup.collapse" : "setup.expand")}
              ariaExpanded={open}
              ariaControls="setup-steps"
              onClick={() => setOpen(!open)}
            />
          </InlineStack>
        </InlineStack>
        <ProgressBar progress={(done / STEPS.length) * 100} size="small" tone="success" animated={false} />
        <Collapsible id="setup-steps" open={open}>
          <BlockStack as="ol" gap="300">
            {STEPS.map((step) => (
              <li key={step} style={{ listStyle: "none" }}>
                <Step step={step} done={steps[step]} current={step === next} connectionId={connectionId} />
              </li>
            ))}
          </BlockStack>
        </Collapsible>
      </BlockStack>
    </Card>
  );
}

interface StepProps {
  step: SetupStep;
  done: boolean;
  current: boolean;
  connectionId: string | null;
}

function Step({ step, done, current, connectionId }: StepProps) {
  const { t } = useTranslation();
  return (
    <InlineStack gap="300" wrap={false} blockAlign="start">
      <span>
        {done ? (
          <Icon source={CheckCircleIcon} tone="success" accessibilityLabel={t("setup.stepDone")} />
        ) : (
          <Ring label={t("setup.stepOpen")} />
        )}
      </span>
      <BlockStack gap="150" inlineAlign="start">
        <Text as="h3" fontWeight={current ? "semibold" : "regular"} tone={done ? "subdued" : "base"}>
          {t(`setup.step.${step}`)}
        </Text>
        {current ? (
          <>
            <Text as="p" tone="subdued">
              {t(`setup.text.${step}`)}
            </Text>
            <Button variant="primary" url={stepUrl(step, connectionId)}>
              {t(`setup.action.${step}`)}
            </Button>
          </>
        ) : null}
      </BlockStack>
    </InlineStack>
  );
}

/** Where each step is done. */
export function stepUrl(step: SetupStep, connectionId: string | null): string {
  if (connectionId === null) return "/app/connections/new";
  const pages = { connect: "", map: "/warehouses", link: "/links", preview: "/plan", live: "/plan" };
  return `/app/connections/${connectionId}${pages[step]}`;
}

function Ring({ label }: { label: string }) {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" role="img" aria-label={label}>
      <circle
        cx="10"
        cy="10"
        r="7.25"
        fill="none"
        stroke="#8a8a8a"
        strokeWidth="1.5"
        strokeDasharray="2.5 2"
      />
    </svg>
  );
}
