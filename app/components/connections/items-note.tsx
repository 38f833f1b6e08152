import { Banner } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

interface Props {
  items: { exists: boolean; read: boolean; error: string | null };
  settingsUrl: string;
}

/** Why there is nothing to link yet. */
export function ItemsNote({ items, settingsUrl }: Props) {
  const { t } = useTranslation();
  const settings = { content: t("connection.openSettings"), url: settingsUrl };
  if (!items.exists) return <Banner tone="warning" title={t("items.none")} action={settings} />;
  if (items.error) {
    return (
      <Banner tone="critical" title={t("items.failing")} action={settings}>
        {items.error}
      </Banner>
    );
  }
  return items.read ? null : <Banner tone="info" title={t("items.reading")} />;
}
