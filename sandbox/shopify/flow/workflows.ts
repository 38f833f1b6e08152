import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Agent, request } from "undici";
import type { FlowExtension } from "../../../scripts/extension-config.ts";
import { payloadProblems } from "./payload-problems.ts";

export interface StartedTrigger {
  handle: string;
  payload: Record<string, unknown>;
  at: number;
}

export interface RunOutcome {
  actionRunId: string;
  /** The last answer's status. */
  status: number;
  body: string;
  attempts: number;
}

export interface WorkflowOptions {
  flow: readonly FlowExtension[];
  shop: { id: string; domain: string };
  appUrl: string | undefined;
  apiSecret: string;
  /** The first pause before a run is sent again; it doubles. */
  retryBaseMs: () => number;
  now: () => number;
}

const ATTEMPTS_MAX = 8;
const TIMEOUT_MS = 10_000;

/** The shop's Shopify Flow: takes the app's triggers and runs the app's actions. */
export class Workflows {
  readonly #options: WorkflowOptions;
  readonly #agent = new Agent({ headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS });
  /** Every accepted trigger, oldest first. */
  readonly started: StartedTrigger[] = [];

  constructor(options: WorkflowOptions) {
    this.#options = options;
  }

  /** Accepts a trigger, or returns Shopify's error for one that does not fit its extension. */
  receive(handle: string, payload: Record<string, unknown>): string | null {
    const trigger = this.#find("flow_trigger", handle);
    const problems = trigger ? payloadProblems(trigger, payload) : [`Invalid handle '${handle}'.`];
    if (problems.length > 0) {
      return ["Errors validating schema:", ...problems.map((line) => `  ${line}`), ""].join("\n");
    }
    this.started.push({ handle, payload, at: this.#options.now() });
    return null;
  }

  /**
   * A workflow reaches an action of the app: a signed request, sent again with the same run id while the
   * answer is 202, 429 or 5xx, or there is none.
   */
  async run(
    handle: string,
    properties: Record<string, unknown>,
    actionRunId: string = randomUUID(),
  ): Promise<RunOutcome> {
    const action = this.#find("flow_action", handle);
    if (!action?.runtimeUrl) throw new Error(`the app deploys no flow action "${handle}"`);
    const { shop, appUrl, retryBaseMs } = this.#options;
    const body = JSON.stringify({
      shop_id: Number(shop.id),
      shopify_domain: shop.domain,
      action_run_id: actionRunId,
      action_definition_id: action.name,
      handle,
      properties,
      step_reference: randomUUID(),
    });
    const url = `${appUrl ?? ""}${new URL(action.runtimeUrl).pathname}`;
    for (let attempts = 1; ; attempts++) {
      const answer = await this.#post(url, body);
      const again = answer.status === 202 || answer.status === 429 || answer.status >= 500;
      if (!again || attempts >= ATTEMPTS_MAX) return { actionRunId, attempts, ...answer };
      await sleep(retryBaseMs() * 2 ** (attempts - 1));
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  #find(type: FlowExtension["type"], handle: string): FlowExtension | undefined {
    return this.#options.flow.find((one) => one.type === type && one.handle === handle);
  }

  async #post(url: string, body: string): Promise<{ status: number; body: string }> {
    const signature = createHmac("sha256", this.#options.apiSecret).update(body).digest("base64");
    try {
      const response = await request(url, {
        method: "POST",
        headers: { "content-type": "application/json", "x-shopify-hmac-sha256": signature },
        body,
        dispatcher: this.#agent,
      });
      return { status: response.statusCode, body: await response.body.text() };
    } catch (error) {
      if (error instanceof Error) return { status: 599, body: error.message };
      throw error;
    }
  }
}
