import Big from "big.js";
import { costOf, priceLists, rates, type Offer } from "#sandbox/sources/offers.ts";
import type { Ledger } from "#sandbox/sources/ledger.ts";
import type { SeededShop, SeededVariant } from "./shop.ts";

export interface PriceMismatch {
  sku: string;
  /** price, compare-at price, cost, or the price list with its quantity. */
  what: string;
  shop: string | null;
  erp: string | null;
  /** It moves by so much that Concord asks a person first. */
  jumps: boolean;
}

/** The share that Concord asks about: its own default, repeated here on purpose. */
const jumpShare = 0.5;

/** Where the shop's prices and price lists differ from what the ERP offers at this moment. */
export function priceMismatches(shop: SeededShop, ledger: Ledger, now: number): PriceMismatch[] {
  return shop.variants.flatMap((seeded) => {
    const { item } = seeded.variant;
    if (item === null || item.trouble === "twice-in-shop") return [];
    const offers = ledger.offers(item.sku).filter((offer) => isOn(offer, now));
    const own = [...ownPrices(shop, seeded, offers), ...listPrices(shop, seeded, offers)];
    return own.flatMap(([what, shown, erp]) => {
      if (sameAmount(shown, erp)) return [];
      return [{ sku: item.sku, what, shop: shown, erp, jumps: isJump(shown, erp) }];
    });
  });
}

type Compared = [what: string, shop: string | null, erp: string | null];

function ownPrices(shop: SeededShop, { variant, variantId }: SeededVariant, offers: Offer[]): Compared[] {
  const shown = shop.store.variants.need(variantId);
  // A price with an end takes precedence over one without.
  const offer = offers
    .filter(({ list }) => list === "")
    .sort((a, b) => Number(b.until !== null) - Number(a.until !== null))[0];
  return [
    ["price", shown.price, offer?.amount ?? null],
    ["compare-at price", shown.compareAtPrice, offer?.was ?? null],
    ["cost", shown.item.cost, costOf(variant.item?.price ?? "0")],
  ];
}

function listPrices(shop: SeededShop, { variantId }: SeededVariant, offers: Offer[]): Compared[] {
  return Object.entries(shop.priceListOf).flatMap(([code, list]) => {
    const fixed = list.fixed.get(variantId);
    const shown = new Map(fixed ? [[1, fixed.price]] : []);
    for (const { minimumQuantity, price } of fixed?.breaks ?? []) shown.set(minimumQuantity, price);
    const offered = new Map(
      offers.filter((offer) => offer.list === code).map((offer) => [offer.minQuantity, inListMoney(offer)]),
    );
    const quantities = new Set([...shown.keys(), ...offered.keys()]);
    return [...quantities].map((from): Compared => {
      return [`${list.name} from ${from}`, shown.get(from) ?? null, offered.get(from) ?? null];
    });
  });
}

function inListMoney({ list, amount }: Offer): string {
  if (list !== priceLists.overseas.code) return amount;
  return new Big(amount).times(rates.USD).round(2, Big.roundHalfUp).toFixed(2);
}

function isOn({ from, until }: Offer, now: number): boolean {
  return (from === null || from.getTime() <= now) && (until === null || now < until.getTime());
}

function sameAmount(a: string | null, b: string | null): boolean {
  return a === null || b === null ? a === b : new Big(a).eq(b);
}

function isJump(shown: string | null, erp: string | null): boolean {
  if (shown === null || erp === null) return false;
  return new Big(erp).minus(shown).abs().gt(new Big(shown).times(jumpShare));
}
