/** What the newest file of one kind holds, with a guess of which column is which. */
export type FilePreview =
  | {
      kind: string;
      ok: true;
      file: string;
      headers: string[];
      rows: string[][];
      columns: Record<string, string>;
      options: { name: string; column: string }[];
    }
  | { kind: string; ok: false; message: string };
