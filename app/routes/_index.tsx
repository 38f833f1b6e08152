import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { BlockStack, Card, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { StandAlone } from "#app/components/parts/stand-alone.tsx";

export function loader({ request }: LoaderFunctionArgs) {
  const url = new URL(request.url);
  if (url.searchParams.has("shop")) throw redirect(`/app${url.search}`);
  return null;
}

export default function LandingRoute() {
  return (
    <StandAlone>
      <Landing />
    </StandAlone>
  );
}

function Landing() {
  const { t } = useTranslation();
  return (
    <Page narrowWidth>
      <Card>
        <BlockStack gap="200">
          <Text as="h1" variant="headingLg">
            {t("landing.title")}
          </Text>
          <Text as="p">{t("landing.body")}</Text>
        </BlockStack>
      </Card>
    </Page>
  );
}
