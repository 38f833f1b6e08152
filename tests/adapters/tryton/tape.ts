import { modeOf, type Playing, playTape, type Recorded } from "../http/tape.ts";

interface Question {
  method: string;
  params: unknown;
}

export const real = process.env["TRYTON_URL"];

const recorded: Recorded<Question> = {
  folder: new URL("recorded/", import.meta.url),
  real,
  recording: process.env["TRYTON_RECORD"] === "1",
  question({ body }) {
    const { method, params } = JSON.parse(body) as Question;
    return { method, params: method === "common.db.login" ? ["user", {}] : params };
  },
  answer: ({ method }, said) =>
    method === "common.db.login" ? said.replace(/"[0-9a-f]{64}"/, '"a session"') : said,
};

export const mode = modeOf(recorded);

export function play(name: string, options: { repeats: boolean }): Promise<Playing> {
  return playTape(recorded, name, options);
}
