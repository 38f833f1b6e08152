// After every install: removes 162 MB that two packages contain for others and npm cannot leave out.
// Plain JavaScript, because an install without development dependencies may run it on Node 20.
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

// The package `node` has a program folder per platform. The C++ headers in it are for compiling addons.
remove("node/node_modules", /^node-/, "include");

// The schema asks for the query compiler of PostgreSQL: the older query engine, the compilers of other databases and
// the maps of minified code are never read.
const NEVER_READ = /^query_engine_|^query_compiler_bg\.(?!postgresql\.)|\.map$/;
remove("prisma/build", NEVER_READ);
remove("prisma/prisma-client/runtime", NEVER_READ);
remove("@prisma/client/runtime", NEVER_READ);

function remove(folder, names, inside = "") {
  const path = join("node_modules", folder);
  if (!existsSync(path)) return;
  for (const name of readdirSync(path).filter((entry) => names.test(entry))) {
    rmSync(join(path, name, inside), { recursive: true, force: true });
  }
}
