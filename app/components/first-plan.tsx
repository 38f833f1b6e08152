import { Banner, BlockStack, Button, Card, InlineStack, Spinner, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { EmptyNote } from "./empty-note.tsx";
import { useFormat } from "./format.ts";
import { stepUrl } from "./setup-guide.tsx";

interface Props {
  id: string;
  live: boolean;
  mapped: boolean;
  linked: boolean;
  setup: boolean;
  plan: {
    hold: { id: string; changes: number; zeroed: number; rows: number } | null;
    read: boolean;
    decided: boolean;
    error: string | null;
    agreed: number;
    blocked: number;
    values: number;
  };
  busy: string | null;
  onPlan: () => void;
  onLive: () => void;
}

/** What going live would change, before anything is written. */
export function FirstPlan(props: Props) {
  const { id, live, mapped, linked, plan, busy, onPlan } = props;
  const { t } = useTranslation();
  if (live) {
    return (
      <Card>
        <EmptyNote
          title={t("plan.live")}
          text={t("plan.liveText")}
          action={{ content: t("plan.home"), url: "/app" }}
        />
      </Card>
    );
  }
  if (!mapped || !linked) {
    const step = mapped ? "link" : "map";
    const action = { content: t(`setup.action.${step}`), url: stepUrl(step, id) };
    return (
      <Card>
        <EmptyNote title={t("plan.first")} text={t(`plan.firstText.${step}`)} action={action} />
      </Card>
    );
  }
  return (
    <BlockStack gap="400">
      {plan.error ? (
        <Banner
          tone="critical"
          title={t("plan.cannotRead")}
          action={{ content: t("problem.retry"), onAction: onPlan, loading: busy === "plan" }}
          secondaryAction={{ content: t("connection.openSettings"), url: `/app/connections/${id}/settings` }}
        >
          {plan.error}
        </Banner>
      ) : null}
      {plan.read && plan.decided ? <Ready {...props} /> : <Preparing {...props} />}
    </BlockStack>
  );
}

function Preparing({ plan, busy, onPlan }: Props) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="300" inlineAlign="start">
        <InlineStack gap="300" blockAlign="center">
          <Spinner size="small" accessibilityLabel={t("plan.preparing")} />
          <Text as="h2" variant="headingMd">
            {t("plan.preparing")}
          </Text>
        </InlineStack>
        <Text as="p" tone="subdued">
          {t(plan.read ? "plan.comparing" : "plan.reading")}
        </Text>
        <Button onClick={onPlan} loading={busy === "plan"}>
          {t("plan.again")}
        </Button>
      </BlockStack>
    </Card>
  );
}

function Ready({ plan, busy, onPlan, onLive }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const changes = plan.hold?.changes ?? 0;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {changes === 0 ? t("plan.nothing") : t("plan.changes", { count: changes })}
        </Text>
        <BlockStack gap="100">
          <Text as="p">{t("plan.agreed", { count: plan.agreed })}</Text>
          {plan.hold && plan.hold.zeroed > 0 ? (
            <Text as="p">{t("plan.zeroed", { count: plan.hold.zeroed })}</Text>
          ) : null}
          {plan.blocked > 0 ? <Text as="p">{t("plan.blocked", { count: plan.blocked })}</Text> : null}
        </BlockStack>
        <Text as="p" tone="subdued">
          {t("plan.promise", { values: format.number(plan.values) })}
        </Text>
        <InlineStack gap="200">
          <Button variant="primary" onClick={onLive} loading={busy === "live"}>
            {t(changes === 0 ? "plan.goLive" : "plan.approve")}
          </Button>
          {plan.hold ? <Button url={`/app/holds/${plan.hold.id}`}>{t("plan.rows")}</Button> : null}
          <Button variant="tertiary" onClick={onPlan} loading={busy === "plan"}>
            {t("plan.again")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
