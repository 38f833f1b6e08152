import type { IncomingMessage, ServerResponse } from "node:http";
import {
  MAX_UPLOAD_BYTES,
  UPLOAD_HOST,
  type StagedUploads,
} from "#sandbox/shopify/uploads/staged-uploads.ts";

/** Room for the form's fields besides the file. */
const FORM_BYTES = 64 * 1024;

/** Google's "POST object": the fields of the policy, then the file. */
export async function serveUpload(
  uploads: StagedUploads,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readLimited(request);
  const form = body && (await readForm(body, request.headers["content-type"] ?? ""));
  if (!form) {
    sendXml(response, 400, errorXml(body ? "InvalidArgument" : "EntityTooLarge"));
    return;
  }
  const { status, code } = uploads.receive(form.fields, form.bytes);
  const key = form.fields.get("key") ?? "";
  if (code !== null) sendXml(response, status, errorXml(code));
  else
    sendXml(
      response,
      status,
      `<PostResponse><Location>https://${UPLOAD_HOST}/${key}</Location><Bucket>shopify-staged-uploads</Bucket><Key>${key}</Key></PostResponse>`,
    );
}

async function readLimited(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    if (bytes > MAX_UPLOAD_BYTES + FORM_BYTES) return null;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

async function readForm(
  body: Buffer,
  type: string,
): Promise<{ fields: Map<string, string>; bytes: Buffer } | null> {
  try {
    const form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
    const fields = new Map<string, string>();
    for (const [name, value] of form) {
      if (typeof value === "string") fields.set(name, value);
      // Anything after the file is not read.
      else if (name === "file") return { fields, bytes: Buffer.from(await value.arrayBuffer()) };
    }
    return null;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function errorXml(code: string): string {
  return `<Error><Code>${code}</Code><Message>${code}</Message></Error>`;
}

function sendXml(response: ServerResponse, status: number, element: string): void {
  const text = Buffer.from(`<?xml version='1.0' encoding='UTF-8'?>${element}`);
  response.writeHead(status, {
    "content-type": "application/xml; charset=UTF-8",
    "content-length": text.length,
  });
  response.end(text);
}
