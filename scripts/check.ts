/** `npm run check`: format, lint, types and build, as many side by side as there are cores. What passes stays quiet. */
import { execFile } from "node:child_process";
import { availableParallelism } from "node:os";
import { performance } from "node:perf_hooks";
import pMap from "p-map";

/** Scripts of package.json, the longest first. */
const PARTS = ["build", "typecheck", "lint", "format"];
const OUTPUT_MAX_BYTES = 64 * 1024 ** 2;

const passed = await pMap(PARTS, check, { concurrency: availableParallelism() });
if (passed.includes(false)) process.exitCode = 1;

async function check(part: string): Promise<boolean> {
  const began = performance.now();
  const { failed, output } = await run(part);
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  console.log(`${failed ? "FAILED" : "passed"}  ${part}  ${seconds} s`);
  if (failed) console.log(output);
  return !failed;
}

function run(part: string): Promise<{ failed: boolean; output: string }> {
  return new Promise((resolve) => {
    execFile("npm", ["run", "--silent", part], { maxBuffer: OUTPUT_MAX_BYTES }, (error, stdout, stderr) =>
      resolve({ failed: error !== null, output: stdout + stderr }),
    );
  });
}
