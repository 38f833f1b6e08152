import { Badge, BlockStack, Button, Card, Icon, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { SystemKind } from "#app/core/source/system.ts";
import { Ago } from "../parts/ago.tsx";
import { feedKind } from "./feeds-table.tsx";
import { KIND_ICONS } from "./kind-icons.ts";

export interface ConnectionSummary {
  id: string;
  name: string;
  kind: SystemKind;
  state: string;
  stateReason: string | null;
  feeds: readonly string[];
  lastContactAt: string | null;
}

export function ConnectionCard({ connection }: { connection: ConnectionSummary }) {
  const { t } = useTranslation();
  const { id, name, kind, state, stateReason, feeds, lastContactAt } = connection;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <InlineStack gap="200" blockAlign="center">
            <span>
              <Icon source={KIND_ICONS[kind]} tone="subdued" />
            </span>
            <Text as="h3" variant="headingMd">
              {name}
            </Text>
            <ConnectionState state={state} />
          </InlineStack>
          <Button url={`/app/connections/${id}`} accessibilityLabel={t("connections.openNamed", { name })}>
            {t(state === "setup" ? "connections.continue" : "connections.open")}
          </Button>
        </InlineStack>
        {stateReason ? <Text as="p">{stateReason}</Text> : null}
        <Text as="p" tone="subdued">
          {feeds.map((kind) => feedKind(kind, t)).join(" · ")}
        </Text>
        <Text as="p" tone="subdued">
          {lastContactAt ? (
            <>
              {t("connections.lastContact")} <Ago at={lastContactAt} />
            </>
          ) : (
            t("connections.noContact")
          )}
        </Text>
      </BlockStack>
    </Card>
  );
}

const STATES = {
  setup: { tone: "info", progress: "partiallyComplete" },
  active: { tone: "success", progress: "complete" },
  paused: { progress: "incomplete" },
  broken: { tone: "critical", progress: "incomplete" },
} as const;

export function ConnectionState({ state }: { state: string }) {
  const { t } = useTranslation();
  const known = state in STATES ? (state as keyof typeof STATES) : "setup";
  return <Badge {...STATES[known]}>{t(`connections.state.${known}`)}</Badge>;
}
