import type { GraphQLError } from "graphql";
import type { TopLevelError } from "./errors.ts";

type Extensions = Record<string, unknown>;

/** graphql-js's wording beside Shopify's, with Shopify's code. Messages without a line here stay as they are. */
const WORDINGS: [RegExp, (match: string[]) => { message: string; extensions: Extensions }][] = [
  [
    /^Cannot query field "(\w+)" on type "(\w+)"/,
    ([, fieldName, typeName]) => ({
      message: `Field '${fieldName}' doesn't exist on type '${typeName}'`,
      extensions: { code: "undefinedField", typeName, fieldName },
    }),
  ],
  [
    /^Unknown argument "(\w+)" on field "\w+\.(\w+)"/,
    ([, argumentName, name]) => ({
      message: `Field '${name}' doesn't accept argument '${argumentName}'`,
      extensions: { code: "argumentNotAccepted", name, typeName: "Field", argumentName },
    }),
  ],
  [
    /^Field "(\w+)" argument "(\w+)" of type .* is required/,
    ([, name, argument]) => ({
      message: `Field '${name}' is missing required arguments: ${argument}`,
      extensions: { code: "missingRequiredArguments", className: "Field", name, arguments: argument },
    }),
  ],
  [
    /^Directive "@(\w+)" argument "(\w+)" of type .* is required/,
    ([, name, argument]) => ({
      message: `Directive '${name}' is missing required arguments: ${argument}`,
      extensions: { code: "missingRequiredArguments", className: "Directive", name, arguments: argument },
    }),
  ],
  [
    /^Unknown directive "@(\w+)"/,
    ([, directiveName]) => ({
      message: `Directive @${directiveName} is not defined`,
      extensions: { code: "undefinedDirective", directiveName },
    }),
  ],
  [
    /^Variable "\$(\w+)" is never used(?: in operation "(\w+)")?/,
    ([, variableName, operation]) => ({
      message: `Variable $${variableName} is declared by ${operation ?? "anonymous query"} but not used`,
      extensions: { code: "variableNotUsed", variableName },
    }),
  ],
  [
    /^Field "(\w+)" of type "([^"]+)" must have a selection of subfields/,
    ([, nodeName, typeName]) => ({
      message: `Field must have selections (field '${nodeName}' returns ${typeName?.replace(/[![\]]/g, "")} but has no selections. Did you mean '${nodeName} { ... }'?)`,
      extensions: { code: "selectionMismatch", nodeName: `field '${nodeName}'`, typeName },
    }),
  ],
  [
    /^Field "(\w+)\.(\w+)" of required type "([^"]+)" was not provided/,
    ([, objectType, name, type]) => ({
      message: `Argument '${name}' on InputObject '${objectType}' is required. Expected type ${type}`,
      extensions: { code: "missingRequiredInputObjectAttribute", argumentName: name, argumentType: type },
    }),
  ],
  [
    /^Field "(\w+)" is not defined by type "(\w+)"/,
    ([, argumentName, name]) => ({
      message: `InputObject '${name}' doesn't accept argument '${argumentName}'`,
      extensions: { code: "argumentNotAccepted", name, typeName: "InputObject", argumentName },
    }),
  ],
];

export function translate(error: GraphQLError): TopLevelError {
  const locations = [...(error.locations ?? [])];
  for (const [pattern, word] of WORDINGS) {
    const match = pattern.exec(error.message);
    if (match) return { locations, ...word([...match]) };
  }
  return { message: error.message, locations };
}
