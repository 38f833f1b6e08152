import { Text } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { OrderDifference } from "#app/core/orders/version.ts";
import { useFormat, type formats } from "../parts/format.ts";
import { orderText } from "../values/order-words.ts";
import { useShopFacts } from "../parts/shop-facts.tsx";

interface Props {
  connection: string;
  /** What each side says about the order as a whole: core/orders/value.ts; null where it has no value. */
  says: { source: string | null; shop: string | null };
  differences: readonly OrderDifference[];
  /** Of amounts without one of their own. */
  currency: string;
  /** What the lines of the order are called, by id. */
  titles: ReadonlyMap<string, string>;
}

/** Both versions of an order side by side, only what differs. */
export function OrderBothSides({ connection, says, differences, currency, titles }: Props) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const { name } = useShopFacts();
  const heads = [t("orderSides.what"), connection, name || t("sides.shop")];
  const whole = [says.source, says.shop].map((text) =>
    text === null ? t("orderSides.nothing") : orderText(text, t, format),
  );
  const rows = [
    ...(whole[0] === whole[1] ? [] : [{ key: "order", what: t("orderSides.whole"), sides: whole }]),
    ...differences
      .filter(({ field }) => isField(field))
      .map((difference) => ({
        key: `${difference.place} ${difference.field}`,
        what: differenceInWords(difference, titles, t),
        sides: [difference.held, difference.shop].map((text) =>
          sideInWords(difference.field, text, currency, t, format),
        ),
      })),
  ];
  return (
    <div style={{ overflowX: "auto" }}>
      <table style={{ borderCollapse: "collapse", width: "100%" }} aria-label={t("orderSides.label")}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" style={cell}>
                <Text as="span" variant="bodySm" tone="subdued">
                  {head}
                </Text>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, what, sides }) => (
            <tr key={key}>
              <th scope="row" style={cell}>
                <Text as="span" fontWeight="regular">
                  {what.charAt(0).toLocaleUpperCase(i18n.language) + what.slice(1)}
                </Text>
              </th>
              {sides.map((text, side) => (
                <td key={side} style={cell}>
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Fields of core/orders/version.ts that say something to people. */
const FIELDS = [
  "line",
  "sku",
  "quantity",
  "unitPrice",
  "total",
  "tax",
  "currency",
  "taxesIncluded",
  "paymentTerms",
  "name",
  "taxExempt",
  "company",
  "location",
  "taxId",
  "street",
  "city",
  "postalCode",
  "province",
  "country",
] as const;

function isField(field: string): field is (typeof FIELDS)[number] {
  return (FIELDS as readonly string[]).includes(field);
}

/** "Total", "Mug", "Mug: quantity", "Shipping address: city" */
function differenceInWords({ place, field }: OrderDifference, titles: Props["titles"], t: TFunction): string {
  if (!isField(field)) return field;
  if (field === "line") return placeInWords(place, titles, t);
  const name = t(`orderSides.field.${field}`);
  if (place === "order") return name;
  return t("orderSides.at", { place: placeInWords(place, titles, t), field: name });
}

function placeInWords(place: string, titles: Props["titles"], t: TFunction): string {
  if (place === "customer" || place === "billing" || place === "shipping")
    return t(`orderSides.place.${place}`);
  const id = place.replace(/^line\//, "");
  const title = titles.get(id);
  if (title) return title;
  if (id.startsWith("shipping")) return t("orderMoney.part.shipping");
  if (id.startsWith("duty")) return t("orderMoney.part.duty");
  return t(id === "tip" ? "orderMoney.part.tip" : "orderMoney.part.adjustment");
}

const AMOUNTS: readonly string[] = ["unitPrice", "total", "tax"];

function sideInWords(
  field: string,
  text: string | null,
  currency: string,
  t: TFunction,
  format: ReturnType<typeof formats>,
): string {
  if (text === null || text === "") return t("orderSides.nothing");
  if (field === "line") {
    const [quantity = "", amount = ""] = text.split(" ");
    return t("orderSides.lineSays", {
      count: Number(quantity),
      amount: format.money(`${amount} ${currency}`),
    });
  }
  if (AMOUNTS.includes(field)) return format.money(`${text} ${currency}`);
  if (field === "country") return format.region(text);
  if (field === "taxExempt" || field === "taxesIncluded") {
    return t(text === "true" ? "orderSides.yes" : "orderSides.no");
  }
  return text;
}

const cell = {
  border: "1px solid var(--p-color-border)",
  padding: "var(--p-space-150) var(--p-space-300)",
  textAlign: "left",
  verticalAlign: "top",
  overflowWrap: "anywhere",
} as const;
