import { Box, Tabs, TextField } from "@shopify/polaris";
import { useTyped } from "./typed.ts";

interface Props<Tab extends string> {
  tabs: readonly { id: Tab; content: string }[];
  tab: Tab;
  text: string;
  /** The text to search for. */
  label: string;
  onTab: (tab: Tab) => void;
  onText: (text: string) => void;
}

/** Tabs above a list, with a field to search it. */
export function SearchTabs<Tab extends string>({ tabs, tab, text, label, onTab, onText }: Props<Tab>) {
  const [typed, setTyped] = useTyped(text, onText);
  return (
    <>
      <Tabs
        tabs={[...tabs]}
        selected={tabs.findIndex(({ id }) => id === tab)}
        onSelect={(index) => onTab(tabs[index]?.id ?? tab)}
      />
      <Box padding="300">
        <TextField
          label={label}
          labelHidden
          placeholder={label}
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
