import {
  BlockStack,
  Card,
  Checkbox,
  ChoiceList,
  FormLayout,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { errorProp } from "../parts/field-problem.ts";
import { orderRuleProblems, type OrderRulesDraft } from "./rules-draft.ts";

type Draft = OrderRulesDraft["orders"];

interface Props {
  draft: OrderRulesDraft;
  connection: string;
  /** The first day that is proposed. */
  today: string;
  currency: string;
  locations: readonly { id: string; name: string }[];
  onChange: (orders: Draft) => void;
}

const CURRENCIES = ["shop", "presentment"] as const;
const UNKNOWN = ["placeholder", "review"] as const;
const SHOP_CANCELS = ["cancel", "ask"] as const;
const SOURCE_CANCELS = ["ask", "cancel", "leave"] as const;

/** Which orders go to a connection, when, and what happens where the two sides differ. */
export function OrderRulesCard({ draft: whole, today, onChange, ...facts }: Props) {
  const { t } = useTranslation();
  const draft = whole.orders;
  const problems = orderRuleProblems(whole);
  const set = (part: Partial<Draft>) => onChange({ ...draft, ...part });
  // History stays where it is unless somebody asks for it.
  const turn = (on: boolean) => set({ on, ...(on && draft.fromDay === "" ? { fromDay: today } : {}) });
  const part = { draft, problems, set, ...facts };
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("orderRules.title")}
          </Text>
          <Text as="p" tone="subdued">
            {t("orderRules.text")}
          </Text>
        </BlockStack>
        <Checkbox
          label={t("orderRules.on", { connection: facts.connection })}
          checked={draft.on}
          onChange={turn}
        />
        {draft.on ? (
          <>
            <When {...part} />
            <Which {...part} />
            <Money {...part} />
            <Cancelled {...part} />
          </>
        ) : null}
      </BlockStack>
    </Card>
  );
}

interface PartProps extends Omit<Props, "draft" | "today" | "onChange"> {
  draft: Draft;
  problems: ReturnType<typeof orderRuleProblems>;
  set: (part: Partial<Draft>) => void;
}

function options<Name extends string>(names: readonly Name[], label: (name: Name) => string) {
  return names.map((name) => ({ value: name, label: label(name) }));
}

function When({ draft, problems, set }: PartProps) {
  const { t } = useTranslation();
  return (
    <FormLayout>
      <FormLayout.Group>
        <TextField
          label={t("orderRules.fromDay")}
          helpText={t("orderRules.fromDayHelp")}
          type="date"
          value={draft.fromDay}
          onChange={(fromDay) => set({ fromDay })}
          autoComplete="off"
          {...errorProp(problems.fromDay ? t("orderRules.dayWrong") : undefined)}
        />
        <TextField
          label={t("orderRules.holdMinutes")}
          helpText={t("orderRules.holdMinutesHelp")}
          type="integer"
          min={0}
          suffix={t("orderRules.minutes")}
          value={draft.holdMinutes}
          onChange={(holdMinutes) => set({ holdMinutes })}
          autoComplete="off"
          {...errorProp(problems.holdMinutes ? t("settings.wholeNumber") : undefined)}
        />
      </FormLayout.Group>
      <Checkbox
        label={t("orderRules.paidOnly")}
        helpText={t("orderRules.paidOnlyHelp")}
        checked={draft.paidOnly}
        onChange={(paidOnly) => set({ paidOnly })}
      />
    </FormLayout>
  );
}

function Which({ draft, locations, set }: PartProps) {
  const { t } = useTranslation();
  return (
    <FormLayout>
      <FormLayout.Group>
        {(["tags", "notTags", "channels"] as const).map((name) => (
          <TextField
            key={name}
            label={t(`orderRules.${name}`)}
            helpText={t(`orderRules.${name}Help`)}
            value={draft[name]}
            onChange={(text) => set({ [name]: text })}
            autoComplete="off"
          />
        ))}
      </FormLayout.Group>
      {locations.length > 1 ? (
        <ChoiceList
          allowMultiple
          title={t("orderRules.locations")}
          choices={locations.map(({ id, name }) => ({ value: id, label: name }))}
          selected={[...draft.locations]}
          onChange={(chosen) => set({ locations: chosen })}
        />
      ) : null}
    </FormLayout>
  );
}

function Money({ draft, problems, currency, set }: PartProps) {
  const { t } = useTranslation();
  return (
    <FormLayout>
      <FormLayout.Group>
        <Select
          label={t("orderRules.currency")}
          options={options(CURRENCIES, (one) => t(`orderRules.currencies.${one}`))}
          value={draft.currency}
          onChange={(chosen) => set({ currency: CURRENCIES.find((one) => one === chosen) ?? "shop" })}
        />
        <TextField
          label={t("orderRules.tolerance")}
          helpText={t("orderRules.toleranceHelp")}
          inputMode="decimal"
          suffix={draft.currency === "shop" ? currency : ""}
          value={draft.tolerance}
          onChange={(tolerance) => set({ tolerance })}
          autoComplete="off"
          {...errorProp(problems.tolerance ? t("priceRules.number") : undefined)}
        />
      </FormLayout.Group>
      <Select
        label={t("orderRules.unknownProduct")}
        options={options(UNKNOWN, (one) => t(`orderRules.unknownProducts.${one}`))}
        value={draft.unknownProduct}
        onChange={(chosen) => set({ unknownProduct: UNKNOWN.find((one) => one === chosen) ?? "placeholder" })}
      />
    </FormLayout>
  );
}

function Cancelled({ draft, connection, set }: PartProps) {
  const { t } = useTranslation();
  return (
    <FormLayout>
      <FormLayout.Group>
        <Select
          label={t("orderRules.shopCancels")}
          options={options(SHOP_CANCELS, (one) => t(`orderRules.shopCancel.${one}`, { connection }))}
          value={draft.shopCancels}
          onChange={(chosen) => set({ shopCancels: SHOP_CANCELS.find((one) => one === chosen) ?? "ask" })}
        />
        <Select
          label={t("orderRules.sourceCancels", { connection })}
          options={options(SOURCE_CANCELS, (one) => t(`orderRules.sourceCancel.${one}`))}
          value={draft.sourceCancels}
          onChange={(chosen) => set({ sourceCancels: SOURCE_CANCELS.find((one) => one === chosen) ?? "ask" })}
        />
      </FormLayout.Group>
    </FormLayout>
  );
}
