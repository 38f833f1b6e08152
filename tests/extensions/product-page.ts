import { readFileSync } from "node:fs";
import { join } from "node:path";
import { getExtension } from "@shopify/ui-extensions-tester";
import { render } from "preact";
import { vi } from "vitest";
import type { OrderAnswer } from "#app/endpoints/order-answer.ts";
import type { WhyAnswer } from "#app/endpoints/why-answer.ts";

export const ROOT = join(import.meta.dirname, "../..");

type Target =
  | "admin.product-details.block.render"
  | "admin.product-variant-details.block.render"
  | "admin.product-details.action.render"
  | "admin.product-variant-details.action.render"
  | "admin.order-details.block.render"
  | "admin.order-details.action.render";

export interface Page {
  /** Everything that was asked of Concord, as "GET /api/why?product=1". */
  asked: string[];
  text(): string;
  button(label: string): HTMLElement | undefined;
  close(): void;
}

export type Answer = WhyAnswer | OrderAnswer | { status: number } | "offline";

/** Opens an extension on the page of a product or variant; Concord gives the answers in turn, the last one for good. */
export async function openPage(
  target: Target,
  folder: string,
  gid: string,
  answers: readonly Answer[],
  /** Statuses of the answers to repairs, and what else the admin offers. */
  given: { repairs?: readonly number[]; close?: () => void; navigate?: (to: string | URL) => void } = {},
): Promise<Page> {
  const extension = getExtension(target, { configSearchDir: join(ROOT, "extensions", folder) });
  extension.setUp();
  const { repairs = [], close, navigate } = given;
  if (close) Object.assign(extension.shopify, { close });
  if (navigate) Object.assign(extension.shopify, { navigation: { navigate } });
  extension.shopify.data = { selected: [{ id: gid }] };
  extension.shopify.i18n.translate = translator(folder) as typeof extension.shopify.i18n.translate;
  extension.shopify.i18n.formatDate = (date) => date.toISOString().slice(0, 16);
  extension.shopify.i18n.formatCurrency = (amount, { currency } = {}) =>
    `${currency ?? ""} ${amount.toString()}`;
  const asked: string[] = [];
  let looks = 0;
  let wishes = 0;
  extension.fetch = vi.fn((input: RequestInfo | URL, init?: RequestInit) => {
    asked.push(
      `${init?.method ?? "GET"} ${input as string}${typeof init?.body === "string" ? ` ${init.body}` : ""}`,
    );
    if (init?.method === "POST")
      return Promise.resolve(new Response("{}", { status: repairs[wishes++] ?? 200 }));
    const answer = answers[Math.min(looks++, answers.length - 1)];
    if (answer === undefined || answer === "offline") return Promise.reject(new TypeError("Failed to fetch"));
    const status = "status" in answer ? answer.status : 200;
    return Promise.resolve(new Response(JSON.stringify(answer), { status }));
  });
  await extension.render();
  const host = document.body;
  return {
    asked,
    text: () => host.textContent ?? "",
    button: (label) =>
      [...host.querySelectorAll<HTMLElement>("s-button")].find((one) => one.textContent === label),
    close: () => {
      render(null, host);
      extension.tearDown();
    },
  };
}

type Texts = { [key: string]: string | Texts };

/** As the admin translates: nested keys, {{gaps}}, plural forms by `count`. */
export function translator(folder: string) {
  const file = join(ROOT, "extensions", folder, "locales/en.default.json");
  const texts = JSON.parse(readFileSync(file, "utf8")) as Texts;
  return (key: string, replacements: Record<string, string | number> = {}): string => {
    const found = key
      .split(".")
      .reduce<string | Texts | undefined>(
        (at, part) => (typeof at === "object" ? at[part] : undefined),
        texts,
      );
    const form = new Intl.PluralRules("en").select(Number(replacements["count"]));
    const text = typeof found === "object" ? (found[form] ?? found["other"]) : found;
    if (typeof text !== "string") throw new Error(`No text for ${key}`);
    return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(replacements[name]));
  };
}

const NOTHING = { agreed: 0, repairing: 0, waiting: 0 };

const stock = {
  kind: "stock",
  place: "7",
  placeName: "Brno",
  sku: "85123A",
  reason: null,
  message: null,
} as const;

export const IN_STEP: WhyAnswer = {
  state: "in-step",
  sentence: { key: "explain.inStep", params: { shows: "5", should: "5", message: "", count: 3 } },
  cure: null,
  counts: { stock: { ...NOTHING, agreed: 3 }, price: NOTHING, content: NOTHING },
  worst: { ...stock, shows: "5", should: "5", verdict: "in-sync", receipt: null },
  outOfStep: [],
  more: false,
  page: "app/product/1",
};

export const REFUSED: WhyAnswer = {
  state: "needs-you",
  sentence: { key: "explain.refused", params: { shows: "7", should: "5", message: "No.", count: 1 } },
  cure: "repair",
  counts: { stock: { ...NOTHING, waiting: 1 }, price: { ...NOTHING, waiting: 1 }, content: NOTHING },
  worst: {
    ...{ ...stock, shows: "7", should: "5", verdict: "failing", message: "No." },
    receipt: {
      of: "stock",
      basis: "available",
      lines: [
        { kind: "free", warehouse: "MAIN", quantity: 9, asOf: "2026-11-21T10:00:00Z", origin: null },
        { kind: "buffer", quantity: -2, scope: "shop", subject: "" },
        { kind: "unbooked", quantity: -2, orders: ["#1041", "#1042"] },
      ],
      result: 5,
    },
  },
  outOfStep: [
    { ...stock, shows: "7", should: "5", verdict: "failing", message: "No." },
    {
      ...{ kind: "price", place: "", placeName: null, sku: "85123A", reason: null, message: null },
      ...{ shows: "11.00 EUR", should: "12.50 EUR", verdict: "conflict" },
    },
  ],
  more: false,
  page: "app/product/1",
};
