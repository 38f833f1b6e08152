import {
  BlockStack,
  Box,
  Button,
  Card,
  Divider,
  Icon,
  InlineGrid,
  InlineStack,
  Link,
  Select,
  Text,
} from "@shopify/polaris";
import { AlertTriangleIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FIXED_PRICES_MAX } from "#app/core/shopify-limits.ts";
import { useFormat } from "../parts/format.ts";

export interface SourceListRow {
  list: string;
  skus: number;
  currencies: readonly string[];
  breaks: number;
  scheduled: number;
  target: string | null;
}

export interface ShopListRow {
  id: string;
  name: string;
  currency: string;
  catalog: string | null;
  fixedPrices: number;
}

/** "" every customer, "none" nowhere, null not said; else a price list of the shop. */
export type Target = string | null;

interface Props {
  lists: readonly SourceListRow[];
  shopLists: readonly ShopListRow[];
  shopCurrency: string;
  ratePairs: readonly string[];
  saving: boolean;
  saveLabel: string;
  onSave: (chosen: { list: string; target: string }[]) => void;
}

const OPEN = "open";
const NOWHERE = "none";

/** Which prices of the shop each list of the source decides, with what would keep that from working. */
export function PriceListMap(props: Props) {
  const { lists, shopLists, shopCurrency, ratePairs, saving, saveLabel, onSave } = props;
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Record<string, Target>>(() =>
    Object.fromEntries(lists.map(({ list, target }) => [list, target])),
  );
  const twice = (target: Target) =>
    target !== null && target !== NOWHERE && lists.filter(({ list }) => chosen[list] === target).length > 1;
  const save = () =>
    onSave(
      lists.flatMap(({ list }) => {
        const target = chosen[list];
        return target === null || target === undefined ? [] : [{ list, target }];
      }),
    );
  return (
    <BlockStack gap="400">
      <Card>
        <BlockStack gap="300">
          <BlockStack gap="100">
            <Text as="h2" variant="headingMd">
              {t("priceLists.title")}
            </Text>
            <Text as="p" tone="subdued">
              {t("priceLists.text")}
            </Text>
          </BlockStack>
          {lists.map((row) => (
            <BlockStack gap="300" key={row.list}>
              <Divider />
              <ListRow
                row={row}
                only={lists.length === 1}
                shopLists={shopLists}
                target={chosen[row.list] ?? null}
                needsRate={needsRate(row, currencyOf(chosen[row.list] ?? null), ratePairs)}
                twice={twice(chosen[row.list] ?? null)}
                onChange={(target) => setChosen({ ...chosen, [row.list]: target })}
              />
            </BlockStack>
          ))}
        </BlockStack>
      </Card>
      <Box paddingInline={{ xs: "400", sm: "0" }}>
        <InlineStack align="end">
          <Button variant="primary" onClick={save} loading={saving}>
            {saveLabel}
          </Button>
        </InlineStack>
      </Box>
    </BlockStack>
  );

  function currencyOf(target: Target): string | null {
    if (target === null || target === NOWHERE) return null;
    return target === "" ? shopCurrency : (shopLists.find(({ id }) => id === target)?.currency ?? null);
  }
}

/** The currency of the list that cannot be turned into the shop's, or null where all is well. */
function needsRate(
  { currencies }: SourceListRow,
  to: string | null,
  ratePairs: readonly string[],
): { from: string; to: string } | null {
  if (to === null) return null;
  const from = currencies.find((currency) => currency !== to && !ratePairs.includes(`${currency}/${to}`));
  return from === undefined ? null : { from, to };
}

interface RowProps {
  row: SourceListRow;
  /** The source has no other list. */
  only: boolean;
  shopLists: readonly ShopListRow[];
  target: Target;
  needsRate: { from: string; to: string } | null;
  twice: boolean;
  onChange: (target: Target) => void;
}

function ListRow({ row, only, shopLists, target, needsRate: missing, twice, onChange }: RowProps) {
  const { t } = useTranslation();
  const name = row.list === "" ? t(only ? "priceLists.onlyList" : "priceLists.nameless") : row.list;
  const options = [
    ...(target === null ? [{ label: t("priceLists.choose"), value: OPEN }] : []),
    { label: t("priceLists.everyone"), value: "" },
    ...shopLists.map(({ id, name: label, currency }) => ({ label: `${label} (${currency})`, value: id })),
    { label: t("priceLists.nowhere"), value: NOWHERE },
  ];
  const chosen = shopLists.find(({ id }) => id === target);
  return (
    <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300" alignItems="start">
      <BlockStack gap="050">
        <Text as="span" fontWeight="semibold" breakWord>
          {name}
        </Text>
        <HeldPrices row={row} />
      </BlockStack>
      <BlockStack gap="100">
        <Select
          label={t("priceLists.targetOf", { list: name })}
          labelHidden
          options={options}
          value={target ?? OPEN}
          onChange={(value) => onChange(value === OPEN ? null : value)}
        />
        {chosen ? <Fullness list={chosen} /> : null}
        {missing ? <Warning text={t("priceLists.noRate", missing)} /> : null}
        {twice ? <Warning text={t("priceLists.twice")} /> : null}
      </BlockStack>
    </InlineGrid>
  );
}

function HeldPrices({ row }: { row: SourceListRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const parts = [
    t("priceLists.holds", {
      count: row.skus,
      skus: format.number(row.skus),
      currency: row.currencies.join(", "),
    }),
    ...(row.breaks > 0 ? [t("priceLists.breaks", { count: row.breaks })] : []),
    ...(row.scheduled > 0 ? [t("priceLists.scheduled", { count: row.scheduled })] : []),
  ];
  return (
    <Text as="span" tone="subdued" numeric>
      {parts.join(", ")}
    </Text>
  );
}

function Fullness({ list }: { list: ShopListRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const used = t("priceLists.used", {
    used: format.number(list.fixedPrices),
    most: format.number(FIXED_PRICES_MAX),
  });
  return (
    <Text as="span" tone="subdued" variant="bodySm" numeric>
      {list.catalog ? `${list.catalog} · ${used}` : used}
    </Text>
  );
}

function Warning({ text }: { text: string }) {
  const { t } = useTranslation();
  return (
    <InlineStack gap="200" blockAlign="start" wrap={false}>
      <span>
        <Icon source={AlertTriangleIcon} tone="caution" accessibilityLabel={t("priceLists.warning")} />
      </span>
      <Text as="span" variant="bodySm">
        {text}
      </Text>
    </InlineStack>
  );
}

/** Where price lists of the shop come from, for a shop that has none. */
export function NoShopLists() {
  const { t } = useTranslation();
  return (
    <Text as="p" tone="subdued">
      {t("priceLists.noShopLists")}{" "}
      <Link url="shopify://admin/catalogs" target="_top">
        {t("priceLists.openCatalogs")}
      </Link>
    </Text>
  );
}
