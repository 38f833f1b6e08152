import { bareId, gid } from "#app/core/gid.ts";
import { INPUT_ROWS_MAX } from "#app/core/shopify-limits.ts";
import type { AdminClient } from "../api/client.ts";
import {
  answered,
  type FixedPriceWrite,
  type PriceAnswer,
  type PriceOutcomes,
  type QuantityBreak,
} from "./fixed-price-outcomes.ts";
import type {
  AddFixedPricesMutation,
  AddFixedPricesMutationVariables,
  DeleteFixedPricesMutation,
  DeleteFixedPricesMutationVariables,
  UpdateFixedPricesMutation,
  UpdateFixedPricesMutationVariables,
  UpdateQuantityPricingMutation,
  UpdateQuantityPricingMutationVariables,
} from "../api/generated.ts";
import { operation } from "../api/operation.ts";
import { readFixedPricesOf } from "./lists.ts";

const AddFixedPrices = operation<AddFixedPricesMutation, AddFixedPricesMutationVariables>(/* GraphQL */ `
  mutation AddFixedPrices($listId: ID!, $prices: [PriceListPriceInput!]!) {
    priceListFixedPricesAdd(priceListId: $listId, prices: $prices) {
      prices {
        variant {
          id
        }
      }
      userErrors {
        field
        code
        message
      }
    }
  }
`);

const DeleteFixedPrices = operation<DeleteFixedPricesMutation, DeleteFixedPricesMutationVariables>(
  /* GraphQL */ `
    mutation DeleteFixedPrices($listId: ID!, $variantIds: [ID!]!) {
      priceListFixedPricesDelete(priceListId: $listId, variantIds: $variantIds) {
        deletedFixedPriceVariantIds
        userErrors {
          field
          code
          message
        }
      }
    }
  `,
);

const UpdateFixedPrices = operation<UpdateFixedPricesMutation, UpdateFixedPricesMutationVariables>(
  /* GraphQL */ `
    mutation UpdateFixedPrices($listId: ID!, $prices: [PriceListPriceInput!]!, $variantIds: [ID!]!) {
      priceListFixedPricesUpdate(
        priceListId: $listId
        pricesToAdd: $prices
        variantIdsToDelete: $variantIds
      ) {
        pricesAdded {
          variant {
            id
          }
        }
        deletedFixedPriceVariantIds
        userErrors {
          field
          code
          message
        }
      }
    }
  `,
);

const UpdateQuantityPricing = operation<
  UpdateQuantityPricingMutation,
  UpdateQuantityPricingMutationVariables
>(/* GraphQL */ `
  mutation UpdateQuantityPricing($listId: ID!, $input: QuantityPricingByVariantUpdateInput!) {
    quantityPricingByVariantUpdate(priceListId: $listId, input: $input) {
      userErrors {
        field
        code
        message
      }
    }
  }
`);

type PriceInput = AddFixedPricesMutationVariables["prices"][number];
type CurrencyCode = PriceInput["price"]["currencyCode"];

/**
 * Writes fixed prices and quantity breaks of one list in a single mutation that covers them all, and says
 * what became of each row. Throws what `AdminClient.run` throws. Source: priceListFixedPricesAdd, -Delete,
 * -Update, quantityPricingByVariantUpdate.
 */
export async function writeFixedPrices(
  client: AdminClient,
  write: FixedPriceWrite,
  signal?: AbortSignal,
): Promise<PriceOutcomes> {
  refuseTooMuch(write);
  const { set, remove, breaks } = write;
  if (breaks.set.length + breaks.remove.length > 0) return withBreaks(client, write, signal);
  if (set.length + remove.length === 0) return answered(write, NOTHING);
  const options = { signal, urgent: write.urgent ?? false, closing: write.closing ?? false, estimate: 12 };
  const listId = gid("PriceList", write.listId);
  const prices = set.map((row) => priceInput(row, write.currency));
  const variantIds = remove.map((id) => gid("ProductVariant", id));
  if (remove.length === 0) {
    const { data } = await client.run(AddFixedPrices, { listId, prices }, options);
    const { prices: added = null, userErrors = [] } = data.priceListFixedPricesAdd ?? {};
    return answered(write, { errors: userErrors, added: idsOf(added), deleted: [] });
  }
  if (set.length === 0) {
    const { data } = await client.run(DeleteFixedPrices, { listId, variantIds }, options);
    const { deletedFixedPriceVariantIds, userErrors = [] } = data.priceListFixedPricesDelete ?? {};
    const deleted = (deletedFixedPriceVariantIds ?? []).map(bareId);
    return answered(write, { errors: userErrors, added: [], deleted });
  }
  const { data } = await client.run(UpdateFixedPrices, { listId, prices, variantIds }, options);
  const {
    pricesAdded = null,
    deletedFixedPriceVariantIds,
    userErrors = [],
  } = data.priceListFixedPricesUpdate ?? {};
  const deleted = (deletedFixedPriceVariantIds ?? []).map(bareId);
  return answered(write, { errors: userErrors, added: idsOf(pricesAdded), deleted });
}

