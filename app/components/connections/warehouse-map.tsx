import {
  BlockStack,
  Box,
  Button,
  Card,
  Divider,
  InlineGrid,
  InlineStack,
  Select,
  Text,
} from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../parts/format.ts";

export interface WarehouseRow {
  code: string;
  name: string;
  skus: number;
  pieces: number;
  locationId: string | null;
}

export interface LocationTotal {
  id: string;
  name: string;
  pieces: number;
}

interface Props {
  warehouses: readonly WarehouseRow[];
  locations: readonly LocationTotal[];
  saving: boolean;
  saveLabel: string;
  onSave: (mappings: { warehouse: string; locationId: string | null }[]) => void;
}

/** Which location each warehouse counts towards, with what lies there on either side. */
export function WarehouseMap({ warehouses, locations, saving, saveLabel, onSave }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const [chosen, setChosen] = useState(() =>
    Object.fromEntries(warehouses.map(({ code, locationId }) => [code, locationId ?? ""])),
  );
  const options = [
    { label: t("map.none"), value: "" },
    ...locations.map(({ id, name }) => ({ label: name, value: id })),
  ];
  const save = () =>
    onSave(warehouses.map(({ code }) => ({ warehouse: code, locationId: chosen[code] || null })));
  const sumFor = (id: string) =>
    warehouses.reduce((sum, { code, pieces }) => (chosen[code] === id ? sum + pieces : sum), 0);
  return (
    <BlockStack gap="400">
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {t("map.title")}
          </Text>
          <Text as="p" tone="subdued">
            {t("map.text")}
          </Text>
          {warehouses.map((warehouse, index) => (
            <BlockStack gap="300" key={warehouse.code}>
              {index > 0 ? <Divider /> : null}
              <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300" alignItems="center">
                <BlockStack>
                  <Text as="span" fontWeight="semibold">
                    {warehouse.name === warehouse.code
                      ? warehouse.code
                      : `${warehouse.name} (${warehouse.code})`}
                  </Text>
                  <Text as="span" tone="subdued" numeric>
                    {warehouse.skus === 0
                      ? t("map.notRead")
                      : t("map.stock", {
                          skus: format.number(warehouse.skus),
                          pieces: format.number(warehouse.pieces),
                        })}
                  </Text>
                </BlockStack>
                <Select
                  label={t("map.locationFor", { warehouse: warehouse.name })}
                  labelHidden
                  options={options}
                  value={chosen[warehouse.code] ?? ""}
                  onChange={(id) => setChosen({ ...chosen, [warehouse.code]: id })}
                />
              </InlineGrid>
            </BlockStack>
          ))}
        </BlockStack>
      </Card>
      <Card>
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {t("map.result")}
          </Text>
          {locations.map(({ id, name, pieces }) => (
            <InlineStack key={id} align="space-between" gap="200">
              <Text as="span">{name}</Text>
              <Text as="span" numeric tone="subdued">
                {t("map.compare", { source: format.number(sumFor(id)), shop: format.number(pieces) })}
              </Text>
            </InlineStack>
          ))}
        </BlockStack>
      </Card>
      <Box>
        <InlineStack align="end">
          <Button variant="primary" onClick={save} loading={saving}>
            {saveLabel}
          </Button>
        </InlineStack>
      </Box>
    </BlockStack>
  );
}
