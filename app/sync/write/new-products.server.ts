import { plainAmount } from "#app/core/money.ts";
import { desiredPrice } from "#app/core/prices/price.ts";
import type { PriceKind } from "#app/core/values/record-kind.ts";
import type { AdminClient } from "#app/shopify/api/client.ts";
import { createDraft, type Draft, type DraftVariant } from "#app/shopify/products/new-products.ts";
import { linkByHand } from "#app/store/connections/links.server.ts";
import {
  knownGroups,
  newArticles,
  setArticleAside,
  type NewArticle,
} from "#app/store/catalog/new-articles.server.ts";
import { ensureObservations } from "#app/store/values/observations.server.ts";
import { listPolicies } from "#app/store/shops/policies.server.ts";
import { entriesOfSku } from "#app/store/prices/rows.server.ts";
import { getShop, updateShop } from "#app/store/shops/shops.server.ts";
import { underLease } from "#app/store/database/leases.server.ts";
import { cleanHtml } from "../decide/clean-html.server.ts";
import { lookAtWholeProducts } from "../look/catalog.server.ts";
import { proposeLinksEverywhere } from "../connections/linking.server.ts";
import { loadRules, type Rules } from "../decide/rules.server.ts";
import { clientFor } from "../look/shop-client.server.ts";

const WHO = "concord";

/**
 * Creates draft products for articles that the source lists and the shop does not have, where the merchant
 * wants that; articles of one group become one product. Returns whether any was created.
 */
export async function createDrafts(shop: string, signal: AbortSignal): Promise<boolean> {
  const policy = (await listPolicies(shop)).find(({ rule }) => rule === "create-products")?.value;
  if (!isSet(policy, "on")) return false;
  const made = await underLease(`new-products:${shop}`, signal, async (_, leaseSignal) => {
    await updateShop(shop, { draftsDueAt: null });
    const client = clientFor(shop);
    const rules = await loadRules(shop, new Date());
    const known = await knownGroups(shop);
    const groups = Map.groupBy(await newArticles(shop), (article) =>
      keyOf(article, isSet(policy, "grouped")),
    );
    let any = false;
    for (const [key, articles] of groups) {
      leaseSignal.throwIfAborted();
      if (!known.has(key) && (await createOne(client, key, articles, rules, leaseSignal))) any = true;
    }
    if (any) await ensureObservations(shop);
    return any;
  });
  return made?.done ?? false;
}

async function createOne(
  client: AdminClient,
  key: string,
  articles: readonly NewArticle[],
  rules: Rules,
  signal: AbortSignal,
): Promise<boolean> {
  const { shop } = client;
  const draft = await toDraft(shop, key, articles, rules);
  const outcome = await createDraft(client, draft, signal);
  if (outcome.outcome === "rejected") {
    for (const article of articles) await setArticleAside(shop, article, outcome.message);
    return false;
  }
  await lookAtWholeProducts(client, [outcome.productId], signal);
  if (outcome.outcome === "taken") {
    // It was created by someone else meanwhile: link it like any other.
    await proposeLinksEverywhere(shop);
    return false;
  }
  for (const { sku, connectionId } of articles) {
    const variant = outcome.variants.find((one) => one.sku === sku);
    if (variant) await linkByHand(shop, connectionId, sku, variant.variantId, WHO);
  }
  return true;
}

/** Articles of one group share a key where groups count; every other article is a product of its own. */
function keyOf({ connectionId, sku, content }: NewArticle, grouped: boolean): string {
  return content.group === null || !grouped
    ? `${connectionId} sku ${sku}`
    : `${connectionId} ${content.group}`;
}

async function toDraft(
  shop: string,
  key: string,
  articles: readonly NewArticle[],
  rules: Rules,
): Promise<Draft> {
  const said = (field: string) => articles.map(({ content }) => content.fields[field]).find(Boolean) ?? "";
  const names = [...new Set(articles.flatMap(({ content }) => content.options.map(({ name }) => name)))];
  const valueOf = ({ content, sku }: NewArticle, name: string) =>
    content.options.find((option) => option.name === name)?.value ?? sku;
  const alone = articles.length === 1 && names.length === 0;
  // Without options of their own, articles of one group are distinguished by their SKU.
  const options = alone ? [] : names.length > 0 ? names : ["SKU"];
  const variants = await Promise.all(
    articles.map(async (article): Promise<DraftVariant> => {
      const { fields } = article.content;
      return {
        sku: article.sku,
        optionValues: options.map((name) => valueOf(article, name)),
        barcode: article.barcode,
        ...(await pricesOf(shop, article, rules)),
        weight: fields["weight"] ?? null,
        originCountry: fields["originCountry"] ?? null,
        hsCode: fields["hsCode"] ?? null,
      };
    }),
  );
  return {
    key,
    title: said("title") || articles.map(({ title }) => title).find(Boolean) || (articles[0]?.sku ?? key),
    description: cleanHtml(said("description")),
    vendor: said("vendor"),
    productType: said("productType"),
    options: options.map((name) => ({
      name,
      values: [...new Set(articles.map((one) => valueOf(one, name)))],
    })),
    variants,
  };
}

async function pricesOf(shop: string, { connectionId, sku }: NewArticle, rules: Rules) {
  const entries = await entriesOfSku(shop, connectionId, sku);
  const { currency } = await getShop(shop);
  const of = (kind: PriceKind) => {
    const { value } = desiredPrice({
      kind,
      priceListId: null,
      minQuantity: 1,
      currency,
      taxesIncluded: rules.taxesIncluded,
      entries,
      rates: rules.rates.filter((rate) => rate.connectionId === connectionId),
      rules: rules.pricesOf(null),
      promotions: [],
      now: rules.now.getTime(),
    });
    return value === null || value === "" ? null : plainAmount(value);
  };
  return { price: of("price"), compareAt: of("compareAt"), cost: of("cost") };
}

function isSet(policy: unknown, flag: "on" | "grouped"): boolean {
  return typeof policy === "object" && policy !== null && (policy as Record<string, unknown>)[flag] === true;
}
