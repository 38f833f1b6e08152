import { Box, Tabs, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "./format.ts";
import { useTyped } from "./typed.ts";

const TABS = ["moves", "zero", "all"] as const;
export type HoldTab = (typeof TABS)[number];

interface Props {
  tab: HoldTab;
  zeroed: number;
  changes: number;
  text: string;
  onTab: (tab: HoldTab) => void;
  onText: (text: string) => void;
}

export function HoldTabs({ tab, zeroed, changes, text, onTab, onText }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const [typed, setTyped] = useTyped(text, onText);
  const labels = {
    moves: t("hold.tab.moves"),
    zero: t("hold.tab.zero", { number: format.number(zeroed) }),
    all: t("hold.tab.all", { number: format.number(changes) }),
  };
  return (
    <>
      <Tabs
        tabs={TABS.map((id) => ({ id, content: labels[id] }))}
        selected={TABS.indexOf(tab)}
        onSelect={(index) => onTab(TABS[index] ?? "moves")}
      />
      <Box padding="300">
        <TextField
          label={t("drift.search")}
          labelHidden
          placeholder={t("drift.search")}
          value={typed}
          onChange={setTyped}
          autoComplete="off"
          clearButton
          onClearButtonClick={() => setTyped("")}
        />
      </Box>
    </>
  );
}
