import { z } from "zod";
import { parseJson } from "#app/core/json.ts";
import { ConnectionError, ProtocolError, TransientError } from "../../errors.ts";
import { limitJson } from "../../http/values.ts";
import { refusal } from "../../http/refusal.ts";
import type { HttpAnswer } from "../../http/request.ts";

/** Tryton will not do this as it is asked. Outside of a writer only a person can help. */
export class UserError extends ConnectionError {
  override name = "UserError";
}

/** Tryton asks "are you sure?"; `warning` is what an answer has to name. */
export class UserWarning extends UserError {
  override name = "UserWarning";
  readonly warning: string;
  constructor(warning: string, message: string) {
    super(message);
    this.warning = warning;
  }
}

const Failure = z.array(z.unknown()).min(1);
const Answer = z.object({ result: z.unknown().optional(), error: Failure.optional() });

/** The result in an answer of status 200; errors come in the same form. */
export function resultOf(method: string, text: string): unknown {
  limitJson("Tryton", text);
  const answer = Answer.safeParse(parseJson(text));
  if (!answer.success) {
    throw /^\s*</.test(text)
      ? new ConnectionError(
          "The address answers with a web page. Is it the one of Tryton's server, and the name of the database right?",
        )
      : new ProtocolError(`${method} was answered with something that is no JSON-RPC`);
  }
  if (answer.data.error) throw failure(method, answer.data.error);
  return answer.data.result;
}

/** What an HTTP status other than 200 means for a call that was logged in. */
export function refusedBy(answer: HttpAnswer, method: string): Error {
  const { status } = answer;
  if (status === 403) {
    return new ConnectionError(
      `Tryton does not offer ${method} to this user: a module is not active or a right is missing.`,
    );
  }
  if (status === 404) return new ConnectionError("There is no such database at this address.");
  return refusal("Tryton", answer);
}

function failure(method: string, [name, details]: unknown[]): Error {
  const [first, second] = Array.isArray(details) ? details.map(String) : [];
  switch (name) {
    case "UserError":
      return new UserError(first || `Tryton refuses ${method} without a reason.`);
    case "UserWarning":
      return new UserWarning(first ?? "", second ?? "");
    case "ConcurrencyException":
      return new TransientError("Somebody changed the record in Tryton at the same moment.", null);
    case "LoginException":
      return new ConnectionError(
        "Tryton asks this user for more than a password. Use a user that logs in with a password alone.",
      );
    default:
      return new ProtocolError(`${method} failed in Tryton: ${String(name)}`);
  }
}
