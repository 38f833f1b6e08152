import { Banner } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

export interface ExportPreview {
  goes: number;
  newest: readonly string[];
  more: boolean;
  byDayOnly: boolean;
}

interface Props {
  valid: boolean;
  busy: boolean;
  preview: ExportPreview | null;
}

/** What the edited rules would export right now, newest first. */
export function WouldExport({ valid, busy, preview }: Props) {
  const { t } = useTranslation();
  if (!valid) return <Banner tone="warning" title={t("settings.refused")} />;
  if (busy || !preview) return <Banner tone="info" title={t("settings.counting")} />;
  const { goes, newest, more, byDayOnly } = preview;
  if (goes === 0) return <Banner tone="info" title={t("orderRules.wouldNone")} />;
  const title = t(more ? "orderRules.wouldAtLeast" : "orderRules.would", {
    count: goes,
    newest: newest.join(", "),
  });
  return (
    <Banner tone="info" title={title}>
      {byDayOnly ? t("orderRules.byDayOnly") : null}
    </Banner>
  );
}
