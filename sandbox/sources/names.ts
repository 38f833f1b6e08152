/** A number between 0 and 2^32 that is always the same for the same text, so that every demo meets the same world. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

const smallWords = new Set(["A", "AND", "FOR", "IN", "OF", "ON", "THE", "TO", "W", "WITH"]);

/** "WHITE HANGING HEART T-LIGHT HOLDER" as a shop would print it; words with a figure stay as they are. */
export function titleCase(shouted: string): string {
  const words = shouted.split(" ").map((word, index) => {
    if (/\d/.test(word)) return word;
    if (index > 0 && smallWords.has(word)) return word.toLowerCase();
    return word.toLowerCase().replace(/(^|[^a-z'])([a-z])/g, (_, before: string, letter: string) => {
      return before + letter.toUpperCase();
    });
  });
  return words.join(" ");
}

/** An invented EAN-13 from the range that no maker may use, so it can never be a real article's. */
export function barcode(code: string): string {
  const body = `20${String(hash(code)).padStart(10, "0")}`;
  const sum = [...body].reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  return body + String((10 - (sum % 10)) % 10);
}

const suppliers = [
  "Harbour & Finch",
  "Northgate Giftware",
  "Wren Trading",
  "Lantern House",
  "Tidewell Imports",
  "Oak Street Makers",
] as const;

export function supplier(code: string): string {
  return suppliers[hash(code.slice(0, 2)) % suppliers.length] ?? suppliers[0];
}

const motifs =
  "christmas vintage retrospot heart bag mug candle t-light card box clock necklace cushion lunch paper tin umbrella garden kitchen party".split(
    " ",
  );

export function tags(description: string): string[] {
  const words = description.toLowerCase();
  const found = motifs.filter((motif) => new RegExp(`\\b${motif}s?\\b`).test(words));
  return /glass|porcelain|ceramic|mirror/.test(words) ? [...found, "fragile"] : found;
}
