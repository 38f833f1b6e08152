import { useEffect } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  id: string;
  open: boolean;
  saving: boolean;
  onSave: () => void;
  onDiscard: () => void;
}

/** Shopify's contextual save bar; it asks before leaving the page while it is open. */
export function SaveBar({ id, open, saving, onSave, onDiscard }: Props) {
  const { t } = useTranslation();
  useEffect(() => {
    const bar = window.shopify?.saveBar;
    void (open ? bar?.show(id) : bar?.hide(id));
  }, [id, open]);
  // app-bridge reads the variant from an attribute that React does not know.
  return (
    <ui-save-bar id={id}>
      <button {...{ variant: "primary" }} onClick={onSave} disabled={saving}>
        {t("settings.save")}
      </button>
      <button onClick={onDiscard} disabled={saving}>
        {t("settings.discard")}
      </button>
    </ui-save-bar>
  );
}
