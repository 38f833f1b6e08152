import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export interface Heard {
  headers: IncomingHttpHeaders;
  body: string;
}

export interface AppEars {
  url: string;
  heard: Heard[];
  /** The statuses that answer the next deliveries, one each; 200 when none is left. */
  answers: number[];
  topics(): string[];
  close(): Promise<void>;
}

/** An app that only listens for webhooks. */
export async function startEars(): Promise<AppEars> {
  const heard: Heard[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      heard.push({ headers: request.headers, body });
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    answers,
    topics: () => heard.map(({ headers }) => String(headers["x-shopify-topic"])),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
