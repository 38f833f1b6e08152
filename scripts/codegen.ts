/**
 * Writes the types of every GraphQL operation in the source to app/shopify/api/generated.ts.
 *
 *   npm run codegen
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { GENERATED, generatedTypes } from "./generate-types.ts";

const root = join(import.meta.dirname, "..");
writeFileSync(join(root, GENERATED), await generatedTypes(root));
