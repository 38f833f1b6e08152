import js from "@eslint/js";
import prettier from "eslint-config-prettier";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const FILE_LINES = 400;
const FUNCTION_LINES = 60;
const COMPONENT_LINES = 80;

export default tseslint.config(
  { ignores: ["node_modules/", "build/", "coverage/", ".concord/", "app/shopify/api/generated.ts"] },
  js.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-floating-promises": "error",
      // A handler of an event may be asynchronous; a condition, a spread and a void return may not.
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      // Objects here are literals that close over their state; nothing reads `this`.
      "@typescript-eslint/unbound-method": "off",
      "@typescript-eslint/only-throw-error": [
        "error",
        { allow: [{ from: "lib", name: "Response" }, "TypedResponse"] },
      ],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      eqeqeq: "error",
      "max-lines": ["error", FILE_LINES],
      "max-lines-per-function": ["error", { max: FUNCTION_LINES, skipBlankLines: true, skipComments: true }],
      "no-restricted-syntax": [
        "error",
        { selector: "ExportAllDeclaration", message: "No barrel files: import from where it is defined." },
        {
          selector: "CatchClause > BlockStatement[body.length=0]",
          message: "A catch names the error it expects.",
        },
      ],
    },
  },
  {
    files: ["**/*.tsx"],
    plugins: { "react-hooks": reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      "max-lines-per-function": ["error", { max: COMPONENT_LINES, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ["app/**"], rules: { "no-console": "error" } },
  {
    files: ["app/**", "server.ts", "worker.ts", "server-pages.ts", "shutdown.ts"],
    ignores: ["app/config.server.ts"],
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "process", property: "env", message: "Read it by config() of app/config.server.ts." },
      ],
    },
  },
  {
    files: ["tests/**", "bench/**"],
    rules: { "max-lines-per-function": "off", "@typescript-eslint/no-non-null-assertion": "off" },
  },
  {
    files: ["**/*.{js,cjs}"],
    languageOptions: { globals: { process: "readonly", require: "readonly", module: "writable" } },
  },
  prettier,
);
