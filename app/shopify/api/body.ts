const EXCERPT_LENGTH = 200;
/** Its first words are within this many characters; more would only take time. */
const EXCERPT_FROM = 5_000;

/** The pieces of a body as they arrive, each read through `wait`; leaving the loop early closes the connection. */
export async function* pieces(
  body: ReadableStream<Uint8Array>,
  wait: <T>(step: Promise<T>) => Promise<T> = (step) => step,
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await wait(reader.read());
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

/** The whole body as text; throws beyond `limit` bytes, counted after decompression. */
export async function readText(response: Response, limit: number): Promise<string> {
  if (response.body === null) return "";
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const piece of pieces(response.body)) {
    bytes += piece.byteLength;
    if (bytes > limit) throw new Error(`the answer is larger than ${limit} bytes`);
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}

/** The start of a body as readable text, for messages: HTML may arrive where JSON was expected. */
export function excerpt(text: string): string {
  return text
    .slice(0, EXCERPT_FROM)
    .replace(/<(script|style)\b.*?<\/\1>/gis, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, EXCERPT_LENGTH);
}
