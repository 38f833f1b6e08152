import type { SourceLineKind } from "#app/core/source/order.ts";

/** What no article of the source stands for, in the order of the form. */
export const SERVICES = [
  "shipping",
  "gift-card",
  "tip",
  "duty",
  "placeholder",
  "adjustment",
] as const satisfies readonly SourceLineKind[];

type Service = (typeof SERVICES)[number];

/** What the form holds while a connection to Tryton is being described; every field is text as it was typed. */
export interface TrytonDraft {
  name: string;
  url: string;
  database: string;
  user: string;
  password: string;
  stock: "forecast" | "quantity";
  /** Names, separated by commas. */
  lists: string;
  currency: string;
  customer: string;
  paymentTerm: string;
  products: Record<Service, string>;
}

const NO_PRODUCTS: Record<Service, string> = {
  shipping: "",
  "gift-card": "",
  tip: "",
  duty: "",
  placeholder: "",
  adjustment: "",
};

export const NEW_TRYTON: TrytonDraft = {
  name: "",
  url: "",
  database: "",
  user: "",
  password: "",
  stock: "forecast",
  lists: "",
  currency: "",
  customer: "",
  paymentTerm: "",
  products: NO_PRODUCTS,
};

interface Stored {
  url?: string;
  database?: string;
  user?: string;
  stock?: "forecast" | "quantity";
  prices?: { lists?: string[]; currency?: string | null; customer?: string | null };
  orders?: { paymentTerm?: string | null; products?: Partial<Record<Service, string>> };
}

/** Stored settings back in the form. The password is write-only, so its field is empty. */
export function trytonDraftFrom(name: string, stored: unknown): TrytonDraft {
  const { url = "", database = "", user = "", stock = "forecast", prices, orders } = (stored ?? {}) as Stored;
  return {
    ...{ ...NEW_TRYTON, name, url, database, user, stock },
    lists: (prices?.lists ?? []).join(", "),
    currency: prices?.currency ?? "",
    customer: prices?.customer ?? "",
    paymentTerm: orders?.paymentTerm ?? "",
    products: { ...NO_PRODUCTS, ...orders?.products },
  };
}

/** The draft as the adapter reads it. */
export function trytonSettingsOf(draft: TrytonDraft) {
  const { url, database, user, stock, lists, products } = draft;
  const named = Object.entries(products).filter(([, code]) => code.trim() !== "");
  return {
    ...{ url, database, user, stock },
    prices: {
      lists: lists
        .split(",")
        .map((name) => name.trim())
        .filter((name) => name !== ""),
      currency: orNull(draft.currency.toUpperCase()),
      customer: orNull(draft.customer),
    },
    orders: { paymentTerm: orNull(draft.paymentTerm), products: Object.fromEntries(named) },
  };
}

function orNull(text: string): string | null {
  return text.trim() === "" ? null : text.trim();
}

const REQUIRED = ["url", "database", "user"] as const;

/** Fields that are still empty and must not be. */
export function missingInTryton(draft: TrytonDraft, intent: "test" | "save") {
  const fields = REQUIRED.filter((field) => draft[field].trim() === "");
  return intent === "save" && draft.name.trim() === "" ? (["name", ...fields] as const) : fields;
}
