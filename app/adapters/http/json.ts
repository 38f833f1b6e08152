import type { z } from "zod";
import { ProtocolError } from "../errors.ts";
import type { HttpAnswer } from "./request.ts";
import { limitJson } from "./values.ts";

/** A body of JSON as its schema reads it. */
export function jsonOf<T>(name: string, { bytes }: Pick<HttpAnswer, "bytes">, schema: z.ZodType<T>): T {
  const text = new TextDecoder().decode(bytes);
  return checkedAnswer(name, parsed(name, text), schema);
}

export function checkedAnswer<T>(name: string, value: unknown, schema: z.ZodType<T>): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ProtocolError(
    `${name} answered something unexpected at ${issue?.path.join(".") || "the top"}: ${issue?.message}`,
  );
}

function parsed(name: string, text: string): unknown {
  limitJson(name, text);
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ProtocolError(notData(name, text, "JSON"), { cause: error });
  }
}

export function notData(name: string, text: string, kind: "JSON" | "XML"): string {
  if (/^\s*<(!doctype html|html)/i.test(text)) {
    return `${name} answered a web page instead of data. Is the address right, and is the system up?`;
  }
  return text.trim() === "" ? `${name} answered nothing.` : `${name} answered something that is not ${kind}.`;
}
