import { BlockStack, Box, Button, Text } from "@shopify/polaris";

interface Props {
  title: string;
  text: string;
  action?: { content: string; url?: string; onAction?: () => void; loading?: boolean };
}

/** Takes the place of an empty list: says what will appear here, and how to get there. */
export function EmptyNote({ title, text, action }: Props) {
  return (
    <Box padding="800">
      <BlockStack gap="200" inlineAlign="center">
        <Text as="h2" variant="headingMd" alignment="center">
          {title}
        </Text>
        <div style={{ maxWidth: 460 }}>
          <Text as="p" tone="subdued" alignment="center">
            {text}
          </Text>
        </div>
        {action ? <NoteButton {...action} /> : null}
      </BlockStack>
    </Box>
  );
}

function NoteButton({ content, url, onAction, loading = false }: NonNullable<Props["action"]>) {
  return (
    <Button
      variant="primary"
      loading={loading}
      {...(url ? { url } : {})}
      {...(onAction ? { onClick: onAction } : {})}
    >
      {content}
    </Button>
  );
}
