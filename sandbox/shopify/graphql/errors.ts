import { GraphQLError } from "graphql";

/** Refused by the resolver of a root field: the answer keeps `data`, with null under that root. */
export function refuse(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}

/** The sandbox never guesses: what it does not know must fail where the developer sees it. */
export function notImplemented(what: string): GraphQLError {
  return new GraphQLError(`sandbox does not implement ${what}`, {
    extensions: { code: "SANDBOX_NOT_IMPLEMENTED" },
  });
}

export interface TopLevelError {
  message: string;
  locations?: readonly { line: number; column: number }[];
  path?: readonly (string | number)[];
  extensions?: Record<string, unknown>;
}

export interface UserError {
  field: string[] | null;
  message: string;
  code?: string | null;
}
