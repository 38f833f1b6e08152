/** What all fields have in common. A field's words are in the adapter's texts, under the field's path. */
interface Named {
  /** Its key in the settings. */
  name: string;
  /** May not be left empty while it is shown. */
  required?: true;
  /** Shown only while the choice or switch at this path has this value. */
  shownWhen?: { path: string; is: string | boolean };
  /** A value that the adapter would accept. */
  example?: string;
  /** Says where secrets are sent, or as whom, as every address does: where it changes, they are asked for again. */
  destination?: true;
}

/** One setting that an adapter needs. Form, schema, sealed secrets and the README follow from it. */
export type SettingsField =
  | (Named & { type: "text"; pattern?: string; upperCase?: true })
  | (Named & { type: "url" })
  /** Kept sealed, apart from the settings, by name alone; `lines` where it is longer than a password. */
  | (Named & { type: "secret"; lines?: number })
  | (Named & { type: "number"; min: number; max: number; start?: number })
  | (Named & { type: "choice"; choices: readonly [string, ...string[]] })
  | (Named & { type: "switch"; start: boolean })
  | (Named & { type: "list" })
  | (Named & { type: "group"; fields: readonly SettingsField[] });

type MaybeEmpty<Field, Value> = Field extends { required: true }
  ? Field extends { shownWhen: object }
    ? Value | null
    : Value
  : Value | null;

type ValueOf<Field> = Field extends { type: "text" | "url" }
  ? MaybeEmpty<Field, string>
  : Field extends { type: "number" }
    ? MaybeEmpty<Field, number>
    : Field extends { type: "choice"; choices: readonly (infer Choice)[] }
      ? Choice
      : Field extends { type: "switch" }
        ? boolean
        : Field extends { type: "list" }
          ? string[]
          : Field extends { type: "group"; fields: infer Inner extends readonly SettingsField[] }
            ? SettingsOf<Inner>
            : never;

/** What an adapter is opened with, as its fields describe it. */
export type SettingsOf<Fields extends readonly SettingsField[]> = {
  [Field in Exclude<Fields[number], { type: "secret" }> as Field["name"]]: ValueOf<Field>;
};

/** Secrets at the top level and in its groups: there are none deeper, and the compiler would not follow. */
type SecretsNear<Field> = Field extends { type: "secret" }
  ? Field
  : Field extends { type: "group"; fields: readonly (infer Inner)[] }
    ? Inner extends { type: "secret" }
      ? Inner
      : never
    : never;

export type SecretsOf<Fields extends readonly SettingsField[]> = {
  [Secret in SecretsNear<Fields[number]> as Secret["name"]]?: string | undefined;
};

/** A field with the path that leads to it, such as "prices.currency". A secret's path is its name. */
export interface PlacedField {
  path: string;
  field: SettingsField;
}

/** All fields in the order of the form, groups before what they hold. */
export function placedFields(fields: readonly SettingsField[], within = ""): PlacedField[] {
  return fields.flatMap((field) => {
    const path = pathOf(field, within);
    return [{ path, field }, ...(field.type === "group" ? placedFields(field.fields, path) : [])];
  });
}

export function pathOf(field: SettingsField, within: string): string {
  return within === "" || field.type === "secret" ? field.name : `${within}.${field.name}`;
}

/** Whether the form shows the field. `values` are settings, or a draft of them. */
export function isShown({ shownWhen }: SettingsField, values: object): boolean {
  return !shownWhen || valueAt(values, shownWhen.path) === shownWhen.is;
}

export function valueAt(values: unknown, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | null | undefined)?.[name], values);
}

export type FieldProblem = "missing" | "pattern" | "url" | "number" | "range" | "too-long";

/** The longest answers in characters. An entry of a list is a text; a secret may be a whole key file. */
const LENGTH_MAX = { text: 500, url: 2_000, list: 500, secret: 20_000 };
const ENTRIES_MAX = 500;

/** How long the answer to a field may be. */
export function lengthMax({ type }: SettingsField): number {
  return type in LENGTH_MAX ? LENGTH_MAX[type as keyof typeof LENGTH_MAX] : LENGTH_MAX.text;
}

export interface PlacedProblem extends PlacedField {
  problem: FieldProblem;
}

/** What is wrong with settings that have the right shape; secrets are checked in `missingSecrets`. */
export function settingsProblems(fields: readonly SettingsField[], settings: object): PlacedProblem[] {
  return shownFields(fields, settings).flatMap(({ path, field }) => {
    const problem = problemOf(field, valueAt(settings, path));
    return problem === null ? [] : [{ path, field, problem }];
  });
}

/** Required secrets that are neither given nor stored. */
export function missingSecrets(
  fields: readonly SettingsField[],
  settings: object,
  known: readonly string[],
): PlacedProblem[] {
  return shownFields(fields, settings)
    .filter(({ field }) => field.type === "secret" && field.required && !known.includes(field.name))
    .map((placed) => ({ ...placed, problem: "missing" }));
}

/** The names of secrets that these settings do not ask for. */
export function hiddenSecrets(fields: readonly SettingsField[], settings: object): string[] {
  const shown = new Set(shownFields(fields, settings).map(({ path }) => path));
  return placedFields(fields).flatMap(({ path, field }) =>
    field.type === "secret" && !shown.has(path) ? field.name : [],
  );
}

/** Without the fields of groups that are not shown. */
function shownFields(fields: readonly SettingsField[], values: object, within = ""): PlacedField[] {
  return fields
    .filter((field) => isShown(field, values))
    .flatMap((field) => {
      const path = pathOf(field, within);
      return [{ path, field }, ...(field.type === "group" ? shownFields(field.fields, values, path) : [])];
    });
}

function problemOf(field: SettingsField, value: unknown): FieldProblem | null {
  if (field.type === "secret" || field.type === "group") return null;
  if (value === null || (Array.isArray(value) && value.length === 0))
    return field.required ? "missing" : null;
  if (field.type === "number" && typeof value === "number") {
    if (!Number.isFinite(value)) return "number";
    return value < field.min || value > field.max ? "range" : null;
  }
  // Before anything looks closer: a pattern may take long over a long text.
  if (isTooLong(field, value)) return "too-long";
  if (typeof value !== "string") return null;
  if (field.type === "url") return isWebAddress(value) ? null : "url";
  if (field.type === "text" && field.pattern !== undefined)
    return new RegExp(`^(?:${field.pattern})$`).test(value) ? null : "pattern";
  return null;
}

function isTooLong(field: SettingsField, value: unknown): boolean {
  if (typeof value === "string") return value.length > lengthMax(field);
  return Array.isArray(value) && (value.length > ENTRIES_MAX || value.some((one) => isTooLong(field, one)));
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}
