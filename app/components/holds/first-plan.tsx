import { Banner, BlockStack, Button, Card, InlineStack, Spinner, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { CatalogKind } from "#app/core/values/record-kind.ts";
import { EmptyNote } from "../parts/empty-note.tsx";
import { useFormat } from "../parts/format.ts";
import { stepUrl } from "../connections/setup-guide.tsx";

/** What going live would do to one kind of value. */
interface RecordPlan {
  record: CatalogKind;
  hold: { id: string; changes: number; zeroed: number } | null;
  agreed: number;
  blocked: number;
  values: number;
}

interface Props {
  id: string;
  live: boolean;
  mapped: boolean;
  linked: boolean;
  setup: boolean;
  plan: {
    plans: readonly RecordPlan[];
    read: boolean;
    decided: boolean;
    error: string | null;
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
  const { plans } = plan;
  const changes = plans.reduce((sum, { hold }) => sum + (hold?.changes ?? 0), 0);
  const values = plans.reduce((sum, one) => sum + one.values, 0);
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {changes === 0 ? t("plan.nothing") : t("plan.changes", { count: changes })}
        </Text>
        {plans.map((one) => (
          <OneKind key={one.record} plan={one} several={plans.length > 1} />
        ))}
        <Text as="p" tone="subdued">
          {t("plan.promise", { values: format.number(values) })}
        </Text>
        <InlineStack gap="200">
          <Button variant="primary" onClick={onLive} loading={busy === "live"}>
            {t(changes === 0 ? "plan.goLive" : "plan.approve")}
          </Button>
          <Button variant="tertiary" onClick={onPlan} loading={busy === "plan"}>
            {t("plan.again")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function OneKind({ plan, several }: { plan: RecordPlan; several: boolean }) {
  const { t } = useTranslation();
  const { record, hold, agreed, blocked } = plan;
  return (
    <BlockStack gap="100">
      {several ? (
        <Text as="h3" variant="headingSm">
          {t(`value.record.${record}`)}
        </Text>
      ) : null}
      {several && hold ? <Text as="p">{t("plan.changesOfKind", { count: hold.changes })}</Text> : null}
      <Text as="p">{t("plan.agreed", { count: agreed })}</Text>
      {hold && hold.zeroed > 0 && record === "stock" ? (
        <Text as="p">{t("plan.zeroed", { count: hold.zeroed })}</Text>
      ) : null}
      {blocked > 0 ? <Text as="p">{t("plan.blocked", { count: blocked })}</Text> : null}
      {hold ? (
        <InlineStack>
          <Button
            url={`/app/holds/${hold.id}`}
            accessibilityLabel={several ? t(`plan.rowsOf.${record}`) : t("plan.rows")}
          >
            {t("plan.rows")}
          </Button>
        </InlineStack>
      ) : null}
    </BlockStack>
  );
}
