import type { Refusal } from "./refusal.ts";

/** The addresses of a row's photos in their order; null where it names none. */
export function parsePhotos(
  text: string,
  separator: string,
  base: string | undefined,
): string[] | null | Refusal {
  const found = text
    .split(/[\n\r]/)
    .flatMap((line) => line.split(separator))
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (found.length === 0) return null;
  const addresses = found.map((part) => addressOf(part, base));
  const good = addresses.filter((address) => address !== null);
  return good.length === addresses.length ? [...new Set(good)] : { reason: "not-an-address" };
}

function addressOf(text: string, base: string | undefined): string | null {
  const address = URL.parse(text, base);
  if (!address || !/^https?:$/.test(address.protocol)) return null;
  return address.username === "" && address.password === "" ? address.href : null;
}
