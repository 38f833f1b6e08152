import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import {
  type ASTVisitor,
  type DocumentNode,
  type GraphQLSchema,
  GraphQLError,
  NoDeprecatedCustomRule,
  type ValidationContext,
  buildSchema,
  parse,
  specifiedRules,
  validate,
} from "graphql";

const SCHEMA_FILE = "schema/admin-2026-10.graphql.gz";
const SOURCES = ["app/**/*.{ts,tsx}", "extensions/**/*.{js,jsx,ts,tsx}"];
/** A template after a comment, a form that editors recognize too. */
const MARKED = /\/\* GraphQL \*\/\s*`([^`]*)`/g;
/** A template that begins like a document, marked or not. */
const LOOKS_LIKE_ONE =
  /`\s*(?:#graphql\s*)?(?:(?:query|mutation|subscription)\b[^`;=]*\{|fragment\s+\w+\s+on\s)/g;

/** Mutations that Shopify refuses without @idempotent since 2026-04. */
const NEED_KEY = new Set([
  "inventoryActivate",
  "inventoryAdjustQuantities",
  "inventoryMoveQuantities",
  "inventorySetOnHandQuantities",
  "inventorySetQuantities",
  "inventoryShipmentAddItems",
  "inventoryShipmentCreate",
  "inventoryShipmentCreateInTransit",
  "inventoryShipmentReceive",
  "inventoryTransferCreate",
  "inventoryTransferCreateAsReadyToShip",
  "inventoryTransferDuplicate",
  "inventoryTransferSetItems",
  "locationActivate",
  "locationDeactivate",
  "refundCreate",
]);

export interface SourceDocument {
  file: string;
  text: string;
}

/** The Admin schema in SDL, as committed. */
export function schemaText(root: string): string {
  return gunzipSync(readFileSync(join(root, SCHEMA_FILE))).toString("utf8");
}

/** Every GraphQL document in the sources under `root`. Throws for one that codegen could not see. */
export function findDocuments(root: string): SourceDocument[] {
  return globSync(SOURCES, { cwd: root })
    .filter((file) => !file.includes("node_modules"))
    .sort()
    .flatMap((file) => documentsIn(file, readFileSync(join(root, file), "utf8")));
}

/** The documents of one source file. */
export function documentsIn(file: string, source: string): SourceDocument[] {
  const documents = [...source.matchAll(MARKED)].map(([, text = ""]) => ({ file, text }));
  const unmarked = [...source.matchAll(LOOKS_LIKE_ONE)].length - documents.length;
  if (unmarked > 0) throw new Error(`${file}: a GraphQL document without its /* GraphQL */ mark`);
  for (const { text } of documents) {
    if (text.includes("${")) throw new Error(`${file}: a GraphQL document must not be put together`);
  }
  return documents;
}

/** The Admin schema, ready to validate against. */
export function adminSchema(root: string): GraphQLSchema {
  return buildSchema(schemaText(root), { assumeValidSDL: true });
}

/** What Shopify would object to in these documents, one line each; empty if all is well. */
export function objections(schema: GraphQLSchema, documents: readonly SourceDocument[]): string[] {
  const parsed: { file: string; document: DocumentNode }[] = [];
  const lines: string[] = [];
  for (const { file, text } of documents) {
    try {
      parsed.push({ file, document: parse(text) });
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      lines.push(`${file}: ${error.message}`);
    }
  }
  // Fragments live beside the operations that spread them, so all are validated as one document.
  const whole: DocumentNode = {
    kind: parsed[0]?.document.kind ?? parse("{ a }").kind,
    definitions: parsed.flatMap(({ document }) => document.definitions),
  };
  const rules = [...specifiedRules, NoDeprecatedCustomRule, idempotentRule];
  for (const error of validate(schema, whole, rules)) {
    const [node] = error.nodes ?? [];
    const owner = parsed.find(({ document }) => document.loc?.source === node?.loc?.source);
    lines.push(`${owner?.file ?? "unknown file"}: ${error.message}`);
  }
  return lines;
}

function idempotentRule(context: ValidationContext): ASTVisitor {
  return {
    Field(node) {
      if (context.getParentType()?.name !== "Mutation" || !NEED_KEY.has(node.name.value)) return;
      if (node.directives?.some(({ name }) => name.value === "idempotent")) return;
      const message = `"${node.name.value}" must carry @idempotent.`;
      context.reportError(new GraphQLError(message, { nodes: node }));
    },
  };
}
