import { afterAll, beforeAll, expect, test } from "vitest";
import { itemGid, openShop, type OpenShop } from "./open-shop.ts";

const RUN = `mutation Run($mutation: String!, $path: String!, $client: String) {
  bulkOperationRunMutation(mutation: $mutation, stagedUploadPath: $path, clientIdentifier: $client) {
    bulkOperation { id status type }
    userErrors { code field message }
  }
}`;

const STAGE = `mutation Stage($input: [StagedUploadInput!]!) {
  stagedUploadsCreate(input: $input) {
    stagedTargets { url resourceUrl parameters { name value } }
    userErrors { field message }
  }
}`;

const UPDATE = `mutation Update($id: ID!, $input: InventoryItemInput!) {
  inventoryItemUpdate(id: $id, input: $input) { inventoryItem { sku unitCost { amount } } userErrors { message } }
}`;

interface Target {
  url: string;
  resourceUrl: string;
  parameters: { name: string; value: string }[];
}

let shop: OpenShop;

beforeAll(async () => {
  shop = await openShop({ plan: "enterprise" });
}, 60_000);

afterAll(() => shop.close());

async function target(resource = "BULK_MUTATION_VARIABLES", mimeType = "text/jsonl"): Promise<Target> {
  const input = [{ resource, filename: "variables.jsonl", mimeType, httpMethod: "POST" }];
  const { data } = await shop.ask(STAGE, { input });
  const { stagedTargets } = data?.["stagedUploadsCreate"] as { stagedTargets: [Target] };
  return stagedTargets[0];
}

function fieldsOf({ parameters }: Target): Map<string, string> {
  return new Map(parameters.map(({ name, value }) => [name, value]));
}

async function upload(lines: string[]): Promise<string> {
  const fields = fieldsOf(await target());
  const { status } = shop.sandbox.uploads.receive(fields, Buffer.from(lines.join("\n")));
  expect(status).toBe(201);
  return fields.get("key") ?? "";
}

async function run(mutation: string, path: string, client?: string) {
  const { data } = await shop.ask(RUN, { mutation, path, ...(client === undefined ? {} : { client }) });
  return data?.["bulkOperationRunMutation"] as {
    bulkOperation: { id: string; status: string } | null;
    userErrors: object[];
  };
}

test("a place to upload to is signed for one key, and for a day", async () => {
  const { url, resourceUrl, parameters } = await target();
  expect(url).toBe("https://shopify-staged-uploads.storage.googleapis.com/");
  const key = parameters.find(({ name }) => name === "key")?.value ?? "";
  expect(key).toMatch(/^tmp\/\d+\/bulk\/[\w-]+\/variables\.jsonl$/);
  expect(resourceUrl).toBe(url + key);
  expect(parameters.map(({ name }) => name)).toEqual([
    "Content-Type",
    "success_action_status",
    "acl",
    "key",
    "x-goog-date",
    "x-goog-credential",
    "x-goog-algorithm",
    "x-goog-signature",
    "policy",
  ]);
});

test("a form that changes what was signed is turned away", async () => {
  const one = await target();
  const receive = (change: [string, string]) => {
    const fields = fieldsOf(one).set(...change);
    return shop.sandbox.uploads.receive(fields, Buffer.from("{}"));
  };
  expect(receive(["key", "tmp/1/bulk/x/y"])).toMatchObject({ status: 403 });
  expect(receive(["policy", Buffer.from("{}").toString("base64")])).toMatchObject({ status: 403 });
  expect(receive(["acl", "public-read"])).toEqual({ status: 403, code: "AccessDenied" });
  expect(shop.sandbox.uploads.byResourceUrl(one.resourceUrl)).toBeUndefined();
});

test("each line is run by itself, and answered with its number", async () => {
  const lines = [
    { id: itemGid(shop.mug), input: { cost: "2.5" } },
    { id: "gid://shopify/InventoryItem/1", input: { cost: "2.5" } },
    { id: itemGid(shop.lamp), input: { cost: "soon" } },
  ];
  const { bulkOperation, userErrors } = await run(
    UPDATE,
    await upload(lines.map((line) => JSON.stringify(line))),
  );
  expect(userErrors).toEqual([]);
  expect(bulkOperation).toMatchObject({ status: "CREATED", type: "MUTATION" });
  await shop.sandbox.idle();
  const state = await shop.ask(
    `query State($id: ID!) { bulkOperation(id: $id) { status objectCount url } }`,
    { id: bulkOperation?.id },
  );
  const { status, objectCount, url } = state.data?.["bulkOperation"] as Record<string, string>;
  expect({ status, objectCount }).toEqual({ status: "COMPLETED", objectCount: "3" });
  const file = await fetch(`http://127.0.0.1:${shop.sandbox.httpPort}${new URL(url ?? "").pathname}`);
  const answers = (await file.text())
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as object);
  expect(answers).toEqual([
    {
      data: {
        inventoryItemUpdate: { inventoryItem: { sku: "MUG", unitCost: { amount: "2.5" } }, userErrors: [] },
      },
      __lineNumber: 0,
    },
    {
      data: {
        inventoryItemUpdate: {
          inventoryItem: null,
          userErrors: [{ message: "The product couldn't be updated because it does not exist." }],
        },
      },
      __lineNumber: 1,
    },
    expect.objectContaining({ __lineNumber: 2 }),
  ]);
});

test("queries and mutations have five places each", async () => {
  const { bulkOperations } = shop.sandbox;
  bulkOperations.paused = true;
  const path = await upload([JSON.stringify({ id: itemGid(shop.mug), input: { cost: "1" } })]);
  for (let index = 0; index < 5; index++) expect((await run(UPDATE, path)).userErrors).toEqual([]);
  expect((await run(UPDATE, path)).userErrors).toMatchObject([{ code: "OPERATION_IN_PROGRESS" }]);
  const query = await shop.ask(
    `mutation { bulkOperationRunQuery(query: "{ products { edges { node { id } } } }") { userErrors { message } } }`,
  );
  expect(query.data).toEqual({ bulkOperationRunQuery: { userErrors: [] } });
  bulkOperations.paused = false;
  await shop.sandbox.idle();
});

test.each<[string, string, string | undefined, object]>([
  ["no mutation", "{ shop { id } }", undefined, { code: "INVALID_MUTATION" }],
  [
    "two at once",
    "mutation { a: bulkOperationCancel(id: 1) { userErrors { message } } b: bulkOperationCancel(id: 1) { userErrors { message } } }",
    undefined,
    { field: ["mutation"], message: "You must specify a single top level mutation." },
  ],
  [
    "a bulk operation in bulk",
    `mutation A { bulkOperationRunQuery(query: "") { userErrors { message } } }`,
    undefined,
    { message: "You must use an allowed mutation name." },
  ],
  ["a short name", UPDATE, "short", { field: ["clientIdentifier"] }],
  ["a file that is not there", UPDATE, undefined, { code: "NO_SUCH_FILE", field: null }],
])("%s is refused", async (_, mutation, client, error) => {
  const { bulkOperation, userErrors } = await run(mutation, "tmp/1/bulk/none", client);
  expect(bulkOperation).toBeNull();
  expect(userErrors).toMatchObject([error]);
});
