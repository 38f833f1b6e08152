export interface Location {
  kind: "Location";
  id: string;
  name: string;
  active: boolean;
  fulfillsOnlineOrders: boolean;
  /** Shopify numbers levels per location; only the query string of a level's gid distinguishes items. */
  levelNumber: string;
  city: string;
  countryCode: string;
  createdAt: number;
  updatedAt: number;
}

/** Who changed something: a staff member, or an app by its name. */
export interface Editor {
  name: string;
  app: boolean;
}

export interface Product {
  kind: "Product";
  id: string;
  title: string;
  handle: string;
  descriptionHtml: string;
  vendor: string;
  productType: string;
  tags: string[];
  status: "ACTIVE" | "ARCHIVED" | "DRAFT" | "UNLISTED";
  /** In the order shown; one file may be in several products. */
  media: Picture[];
  /** Empty: the one option "Title" that Shopify gives a product without options. */
  options: ProductOption[];
  collections: Collection[];
  /** What people and apps did to it, oldest first. */
  events: ProductEvent[];
  variants: Variant[];
  createdAt: number;
  updatedAt: number;
}

export interface ProductOption {
  kind: "ProductOption";
  id: string;
  name: string;
  values: { kind: "ProductOptionValue"; id: string; name: string }[];
}

export interface Picture {
  kind: "MediaImage";
  id: string;
  alt: string;
  /** Where it is shown once it is processed. */
  url: string;
  /** Its last part without the query string. */
  filename: string;
  bytes: Buffer | null;
  mimeType: string;
  failure: { code: string; message: string } | null;
  processedAt: number;
  createdAt: number;
  updatedAt: number;
}

export interface Collection {
  kind: "Collection";
  id: string;
  title: string;
  handle: string;
  products: Product[];
  createdAt: number;
  updatedAt: number;
}

export interface ProductEvent {
  kind: "BasicEvent";
  id: string;
  product: Product;
  action: "create" | "update";
  by: Editor;
  createdAt: number;
}

export interface Variant {
  kind: "ProductVariant";
  id: string;
  product: Product;
  item: Item;
  title: string;
  /** Its value for each of the product's options; empty if the product has none. */
  optionValues: string[];
  sku: string | null;
  barcode: string | null;
  price: string;
  compareAtPrice: string | null;
  inventoryPolicy: "DENY" | "CONTINUE";
  requiresComponents: boolean;
  taxable: boolean;
  position: number;
  createdAt: number;
  updatedAt: number;
}

export interface Item {
  kind: "InventoryItem";
  id: string;
  variant: Variant;
  tracked: boolean;
  requiresShipping: boolean;
  cost: string | null;
  /** 0 kg if none was given. */
  weight: Weight;
  countryCodeOfOrigin: string | null;
  provinceCodeOfOrigin: string | null;
  harmonizedSystemCode: string | null;
  levels: Level[];
  createdAt: number;
  updatedAt: number;
}

export interface Weight {
  value: number;
  unit: "GRAMS" | "KILOGRAMS" | "OUNCES" | "POUNDS";
}

export class Level {
  readonly kind = "InventoryLevel";
  readonly item: Item;
  readonly location: Location;
  active = true;
  available = 0;
  committed = 0;
  reserved = 0;
  damaged = 0;
  safety_stock = 0;
  quality_control = 0;
  incoming = 0;
  createdAt: number;
  updatedAt: number;
  changedBy = "";

  constructor(item: Item, location: Location, now: number) {
    this.item = item;
    this.location = location;
    this.createdAt = now;
    this.updatedAt = now;
  }

  get gid(): string {
    return `gid://shopify/InventoryLevel/${this.location.levelNumber}?inventory_item_id=${this.item.id}`;
  }

  get on_hand(): number {
    return (
      this.available +
      this.committed +
      this.reserved +
      this.damaged +
      this.safety_stock +
      this.quality_control
    );
  }
}

export interface Locale {
  locale: string;
  name: string;
  primary: boolean;
  published: boolean;
}

export interface Translation {
  locale: string;
  key: string;
  value: string;
  /** Of the text that was translated: once that changes, the translation is outdated. */
  digest: string;
  updatedAt: number;
}

export interface MetafieldDefinition {
  kind: "MetafieldDefinition";
  id: string;
  ownerType: string;
  namespace: string;
  key: string;
  name: string;
  type: string;
}

export interface Metafield {
  kind: "Metafield";
  id: string;
  ownerGid: string;
  namespace: string;
  key: string;
  type: string;
  value: string;
  createdAt: number;
  updatedAt: number;
}
