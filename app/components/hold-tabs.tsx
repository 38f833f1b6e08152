import { Box, Tabs, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "./format.ts";
import { useTyped } from "./typed.ts";

export type HoldTab = "moves" | "zero" | "lower" | "all";

interface Props {
  tabs: readonly HoldTab[];
  tab: HoldTab;
  zeroed: number;
  changes: number;
  text: string;
  onTab: (tab: HoldTab) => void;
  onText: (text: string) => void;
}

export function HoldTabs({ tabs, tab, zeroed, changes, text, onTab, onText }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const [typed, setTyped] = useTyped(text, onText);
  const labels = {
    moves: t("hold.tab.moves"),
    lower: t("hold.tab.lower"),
    zero: t("hold.tab.zero", { number: format.number(zeroed) }),
    all: t("hold.tab.all", { number: format.number(changes) }),
  };
  return (
    <>
      <Tabs
        tabs={tabs.map((id) => ({ id, content: labels[id] }))}
        selected={tabs.indexOf(tab)}
        onSelect={(index) => onTab(tabs[index] ?? "all")}
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
