import { BlockStack, Card, Checkbox, Collapsible, FormLayout, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { OrderFilesDraft } from "./files-draft.ts";
import { errorProp } from "../../parts/field-problem.ts";

interface Props {
  orders: OrderFilesDraft;
  problem: string | undefined;
  onChange: (part: Partial<OrderFilesDraft>) => void;
}

const FURTHER = ["amend", "cancel", "credit"] as const;

/** Where the shop's orders are left for the ERP, and what it can do with them afterwards. */
export function OrderFilesCard({ orders, problem, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="300">
        <Checkbox
          label={
            <Text as="span" variant="headingSm">
              {t("orderFiles.title")}
            </Text>
          }
          helpText={t("orderFiles.help")}
          checked={orders.on}
          onChange={(on) => onChange({ on })}
        />
        <Collapsible id="order-files" open={orders.on}>
          <FormLayout>
            <TextField
              id="orders.folder"
              label={t("orderFiles.folder")}
              helpText={t("orderFiles.folderHelp")}
              value={orders.folder}
              onChange={(folder) => onChange({ folder })}
              autoComplete="off"
              spellCheck={false}
              {...errorProp(problem)}
            />
            {FURTHER.map((name) => (
              <Checkbox
                key={name}
                label={t(`orderFiles.${name}`)}
                helpText={t(`orderFiles.${name}Help`)}
                checked={orders[name]}
                onChange={(takes) => onChange({ [name]: takes })}
              />
            ))}
          </FormLayout>
        </Collapsible>
      </BlockStack>
    </Card>
  );
}
