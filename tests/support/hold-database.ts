import { startDatabase } from "#app/store/database/embedded/postgres.server.ts";

/** A program that needs the embedded database until its input ends. First argument: the home. */
const database = await startDatabase({ home: process.argv[2] ?? "", settings: { shared_buffers: "16MB" } });
process.stdout.write(`${JSON.stringify({ url: database.url, owned: database.owned })}\n`);
process.stdin.resume().once("end", () => void database.stop().then(() => process.exit(0)));
