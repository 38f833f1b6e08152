import type { ReadableStream } from "node:stream/web";
import { ProtocolError } from "../errors.ts";

/** The whole of a body, cut off while it streams where it grows longer than `bytesMax`; what counts is unpacked. */
export async function readBody(
  body: ReadableStream<Uint8Array> | null,
  host: string,
  bytesMax: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop cancels the stream, and with it the unpacking and the connection.
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    if (length > bytesMax) {
      throw new ProtocolError(`The answer of ${host} is longer than the ${inMegabytes(bytesMax)} MB allowed`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

function inMegabytes(bytes: number): string {
  return (bytes / 1024 ** 2).toLocaleString("en", { maximumSignificantDigits: 2 });
}
