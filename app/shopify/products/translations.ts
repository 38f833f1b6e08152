import { gid } from "#app/core/gid.ts";
import type { AdminClient } from "../api/client.ts";
import type {
  ReadLocalesQuery,
  ReadLocalesQueryVariables,
  RegisterTranslationsMutation,
  RegisterTranslationsMutationVariables,
  RemoveTranslationsMutation,
  RemoveTranslationsMutationVariables,
  TranslatableTextsQuery,
  TranslatableTextsQueryVariables,
} from "../api/generated.ts";
import type { Rejected } from "../api/refusal.ts";
import { operation } from "../api/operation.ts";

/** One text of a product in another language; an empty one is removed. */
export interface TranslationRow {
  locale: string;
  field: "title" | "description";
  value: string;
}

export type TranslationOutcome =
  | { outcome: "applied" }
  /** The text in the shop's own language changed meanwhile: read it and decide again. */
  | { outcome: "stale" }
  | Rejected
  /** Shopify neither saved nor refused it: send it again. */
  | { outcome: "skipped" };

/** How translations name the texts of a product. */
const KEYS = { title: "title", description: "body_html" } as const;

const ReadLocales = operation<ReadLocalesQuery, ReadLocalesQueryVariables>(/* GraphQL */ `
  query ReadLocales {
    shopLocales {
      locale
      name
      primary
      published
    }
  }
`);

const TranslatableTexts = operation<TranslatableTextsQuery, TranslatableTextsQueryVariables>(/* GraphQL */ `
  query TranslatableTexts($id: ID!) {
    translatableResource(resourceId: $id) {
      translatableContent {
        key
        digest
      }
    }
  }
`);

const RegisterTranslations = operation<RegisterTranslationsMutation, RegisterTranslationsMutationVariables>(
  /* GraphQL */ `
    mutation RegisterTranslations($id: ID!, $translations: [TranslationInput!]!) {
      translationsRegister(resourceId: $id, translations: $translations) {
        translations {
          locale
          key
        }
        userErrors {
          field
          code
          message
        }
      }
    }
  `,
);

const RemoveTranslations = operation<RemoveTranslationsMutation, RemoveTranslationsMutationVariables>(
  /* GraphQL */ `
    mutation RemoveTranslations($id: ID!, $locales: [String!]!, $keys: [String!]!) {
      translationsRemove(resourceId: $id, locales: $locales, translationKeys: $keys) {
        userErrors {
          code
          message
        }
      }
    }
  `,
);

type UserError = NonNullable<RegisterTranslationsMutation["translationsRegister"]>["userErrors"][number];

/** The languages of the shop; buyers see the published ones. Needs read_locales. Source: QueryRoot.shopLocales. */
export async function readLocales(
  client: AdminClient,
  signal?: AbortSignal,
): Promise<ReadLocalesQuery["shopLocales"]> {
  const { data } = await client.run(ReadLocales, {}, { signal, estimate: 3 });
  return data.shopLocales;
}

/**
 * Writes texts of one product in other languages and says what became of each row, in the order given.
 * Shopify refuses a translation that equals the original: "Value cannot match original content". Throws what
 * `AdminClient.run` throws. Source: translationsRegister, translationsRemove, TranslationErrorCode.
 */
export async function registerTranslations(
  client: AdminClient,
  productId: string,
  rows: readonly TranslationRow[],
  signal?: AbortSignal,
): Promise<TranslationOutcome[]> {
  const id = gid("Product", productId);
  const outcomes = rows.map((): TranslationOutcome => ({ outcome: "applied" }));
  const note = (at: number, outcome: TranslationOutcome) => void (outcomes[at] = outcome);
  const numbered = rows.map((row, at) => ({ row, at }));
  const emptied = numbered.filter(({ row }) => row.value.trim() === "");
  for (const { row, at } of emptied) {
    const rejected = await remove(client, id, row, signal);
    if (rejected !== null) note(at, rejected);
  }
  const filled = numbered.filter(({ row }) => row.value.trim() !== "");
  if (filled.length > 0) await register(client, id, filled, note, signal);
  return outcomes;
}

async function remove(
  client: AdminClient,
  id: string,
  { locale, field }: TranslationRow,
  signal: AbortSignal | undefined,
): Promise<Rejected | null> {
  const variables = { id, locales: [locale], keys: [KEYS[field]] };
  const { data } = await client.run(RemoveTranslations, variables, { signal });
  const [error] = data.translationsRemove?.userErrors ?? [];
  return error === undefined ? null : rejected(error);
}

async function register(
  client: AdminClient,
  id: string,
  filled: readonly { row: TranslationRow; at: number }[],
  note: (at: number, outcome: TranslationOutcome) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { data: texts } = await client.run(TranslatableTexts, { id }, { signal, estimate: 5 });
  const content = texts.translatableResource?.translatableContent ?? [];
  const digests = new Map(content.map(({ key, digest }) => [key, digest]));
  const translations = filled.map(({ row: { locale, field, value } }) => {
    const key = KEYS[field];
    return { locale, key, value, translatableContentDigest: digests.get(key) ?? "" };
  });
  const { data } = await client.run(RegisterTranslations, { id, translations }, { signal });
  const { translations: saved = null, userErrors = [] } = data.translationsRegister ?? {};
  filled.forEach(({ row, at }, index) => {
    const error = userErrors.find((one) => isOfRow(one, index));
    if (error !== undefined) {
      note(at, error.code === "INVALID_TRANSLATABLE_CONTENT" ? { outcome: "stale" } : rejected(error));
      return;
    }
    const there = saved?.some(({ locale, key }) => locale === row.locale && key === KEYS[row.field]);
    if (there !== true) note(at, { outcome: "skipped" });
  });
}

/** `field` is a path of strings, ["translations", "3", "value"]; one that names no row means all of them. */
function isOfRow({ field }: UserError, index: number): boolean {
  const row = field?.[1];
  return row === undefined || !/^\d+$/.test(row) || Number(row) === index;
}

function rejected({ code, message }: { code: string | null; message: string }): Rejected {
  return { outcome: "rejected", code, message };
}
