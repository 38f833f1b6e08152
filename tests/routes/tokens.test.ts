import { SignJWT } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { endpointPaths, OPEN_PAGES, opened, pageDoors, type PageDoor } from "#tests/support/doors.ts";
import { testDatabase } from "#tests/support/database.ts";
import { pagesBuild } from "#tests/support/pages.ts";
import { openWeb, type Web } from "#tests/support/web.ts";
import { openWorld, type World } from "#tests/support/world.ts";

testDatabase();

const THEIRS = "theirs.myshopify.com";
const NOBODY = "1";

let world: World;
let web: Web;
let pages: PageDoor[];

beforeAll(async () => {
  process.env["SHOPIFY_APP_URL"] = "https://concord.example.com";
  world = await openWorld([{ sku: "A", shows: 4 }]);
  process.env["SHOPIFY_APP_URL"] = "https://concord.example.com";
  web = await openWeb();
  pages = pageDoors(await pagesBuild()).filter(({ route }) => !OPEN_PAGES.includes(route));
});

afterAll(async () => {
  await web.close();
  await world.close();
});

const nowS = () => Math.floor(Date.now() / 1000);
const CUSTOMER = "gid://shopify/Customer/7";

/** What Shopify signs for staff; `undefined` leaves a claim out. */
const staff = () => ({
  dest: `https://${world.shop}`,
  iss: `https://${world.shop}/admin`,
  aud: process.env["SHOPIFY_API_KEY"],
  sub: "42",
  nbf: nowS() - 5,
  exp: nowS() + 60,
});
const customer = () => ({ ...staff(), dest: world.shop, iss: undefined, sub: CUSTOMER });

type Claims = Record<string, unknown>;

/** Tokens by name: the kind of door that each of them opens, and what it says. */
const TOKENS: Record<
  string,
  { opens: "staff" | "customer" | null; claims: () => Claims; alg?: string; secret?: string }
> = {
  "a member of staff's": { opens: "staff", claims: staff },
  "a customer's": { opens: "customer", claims: customer },
  "a customer's, with a scheme": {
    opens: "customer",
    claims: () => ({ ...customer(), dest: `https://${world.shop}` }),
  },
  "a guest's in the checkout": { opens: null, claims: () => ({ ...customer(), sub: undefined }) },
  "a customer's that the admin issued": { opens: null, claims: () => ({ ...staff(), sub: CUSTOMER }) },
  "staff's without an issuer": { opens: null, claims: () => ({ ...staff(), iss: undefined }) },
  "staff's without an end": { opens: null, claims: () => ({ ...staff(), exp: undefined }) },
  "a customer's without an end": { opens: null, claims: () => ({ ...customer(), exp: undefined }) },
  "staff's without a beginning": { opens: null, claims: () => ({ ...staff(), nbf: undefined }) },
  "staff's that has ended": { opens: null, claims: () => ({ ...staff(), exp: nowS() - 60 }) },
  "a customer's that has ended": { opens: null, claims: () => ({ ...customer(), exp: nowS() - 60 }) },
  "staff's of later": { opens: null, claims: () => ({ ...staff(), nbf: nowS() + 60 }) },
  "staff's of another app": { opens: null, claims: () => ({ ...staff(), aud: "another" }) },
  "a customer's of another app": { opens: null, claims: () => ({ ...customer(), aud: "another" }) },
  "staff's of two apps": { opens: null, claims: () => ({ ...staff(), aud: [staff().aud, "another"] }) },
  "staff's of no app": { opens: null, claims: () => ({ ...staff(), aud: undefined }) },
  "staff's that another shop issued": {
    opens: null,
    claims: () => ({ ...staff(), iss: `https://${THEIRS}/admin` }),
  },
  "staff's for another shop": { opens: null, claims: () => ({ ...staff(), dest: `https://${THEIRS}` }) },
  "staff's for a bare shop": { opens: null, claims: () => ({ ...staff(), dest: world.shop }) },
  "staff's for no shop of Shopify": {
    opens: null,
    claims: () => ({ ...staff(), dest: "https://evil.example.com", iss: "https://evil.example.com/admin" }),
  },
  "staff's for a shop with a port": {
    opens: null,
    claims: () => ({
      ...staff(),
      dest: `https://${world.shop}:8443`,
      iss: `https://${world.shop}:8443/admin`,
    }),
  },
  "staff's for no shop": { opens: null, claims: () => ({ ...staff(), dest: undefined }) },
  "staff's for a number": { opens: null, claims: () => ({ ...staff(), dest: 7 }) },
  "nobody's": { opens: null, claims: () => ({ ...staff(), sub: undefined }) },
  "a forger's": { opens: null, claims: staff, secret: "guessed" },
  "another algorithm's": { opens: null, claims: staff, alg: "HS512" },
  "an unsigned one": { opens: null, claims: staff, alg: "none" },
};

