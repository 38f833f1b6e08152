import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { z } from "zod";
import { bearer } from "#app/adapters/http/auth.ts";
import { httpClient } from "#app/adapters/http/client.ts";
import { serving, signal, way } from "./server.ts";
import { type Asked, playTape, type Recorded, wholeCall, withoutNamedSecrets } from "./tape.ts";

test("what a real server said is played again, and no secret is on file", async () => {
  let asked = 0;
  const real = await serving((request, response) => {
    const letIn = request.headers.authorization === "Bearer t0ps3cret";
    response.writeHead(letIn ? 200 : 401).end(`{"seen":${++asked},"refresh_token":"r3fr3sh"}`);
  });
  const folder = pathToFileURL(`${mkdtempSync(join(tmpdir(), "tape-"))}/`);
  const system: Recorded<Asked> = {
    folder,
    real: real.href,
    recording: true,
    question: wholeCall,
    answer: (_, said) => withoutNamedSecrets(said),
  };
  const twice = async (url: string) => {
    const client = httpClient(new URL(url), way(), bearer("t0ps3cret"));
    const call = { method: "POST", path: "items?api_key=k3y", json: { password: 'p"ss' } } as const;
    const read = () => client.json(call, z.object({ seen: z.number() }), signal);
    return [await read(), await read()];
  };
  const recording = await playTape(system, "two", { repeats: false });
  const said = await twice(recording.url);
  await recording.close();
  const file = readFileSync(new URL("two.jsonl", folder), "utf8");
  for (const secret of ["t0ps3cret", "k3y", "p\\", "r3fr3sh"]) expect(file).not.toContain(secret);

  const playing = await playTape({ ...system, real: undefined }, "two", { repeats: false });
  expect(await twice(playing.url)).toEqual(said);
  expect(said).toEqual([{ seen: 1 }, { seen: 2 }]);
  await playing.close();
  expect(asked).toBe(2);
});
