/** A short fingerprint of a text: 16 hexadecimal digits. For telling versions apart, not for secrets. */
export function digest(text: string): string {
  // cyrb53 by bryc, public domain, with all its 64 bits.
  let one = 0xdeadbeef;
  let two = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 2654435761);
    two = Math.imul(two ^ code, 1597334677);
  }
  const first = mixed(one, two);
  const second = mixed(two, first);
  return [second, first].map((part) => (part >>> 0).toString(16).padStart(8, "0")).join("");
}

function mixed(part: number, other: number): number {
  const once = Math.imul(part ^ (part >>> 16), 2246822507);
  return once ^ Math.imul(other ^ (other >>> 13), 3266489909);
}
