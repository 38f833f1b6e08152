/** Each kind counts from its own large number, so an id of one kind never happens to be a valid id of another. */
const FIRST_ID = {
  Product: 8_100_000_000_019,
  ProductVariant: 44_200_000_000_077,
  InventoryItem: 53_300_000_000_055,
  Location: 90_400_000_021,
  Order: 6_500_000_000_033,
  LineItem: 15_600_000_000_011,
  FulfillmentOrder: 7_700_000_000_045,
  FulfillmentOrderLineItem: 17_800_000_000_013,
  Fulfillment: 5_900_000_000_029,
  FulfillmentHold: 263_800_000_047,
  FulfillmentEvent: 35_200_000_000_021,
  FulfillmentLineItem: 13_100_000_000_067,
  Customer: 7_200_000_000_041,
  MailingAddress: 9_800_000_000_017,
  Company: 210_000_000_039,
  CompanyContact: 340_000_000_051,
  CompanyLocation: 450_000_000_023,
  ShippingLine: 5_300_000_000_047,
  Duty: 1_100_000_000_019,
  LineItemGroup: 2_100_000_000_053,
  OrderTransaction: 8_300_000_000_025,
  Refund: 1_020_000_000_037,
  RefundLineItem: 653_000_000_000_029,
  RefundShippingLine: 2_300_000_000_043,
  OrderAdjustment: 347_000_000_000_031,
  Return: 18_200_000_000_035,
  ReturnLineItem: 21_400_000_000_065,
  ExchangeLineItem: 4_700_000_000_033,
  PaymentTerms: 6_900_000_000_021,
  PaymentSchedule: 7_100_000_000_045,
  MediaImage: 37_200_000_000_015,
  Metafield: 31_300_000_000_071,
  MetafieldDefinition: 12_600_000_000_037,
  ProductOption: 10_900_000_000_049,
  ProductOptionValue: 3_600_000_000_061,
  Collection: 447_000_000_043,
  BasicEvent: 181_000_000_000_057,
  PriceList: 23_900_000_000_059,
  QuantityPriceBreak: 1_500_000_000_013,
  MarketCatalog: 53_700_000_000_027,
  CompanyLocationCatalog: 53_800_000_000_041,
  BulkOperation: 4_400_000_000_023,
  InventoryAdjustmentGroup: 9_500_000_000_063,
} as const;

export type NumberedKind = keyof typeof FIRST_ID;

const STEP = 31;

export class Ids {
  readonly #last = new Map<NumberedKind, number>();

  next(kind: NumberedKind): string {
    const last = this.#last.get(kind);
    const id = last === undefined ? FIRST_ID[kind] : last + STEP;
    this.#last.set(kind, id);
    return String(id);
  }
}