const NOTHING: PriceAnswer = { errors: [], added: [], deleted: [] };

/**
 * Breaks are removed by their ids, which are read first. One that is set again is removed as well: Shopify
 * deletes before it adds, all or nothing, and does not say that adding replaces.
 */
async function withBreaks(
  client: AdminClient,
  write: FixedPriceWrite,
  signal: AbortSignal | undefined,
): Promise<PriceOutcomes> {
  const { set, remove, breaks, currency } = write;
  const touched = [...breaks.set, ...breaks.remove];
  const variantIds = [...new Set(touched.map(({ variantId }) => variantId))];
  const shown = await readFixedPricesOf(client, write.listId, variantIds, signal);
  const present = new Map(
    shown.flatMap((price) =>
      price.breaks.map((row) => [breakKey({ ...row, variantId: price.variantId }), row.id]),
    ),
  );
  const withId = touched.flatMap((row) => present.get(breakKey(row)) ?? []);
  if (set.length + remove.length + breaks.set.length + withId.length === 0) return answered(write, NOTHING);
  const input = {
    pricesToAdd: set.map((row) => priceInput(row, currency)),
    pricesToDeleteByVariantId: remove.map((id) => gid("ProductVariant", id)),
    quantityPriceBreaksToAdd: breaks.set.map(({ variantId, minimumQuantity, price }) => {
      return {
        variantId: gid("ProductVariant", variantId),
        minimumQuantity,
        price: moneyInput(price, currency),
      };
    }),
    quantityPriceBreaksToDelete: withId.map((id) => gid("QuantityPriceBreak", id)),
    quantityRulesToAdd: [],
    quantityRulesToDeleteByVariantId: [],
  };
  const { urgent = false, closing = false } = write;
  const variables = { listId: gid("PriceList", write.listId), input };
  const { data } = await client.run(UpdateQuantityPricing, variables, {
    signal,
    urgent,
    closing,
    estimate: 10,
  });
  return answered(write, {
    errors: data.quantityPricingByVariantUpdate?.userErrors ?? [],
    added: [],
    deleted: [],
  });
}

function refuseTooMuch({ set, remove, breaks }: FixedPriceWrite): void {
  for (const rows of [set, remove, [...breaks.set, ...breaks.remove]]) {
    if (rows.length > INPUT_ROWS_MAX) {
      throw new RangeError(`${rows.length} rows in one write; ${INPUT_ROWS_MAX} are possible`);
    }
  }
  const removed = new Set(remove);
  const both = set.find(({ variantId }) => removed.has(variantId));
  if (both) throw new RangeError(`The price of ${both.variantId} cannot be both set and removed`);
}

function priceInput(row: FixedPriceWrite["set"][number], currency: string): PriceInput {
  return {
    variantId: gid("ProductVariant", row.variantId),
    price: moneyInput(row.price, currency),
    compareAtPrice: row.compareAt === "" ? null : moneyInput(row.compareAt, currency),
  };
}

function moneyInput(amount: string, currency: string): PriceInput["price"] {
  // Shopify itself named the list's currency, and refuses others.
  return { amount, currencyCode: currency as CurrencyCode };
}

function breakKey({ variantId, minimumQuantity }: Omit<QuantityBreak, "price">): string {
  return `${variantId} ${minimumQuantity}`;
}

function idsOf(prices: readonly { variant: { id: string } }[] | null): string[] {
  return (prices ?? []).map(({ variant }) => bareId(variant.id));
}
