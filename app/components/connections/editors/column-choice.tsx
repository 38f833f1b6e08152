import { Select, TextField } from "@shopify/polaris";

interface Props {
  label: string;
  /** The label of the choice of no column. */
  none: string;
  /** The file's own headings; null before it was looked at. */
  headers: readonly string[] | null;
  value: string;
  onChange: (header: string) => void;
}

/** A choice among the file's own headings once it was looked at; before, what is stored as free text. */
export function ColumnChoice({ label, none, headers, value, onChange }: Props) {
  if (!headers) return <TextField label={label} value={value} onChange={onChange} autoComplete="off" />;
  // A heading that the newest file lacks stays chosen, and visible, until somebody chooses another.
  const known = value === "" || headers.includes(value) ? headers : [value, ...headers];
  const options = [{ label: none, value: "" }, ...known.map((header) => ({ label: header, value: header }))];
  return <Select label={label} options={options} value={value} onChange={onChange} />;
}