async function signed({ claims, alg = "HS256", secret }: (typeof TOKENS)[string]): Promise<string> {
  const key = new TextEncoder().encode(secret ?? process.env["SHOPIFY_API_SECRET"]);
  const token = await new SignJWT(JSON.parse(JSON.stringify(claims())) as Claims)
    .setProtectedHeader({ alg: alg === "none" ? "HS256" : alg })
    .sign(alg === "HS512" ? Buffer.concat([key, Buffer.alloc(64)]) : key);
  if (alg !== "none") return token;
  const header = Buffer.from('{"alg":"none"}').toString("base64url");
  return `${header}.${token.split(".")[1]}.`;
}

/** As the page's own script asks: for the data of one route. */
const dataOf = ({ route, path }: PageDoor) =>
  `${path.replaceAll(/:\w+/g, NOBODY)}?_data=${encodeURIComponent(route)}${path.endsWith("/") ? "&index" : ""}`;

test("every door is among those that are tried", () => {
  expect(pages.length).toBeGreaterThan(30);
  expect(endpointPaths().length).toBeGreaterThan(8);
});

test.each(Object.entries(TOKENS))("%s token opens the doors it is for, and no other", async (_, token) => {
  const jwt = await signed(token);
  const wrong: string[] = [];
  const expectIt = (isRight: boolean, what: string, { status }: { status: number }) => {
    if (!isRight) wrong.push(`${what}: ${status}`);
  };
  for (const page of pages) {
    for (const method of page.methods) {
      const answer = await web.ask(dataOf(page), { method, token: jwt });
      const refused = answer.status === 401 && answer.headers.has("x-shopify-retry-invalid-session-request");
      expectIt(refused === (token.opens !== "staff"), `${method} ${page.route}`, answer);
    }
    if (!page.drawn) continue;
    const document = await web.ask(opened(page.path.replaceAll(/:\w+/g, NOBODY), world.shop, jwt));
    const bounced = document.headers.get("location")?.startsWith("/auth/session-token?") === true;
    expectIt(bounced === (token.opens !== "staff"), `document ${page.route}`, document);
  }
  for (const path of endpointPaths().filter((one) => one.startsWith("/api/"))) {
    const kind = path === "/api/delivery" ? "customer" : "staff";
    for (const method of ["GET", "POST"]) {
      const answer = await web.ask(path, { method, token: jwt });
      expectIt(
        [401, 405].includes(answer.status) === (kind !== token.opens || answer.status === 405),
        `${method} ${path}`,
        answer,
      );
    }
  }
  for (const path of ["/webhooks", "/flow/repair"]) {
    const answer = await web.ask(path, { method: "POST", token: jwt });
    expectIt(answer.status === 401, path, answer);
  }
  expect(wrong).toEqual([]);
});

test("a token of one shop does not open an address that names another, which could frame the page", async () => {
  const jwt = await signed({ opens: "staff", claims: staff });
  const own = await web.ask(opened("/app/runs", world.shop, jwt));
  expect(own.status).toBe(200);
  const other = await web.ask(opened("/app/runs", THEIRS, jwt));
  expect(other.status).toBe(302);
});

test("without a token, every page asks Shopify for one", async () => {
  for (const page of pages.filter(({ methods }) => methods.includes("GET"))) {
    const answer = await web.ask(dataOf(page));
    expect([302, 204], page.route).toContain(answer.status);
  }
});
