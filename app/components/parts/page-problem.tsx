import { isRouteErrorResponse, useRevalidator } from "@remix-run/react";
import { Banner, BlockStack, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

const BAD_REQUEST = 400;
const NOT_FOUND = 404;
const SERVER_ERROR = 500;

/** What a page says when it cannot be shown: what happened, what it means for customers, what to do. */
export function PageProblem({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const { revalidate, state } = useRevalidator();
  if (isRouteErrorResponse(error) && error.status === BAD_REQUEST) return <PageRefused />;
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

/** The server did not understand what the page sent; the page itself is fine, so it can be shown again. */
function PageRefused() {
  const { t } = useTranslation();
  const { revalidate, state } = useRevalidator();
  return (
    <Page>
      <Banner
        tone="critical"
        title={t("problem.refusedTitle")}
        action={{ content: t("problem.retry"), onAction: revalidate, loading: state === "loading" }}
      >
        <Text as="p">{t("problem.refusedText")}</Text>
      </Banner>
    </Page>
  );
}
