import { SaxesParser } from "saxes";
import { z } from "zod";
import { ProtocolError } from "../errors.ts";
import { checkedAnswer, notData } from "./json.ts";
import type { HttpAnswer } from "./request.ts";
import { valueLimits } from "./values.ts";

/**
 * An element: its text where it has nothing else; otherwise its children by name, always in a list, attributes as
 * "@name" and its own text as "#text". Names are without their namespace's prefix, which every writer chooses.
 */
export type Xml = string | { [name: string]: Xml[] | string };

/** A child that occurs exactly once, for schemas. */
export function once<T>(schema: z.ZodType<T>) {
  return z.tuple([schema]).transform(([only]) => only);
}

/** A body of XML as its schema reads it; the root element is a child like any other. */
export function xmlOf<T>(name: string, { headers, bytes }: HttpAnswer, schema: z.ZodType<T>): T {
  const text = decoded(name, bytes, headers.get("content-type") ?? "");
  return checkedAnswer(name, parseXml(name, text), schema);
}

/** Strict. There are no entities but XML's own five: a document that declares its own is refused. */
export function parseXml(name: string, text: string): Xml {
  const parser = new SaxesParser();
  const open: Open[] = [{ children: {}, text: "" }];
  const limits = valueLimits(name);
  parser.on("doctype", () => {
    throw new ProtocolError(`${notData(name, text, "XML")} It declares a document type, which is not read.`);
  });
  parser.on("opentag", ({ attributes }) => {
    limits.add(open.length);
    for (const _ in attributes) limits.add(open.length);
    const named = Object.entries(attributes).filter(([key]) => !/^xmlns(:|$)/.test(key));
    const children = Object.fromEntries(named.map(([key, value]) => [`@${local(key)}`, value] as const));
    open.push({ children, text: "" });
  });
  const more = (part: string): void => {
    const top = open.at(-1);
    if (top) top.text += part;
  };
  parser.on("text", more);
  parser.on("cdata", more);
  parser.on("closetag", ({ name: tag }) => {
    const done = open.pop();
    const parent = open.at(-1);
    if (done && parent) add(parent, local(tag), done);
  });
  parser.on("error", (error) => {
    throw new ProtocolError(notData(name, text, "XML"), { cause: error });
  });
  parser.write(text).close();
  return open[0]?.children ?? {};
}

interface Open {
  children: Record<string, Xml[] | string>;
  text: string;
}

function add(parent: Open, name: string, { children, text }: Open): void {
  const own = text.trim();
  const bare = Object.keys(children).length === 0;
  const value: Xml = bare ? own : own === "" ? children : { ...children, "#text": own };
  const known = parent.children[name];
  if (Array.isArray(known)) known.push(value);
  else parent.children[name] = [value];
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

/** The header names the encoding, or the document's own first line does; UTF-8 if neither. */
function decoded(name: string, bytes: Uint8Array, type: string): string {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 200));
  const label = /charset="?([\w-]+)/i.exec(type)?.[1] ?? /^<\?xml[^>]*encoding=["']([\w-]+)/.exec(head)?.[1];
  try {
    return new TextDecoder(label ?? "utf-8").decode(bytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ProtocolError(`${name} answered in an encoding that is not known: ${label}`, { cause: error });
  }
}
