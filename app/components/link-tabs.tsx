import { Box, Tabs, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "./format.ts";
import type { LinkCounts } from "./link-counts.tsx";
import { useTyped } from "./typed.ts";

const STATES = ["proposed", "ambiguous", "missing", "confirmed", "ignored"] as const;
export type LinkState = (typeof STATES)[number];

interface Props {
  state: LinkState;
  counts: LinkCounts;
  text: string;
  onState: (state: LinkState) => void;
  onText: (text: string) => void;
}

export function LinkTabs({ state, counts, text, onState, onText }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const [typed, setTyped] = useTyped(text, onText);
  const tabs = STATES.map((one) => {
    return { id: one, content: `${t(`links.state.${one}`)} ${format.number(counts[one])}` };
  });
  return (
    <>
      <Tabs
        tabs={tabs}
        selected={STATES.indexOf(state)}
        onSelect={(index) => onState(STATES[index] ?? "proposed")}
      />
      <Box padding="300">
        <TextField
          label={t("links.searchList")}
          labelHidden
          placeholder={t("links.searchList")}
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
