import { defer, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useNavigation, useRouteError, useSearchParams } from "@remix-run/react";
import { Card, Page } from "@shopify/polaris";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { NotSavedBanner } from "#app/components/conflicts/bars.tsx";
import { ConflictBoard } from "#app/components/conflicts/board.tsx";
import { ConflictFilters, type ConflictCounts } from "#app/components/conflicts/filters.tsx";
import { ConflictHistory, type DecidedRow } from "#app/components/conflicts/history.tsx";
import { NotSaved, postOps } from "#app/components/conflicts/post.ts";
import styles from "#app/components/conflicts/conflicts.css?url";
import { EmptyNote } from "#app/components/parts/empty-note.tsx";
import { useListAddress } from "#app/components/parts/list-address.ts";
import { useLive, useSettled } from "#app/components/parts/live.ts";
import { PageProblem } from "#app/components/parts/page-problem.tsx";
import { authenticate } from "#app/shopify.server.ts";
import {
  countConflicts,
  parseConflictQuery,
  readConflicts,
} from "#app/store/views/conflicts/conflicts.server.ts";
import { readConnectionNames } from "#app/store/views/connections/connections.server.ts";
import { readPeople, readResolutions } from "#app/store/views/conflicts/resolutions.server.ts";
import { staffName } from "#app/store/views/settings/staff.server.ts";

export const links: LinksFunction = () => [{ rel: "stylesheet", href: styles }];

const NO_PAGE: Awaited<ReturnType<typeof readConflicts>> = { rows: [], next: null };
const NO_HISTORY: Awaited<ReturnType<typeof readResolutions>> = { decided: [], next: null };

export async function loader({ request }: LoaderFunctionArgs) {
  const { session, sessionToken } = await authenticate.admin(request);
  const { shop } = session;
  const query = parseConflictQuery(new URL(request.url).searchParams);
  const me = await staffName(shop, sessionToken?.sub);
  const open = query.view === "open";
  const [page, history, people, connections] = await Promise.all([
    open ? readConflicts(shop, query, me) : NO_PAGE,
    open ? NO_HISTORY : readResolutions(shop, query),
    readPeople(shop),
    readConnectionNames(shop),
  ]);
  return defer({ query, page, history, me, people, connections, counts: countConflicts(shop, me) });
}

export default function ConflictsRoute() {
  const { t } = useTranslation();
  const { query, page, history, me, people, connections, counts } = useLoaderData<typeof loader>();
  const [params, setParams] = useSearchParams();
  const list = useListAddress();
  const navigation = useNavigation();
  const { text, field, assignee, connection, vendor } = query;
  const turning = navigation.state === "loading" && navigation.location.pathname === "/app/conflicts";
  const change = (parts: Record<string, string | null>) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        after.delete("after");
        for (const [name, value] of Object.entries(parts)) {
          if (value === null) after.delete(name);
          else after.set(name, value);
        }
        return after;
      },
      { preventScrollReset: true },
    );
  const counted = useSettled(counts);
  const filters = (fresh: ConflictCounts | null) => (
    <ConflictFilters
      values={query}
      counts={fresh ?? counted}
      connections={connections}
      loading={turning}
      onChange={change}
      onClear={() => list.keepOnly("view")}
    />
  );
  const filtered = text !== "" || Boolean(field ?? assignee ?? connection ?? vendor);
  return (
    <Page title={t("conflicts.title")} subtitle={t("conflicts.subtitle")} fullWidth>
      {query.view === "decided" ? (
        <Decided
          filters={filters(null)}
          filtered={text !== ""}
          history={history}
          paging={list.paging(history.next)}
        />
      ) : (
        <ConflictBoard
          key={params.toString()}
          first={page}
          query={params.toString()}
          people={people}
          me={me}
          filters={filters}
          empty={<Nothing filtered={filtered} connected={connections.length > 0} />}
        />
      )}
    </Page>
  );
}

interface DecidedProps {
  filters: ReactNode;
  filtered: boolean;
  history: { decided: readonly DecidedRow[] };
  paging: ReturnType<ReturnType<typeof useListAddress>["paging"]>;
}

function Decided({ filters, filtered, history, paging }: DecidedProps) {
  const [undoing, setUndoing] = useState<readonly string[]>([]);
  const [failed, setFailed] = useState<string | null>(null);
  const [undone, setUndone] = useState<"writtenBack" | "moved" | null>(null);
  useLive();
  const undo = async (id: string) => {
    setUndoing((before) => [...before, id]);
    setFailed(null);
    try {
      const [answer] = await postOps([{ do: "undo", events: [id] }]);
      if (answer?.done === "undo")
        setUndone(answer.writtenBack > 0 ? "writtenBack" : answer.moved > 0 ? "moved" : null);
    } catch (error) {
      if (!(error instanceof NotSaved)) throw error;
      setFailed(id);
    }
    setUndoing((before) => before.filter((one) => one !== id));
  };
  return (
    <>
      <NotSavedBanner
        problem={failed === null ? null : "decisions"}
        undone={undone}
        onRetry={() => failed !== null && void undo(failed)}
      />
      <Card padding="0">
        {filters}
        <ConflictHistory
          decided={history.decided}
          filtered={filtered}
          undoing={undoing}
          onUndo={(id) => void undo(id)}
          pagination={paging}
        />
      </Card>
    </>
  );
}

function Nothing({ filtered, connected }: { filtered: boolean; connected: boolean }) {
  const { t } = useTranslation();
  if (!connected) return <EmptyNote title={t("connections.empty")} text={t("connections.emptyText")} />;
  if (filtered) return <EmptyNote title={t("drift.noMatch")} text={t("drift.noMatchText")} />;
  return (
    <EmptyNote
      title={t("conflicts.empty.open")}
      text={t("conflicts.emptyText.open")}
      action={{ content: t("conflicts.toSettings"), url: "/app/settings" }}
    />
  );
}

export function ErrorBoundary() {
  return <PageProblem error={useRouteError()} />;
}
