/** Why a form was refused; `field` is the dotted path of the field that is to blame, if one is. */
export interface Problem {
  field: string | null;
  message: string;
}

/** The `error` property of a field, absent where there is none. */
export function errorProp(error: string | undefined): { error: string } | Record<string, never> {
  return error === undefined ? {} : { error };
}
