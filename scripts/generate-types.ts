import { codegen } from "@graphql-codegen/core";
import * as operations from "@graphql-codegen/typescript-operations";
import { concatAST, parse } from "graphql";
import { format, resolveConfig } from "prettier";
import { findDocuments, schemaText } from "./graphql-documents.ts";

export const GENERATED = "app/shopify/api/generated.ts";
const HEADER = "// Written by `npm run codegen` from the documents in app/ and the schema. Do not edit.\n\n";

/** The text that app/shopify/api/generated.ts must have: types of the operations in use, and nothing else. */
export async function generatedTypes(root: string): Promise<string> {
  const documents = findDocuments(root).map(({ text }) => parse(text));
  const text = await codegen({
    filename: GENERATED,
    schema: parse(schemaText(root), { noLocation: true }),
    documents: [{ location: "app", document: concatAST(documents) }],
    plugins: [{ operations: {} }],
    pluginMap: { operations },
    config: {
      // The documents have a check of their own, stricter than this one.
      skipDocumentsValidation: true,
      skipTypename: true,
      disableDescriptions: true,
      inlineFragmentTypes: "combine",
      arrayInputCoercion: false,
      scalars: {
        ID: "string",
        DateTime: "string",
        Decimal: "string",
        Money: "string",
        UnsignedInt64: "string",
        URL: "string",
      },
      defaultScalarType: "unknown",
    },
  });
  const style = await resolveConfig(GENERATED, { editorconfig: true });
  return await format(HEADER + text, { ...style, parser: "typescript" });
}
