import type { ShopState } from "#sandbox/shopify/state/shop-state.ts";

const grounds = ["#e8f1ec", "#f6ebe4", "#e9edf7", "#f5ecf5", "#f8f3de", "#e6f3f5"] as const;
const inks = ["#2f6f57", "#a4512c", "#3c5aa8", "#8a3f87", "#8a6d0b", "#1f7480"] as const;

const shapes = [
  '<path d="M50 78 22 50a17 17 0 0 1 28-19 17 17 0 0 1 28 19Z"/>',
  '<path d="M26 40h48l6 42H20Zm12 0a12 12 0 0 1 24 0" fill-rule="evenodd"/>',
  '<path d="M26 34h40v34a12 12 0 0 1-12 12H38a12 12 0 0 1-12-12Zm40 8h6a10 10 0 0 1 0 20h-6"/>',
  '<path d="M44 46h12v38H44Zm6-28c8 10 8 16 0 20-8-4-8-10 0-20Z"/>',
  '<circle cx="50" cy="50" r="28"/>',
  '<path d="M22 38h56v44H22Zm0-12h56v8H22Zm24 0h8v56h-8Z" fill-rule="evenodd"/>',
  '<path d="m50 18 9 20 22 2-17 15 5 22-19-12-19 12 5-22-17-15 22-2Z"/>',
] as const;

/** A quiet drawing instead of a photo, always the same one for the same code. */
export function picture(code: string): string {
  const number = [...code].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0, 7);
  const colour = number % grounds.length;
  const shape = shapes[Math.floor(number / grounds.length) % shapes.length] ?? shapes[0];
  const ink = inks[colour] ?? inks[0];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><rect width="100" height="100" fill="${grounds[colour] ?? grounds[0]}"/><g fill="${ink}" stroke="${ink}" stroke-width="2" stroke-linejoin="round" opacity="0.85">${shape}</g></svg>`;
}

/** A picture that an app uploaded, as Shopify's network would serve it. */
export function uploaded(state: ShopState, filename: string) {
  const shown = state.pictures.rows.find((row) => row.filename === filename);
  if (!shown?.bytes) return null;
  return { status: 200, type: shown.mimeType, body: shown.bytes, cache: "max-age=86400" };
}
