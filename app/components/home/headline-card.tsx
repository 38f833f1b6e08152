import { Badge, BlockStack, Box, Card, Icon, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { AlertCircleIcon, CheckCircleIcon, ClockIcon, QuestionCircleIcon } from "@shopify/polaris-icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Headline } from "#app/core/values/headline.ts";
import { Ago } from "../parts/ago.tsx";
import { useFormat } from "../parts/format.ts";

export interface Agreement {
  agreed: number;
  repairing: number;
  waiting: number;
}

export interface HeadlineCardProps {
  headline: Headline;
  agreement: Agreement;
  checkedAt: string | null;
  progress: { done: number; total: number } | null;
  lastRepair: { written: number; at: string } | null;
  needs: number;
  action: ReactNode;
}

const FACES = {
  new: { icon: QuestionCircleIcon, tone: "subdued" },
  "in-step": { icon: CheckCircleIcon, tone: "success" },
  "catching-up": { icon: ClockIcon, tone: "info" },
  "needs-you": { icon: AlertCircleIcon, tone: "caution" },
  "cannot-tell": { icon: QuestionCircleIcon, tone: "critical" },
} as const;

/** The one sentence that staff come for, with the count behind it. */
export function HeadlineCard(props: HeadlineCardProps) {
  const { headline, agreement, checkedAt, progress, needs, action } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const sentence = useSentence(headline);
  const face = FACES[headline.state];
  const total = agreement.agreed + agreement.repairing + agreement.waiting;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="start" gap="200">
          <InlineStack gap="200" blockAlign="center" wrap={false}>
            <Box>
              <Icon source={face.icon} tone={face.tone} />
            </Box>
            <div role="status">
              <Text as="h1" variant="headingLg">
                {sentence.title}
              </Text>
            </div>
          </InlineStack>
          <InlineStack gap="300" blockAlign="center">
            {checkedAt ? (
              <Text as="span" tone="subdued">
                {t("home.checked")} <Ago at={checkedAt} style="long" />
              </Text>
            ) : null}
            {action}
          </InlineStack>
        </InlineStack>
        {sentence.detail ? <Text as="p">{sentence.detail}</Text> : null}
        {total > 0 ? (
          <InlineStack align="space-between" blockAlign="center" gap="300">
            <Text as="p" variant="bodyLg" numeric>
              {t("home.agree", {
                count: total,
                agreed: format.number(agreement.agreed),
                total: format.number(total),
                share: format.share(agreement.agreed, total),
              })}
            </Text>
            <InlineStack gap="200" blockAlign="center">
              {agreement.repairing > 0 ? (
                <Badge tone="info" progress="partiallyComplete">
                  {t("home.repairing", { count: agreement.repairing })}
                </Badge>
              ) : null}
              {needs > 0 ? <Badge tone="attention">{t("home.needYou", { count: needs })}</Badge> : null}
            </InlineStack>
          </InlineStack>
        ) : null}
        {progress ? <Progress {...progress} /> : <LastRepair repair={props.lastRepair} />}
      </BlockStack>
    </Card>
  );
}

function LastRepair({ repair }: { repair: HeadlineCardProps["lastRepair"] }) {
  const { t } = useTranslation();
  if (!repair) return null;
  return (
    <Text as="p" tone="subdued">
      {t("home.lastRepair", { count: repair.written })} <Ago at={repair.at} style="long" />
    </Text>
  );
}

function Progress({ done, total }: { done: number; total: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const percent = total === 0 ? 0 : Math.round((done / total) * 100);
  return (
    <InlineStack gap="300" blockAlign="center" wrap={false}>
      <div style={{ flex: 1 }}>
        <ProgressBar
          progress={percent}
          size="small"
          tone="primary"
          animated={false}
          ariaLabelledBy="repair-progress"
        />
      </div>
      <Text as="span" id="repair-progress" tone="subdued" numeric>
        {t("home.progress", { done: format.number(done), total: format.number(total) })}
      </Text>
    </InlineStack>
  );
}

function useSentence(headline: Headline): { title: string; detail: string | null } {
  const { t } = useTranslation();
  const format = useFormat();
  switch (headline.state) {
    case "new":
      return { title: t("headline.new"), detail: t("headline.newDetail") };
    case "in-step":
      return { title: t("headline.inStep"), detail: null };
    case "needs-you":
      return { title: t("headline.needsYou"), detail: t("headline.needsYouDetail") };
    case "catching-up": {
      const { leftMs } = headline;
      const title =
        leftMs === null
          ? t("headline.catchingUp")
          : t("headline.catchingUpLeft", { left: format.duration(leftMs, "long") });
      return { title, detail: t("headline.catchingUpDetail") };
    }
    case "cannot-tell": {
      const since = headline.since === null ? "" : format.moment(new Date(headline.since).toISOString());
      const { cause, name } = headline;
      return { title: t("headline.cannotTell"), detail: t(`headline.cause.${cause}`, { name, since }) };
    }
  }
}
