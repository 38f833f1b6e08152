import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { buildASTSchema, GraphQLError, isScalarType, parse, type GraphQLSchema } from "graphql";

const SCHEMA_FILE = new URL("../../../schema/admin-2026-10.graphql.gz", import.meta.url);

let built: GraphQLSchema | null = null;

/** The real Admin schema. It is built once per process: that takes half a second. */
export function adminSchema(): GraphQLSchema {
  built ??= build();
  return built;
}

function build(): GraphQLSchema {
  const text = gunzipSync(readFileSync(SCHEMA_FILE)).toString("utf8");
  const schema = buildASTSchema(parse(text, { noLocation: true }), {
    assumeValid: true,
    assumeValidSDL: true,
  });
  const dateTime = schema.getType("DateTime");
  if (isScalarType(dateTime)) dateTime.serialize = serializeDateTime;
  const unsigned = schema.getType("UnsignedInt64");
  if (isScalarType(unsigned)) unsigned.serialize = String;
  const url = schema.getType("URL");
  if (isScalarType(url)) url.parseValue = parseUrl;
  return schema;
}

/** Only its form is checked: "javascript:alert(1)" has a scheme, and no host. */
function parseUrl(value: unknown): unknown {
  const text = String(value);
  const [, scheme, host] = /^([a-z][a-z0-9+.-]*:)?(\/\/[^/]+)?/i.exec(text) ?? [];
  if (scheme === undefined) throw new GraphQLError(`Invalid url '${text}', missing scheme`);
  if (host === undefined) throw new GraphQLError(`Invalid url '${text}', missing host`);
  return value;
}

/** Shopify's timestamps have no fractions of a second. */
function serializeDateTime(value: unknown): string {
  return new Date(value as number).toISOString().replace(/\.\d+Z$/, "Z");
}
