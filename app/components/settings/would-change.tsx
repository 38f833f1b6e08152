import { Banner } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

interface Props {
  valid: boolean;
  busy: boolean;
  preview: { changes: number; complete: boolean } | null;
}

/** What the edited rules would do to the shop right now. */
export function WouldChange({ valid, busy, preview }: Props) {
  const { t } = useTranslation();
  if (!valid) return <Banner tone="warning" title={t("settings.refused")} />;
  if (busy || !preview) return <Banner tone="info" title={t("settings.counting")} />;
  const title = preview.complete
    ? t("settings.wouldChange", { count: preview.changes })
    : t("settings.wouldChangeAtLeast", { count: preview.changes });
  return <Banner tone="info" title={title} />;
}
