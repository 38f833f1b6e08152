import {
  getNamedType,
  getOperationAST,
  GraphQLError,
  isInterfaceType,
  isObjectType,
  Kind,
  OperationTypeNode,
  parse,
  validate,
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
} from "graphql";
import type { UserError } from "#sandbox/shopify/graphql/errors.ts";
import { Selections } from "#sandbox/shopify/graphql/selections.ts";
import { translate } from "#sandbox/shopify/graphql/translate.ts";
import { MAX_UPLOAD_BYTES } from "#sandbox/shopify/uploads/staged-uploads.ts";

const MAX_BYTES = 65_535;
const MAX_CONNECTIONS = 1;

/** The parsed mutation, or the one userError that Shopify answers. */
export function readBulkMutation(schema: GraphQLSchema, mutation: string): DocumentNode | UserError {
  const bytes = Buffer.byteLength(mutation);
  if (bytes > MAX_BYTES)
    return invalid(`is too large (${bytes} bytes; maximum is ${MAX_BYTES} bytes)`, ["query"]);
  let document: DocumentNode;
  try {
    document = parse(mutation);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const message = error.message.replace("Syntax Error:", "syntax error,");
    return invalid(`Failed to parse the mutation - ${message}`, null);
  }
  return brokenRule(schema, document) ?? document;
}

export function identifierError(identifier: string | null | undefined): UserError | null {
  if (identifier === null || identifier === undefined) return null;
  if (identifier.length > 255)
    return invalid("is too long (maximum is 255 characters)", ["clientIdentifier"]);
  return identifier.length < 10
    ? invalid("is too short (minimum is 10 characters)", ["clientIdentifier"])
    : null;
}

/** What is wrong with an uploaded file of variables. */
export function fileError(uploaded: { bytes: number } | undefined): UserError | null {
  const code = "INVALID_STAGED_UPLOAD_FILE";
  if (uploaded === undefined) {
    const message =
      "The JSONL file could not be found. Try uploading the file again, and check that you've entered the URL correctly for the stagedUploadPath mutation argument.";
    return { field: null, message, code: "NO_SUCH_FILE" };
  }
  if (uploaded.bytes === 0) return { field: null, message: "The input file is empty.", code };
  if (uploaded.bytes <= MAX_UPLOAD_BYTES) return null;
  return { field: null, message: "The input file size exceeds the maximum allowed size of 100 MB.", code };
}

function brokenRule(schema: GraphQLSchema, document: DocumentNode): UserError | null {
  const operation = getOperationAST(document);
  if (operation?.operation !== OperationTypeNode.MUTATION)
    return invalid("Invalid operation type. Only `mutation` operations are supported.", null);
  const roots = operation.selectionSet.selections.flatMap((node) => (node.kind === Kind.FIELD ? [node] : []));
  const uncoded = (message: string): UserError => ({ field: ["mutation"], message, code: null });
  const [root] = roots;
  if (root === undefined || roots.length > 1) return uncoded("You must specify a single top level mutation.");
  if (root.name.value.startsWith("bulkOperation")) return uncoded("You must use an allowed mutation name.");
  const [wrong] = validate(schema, document);
  if (wrong) return invalid(`Invalid bulk mutation: ${translate(wrong).message}`, null);
  const selections = new Selections(schema, document, {});
  const type = schema.getMutationType();
  if (type && connectionsIn(selections, operation.selectionSet, type) > MAX_CONNECTIONS)
    return uncoded("Bulk mutations cannot contain more than 1 connection.");
  return null;
}

function connectionsIn(selections: Selections, set: SelectionSetNode, type: GraphQLNamedType): number {
  return selections.fields(set, type).reduce((sum, { node, parent }) => {
    const inner = typeOf(node, parent);
    if (!inner || !node.selectionSet) return sum;
    const own = inner.name.endsWith("Connection") ? 1 : 0;
    return sum + own + connectionsIn(selections, node.selectionSet, inner);
  }, 0);
}

function typeOf(node: FieldNode, parent: GraphQLNamedType): GraphQLNamedType | null {
  if (!isObjectType(parent) && !isInterfaceType(parent)) return null;
  const field = parent.getFields()[node.name.value];
  return field ? getNamedType(field.type) : null;
}

function invalid(message: string, field: string[] | null): UserError {
  return { field, message, code: "INVALID_MUTATION" };
}
