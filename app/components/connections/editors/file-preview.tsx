import { BlockStack, Scrollable, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

interface Props {
  file: string;
  headers: readonly string[];
  rows: readonly (readonly string[])[];
  /** The headings chosen so far. */
  chosen: readonly string[];
}

const ROWS_SHOWN = 5;

/** The first rows as the file has them, so that columns are chosen by looking. */
export function FilePreview({ file, headers, rows, chosen }: Props) {
  const { t } = useTranslation();
  const used = new Set(chosen);
  return (
    <BlockStack gap="150">
      <Text as="p" variant="bodySm" tone="subdued">
        {t("file.preview", { file })}
      </Text>
      <Scrollable horizontal vertical={false} focusable>
        <table style={{ borderCollapse: "collapse", font: "12px ui-monospace, monospace" }}>
          <thead>
            <tr>
              {headers.map((header) => (
                <th
                  key={header}
                  scope="col"
                  style={{ ...cell, textAlign: "left", fontWeight: used.has(header) ? 700 : 400 }}
                >
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, ROWS_SHOWN).map((row, index) => (
              <tr key={index}>
                {headers.map((header, column) => (
                  <td key={header} style={cell}>
                    {row[column] ?? ""}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scrollable>
    </BlockStack>
  );
}

const cell = { border: "1px solid var(--p-color-border)", padding: "2px 8px", whiteSpace: "nowrap" } as const;
