import { ProtocolError } from "../errors.ts";

/** Of one answer. In memory, a value of JSON or XML may take fifty times its text. */
const VALUES_MAX = 1_000_000;
const DEPTH_MAX = 100;

/** Counts the values of one answer and how deep they are in each other, and refuses what no listing comes to. */
export function valueLimits(name: string) {
  let values = 0;
  return {
    add(depth: number): void {
      if (depth > DEPTH_MAX) throw new ProtocolError(`${name} answered data that is nested too deep.`);
      if (++values > VALUES_MAX) throw new ProtocolError(`${name} answered with too many values at once.`);
    },
  };
}

const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const BEGINS = new Set([91, 123]);
const ENDS = new Set([93, 125]);

/** Refuses a text of JSON that would unfold to too much, before it is read. */
export function limitJson(name: string, text: string): void {
  const limits = valueLimits(name);
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (BEGINS.has(code)) limits.add(++depth);
    else if (ENDS.has(code)) depth--;
    else if (code === COMMA) limits.add(depth);
  }
}

/** Where the string that begins at `from` has its closing quote. */
function endOfString(text: string, from: number): number {
  let at = text.indexOf('"', from + 1);
  while (at !== -1 && isEscaped(text, at)) at = text.indexOf('"', at + 1);
  return at === -1 ? text.length : at;
}

function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text.charCodeAt(before - 1) === BACKSLASH) before--;
  return (at - before) % 2 === 1;
}
