/** One line of the "test connection" checklist. */
export interface Check {
  name: "reachable" | "login" | "rights" | "clock" | "files" | "columns" | "sample";
  ok: boolean;
  /** What was found, in words for the merchant: "Found 3,412 items in stock-0914.csv". */
  message: string;
}
