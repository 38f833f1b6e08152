import { isRouteErrorResponse, useRevalidator } from "@remix-run/react";
import { Banner, BlockStack, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

const NOT_FOUND = 404;
const SERVER_ERROR = 500;

/** What a page says when it cannot be shown: what happened, what it means for customers, what to do. */
export function PageProblem({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const { revalidate, state } = useRevalidator();
  const refused = isRouteErrorResponse(error) ? refusedIn(error.data) : null;
  if (refused !== null) return <PageRefused text={refused} />;
  // Shopify's sign-in steps are pages of their own, thrown by `authenticate`: the browser must get them as they are.
  if (isRouteErrorResponse(error) && error.status !== NOT_FOUND && error.status < SERVER_ERROR) {
    return <div dangerouslySetInnerHTML={{ __html: String(error.data) || t("problem.signingIn") }} />;
  }
  const missing = isRouteErrorResponse(error) && error.status === NOT_FOUND;
  return (
    <Page>
      <Banner
        tone={missing ? "info" : "critical"}
        title={t(missing ? "problem.missingTitle" : "problem.title")}
        action={
          missing
            ? { content: t("problem.home"), url: "/app" }
            : { content: t("problem.retry"), onAction: revalidate, loading: state === "loading" }
        }
      >
        <BlockStack gap="200">
          <Text as="p">{t(missing ? "problem.missingText" : "problem.text")}</Text>
        </BlockStack>
      </Banner>
    </Page>
  );
}

/** The sentence with which the server refused what the page sent (app/refusal.server.ts). */
function refusedIn(data: unknown): string | null {
  const isRefusal = typeof data === "object" && data !== null && "refused" in data;
  return isRefusal && typeof data.refused === "string" ? data.refused : null;
}

/** The server refused what the page sent; the page itself is fine, so it can be shown again. */
function PageRefused({ text }: { text: string }) {
  const { t } = useTranslation();
  const { revalidate, state } = useRevalidator();
  return (
    <Page>
      <Banner
        tone="critical"
        title={t("problem.refusedTitle")}
        action={{ content: t("problem.retry"), onAction: revalidate, loading: state === "loading" }}
      >
        <Text as="p">{text}</Text>
      </Banner>
    </Page>
  );
}
