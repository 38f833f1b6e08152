import { BlockStack, Button, InlineStack, Text, Thumbnail } from "@shopify/polaris";
import { ImageIcon } from "@shopify/polaris-icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../parts/format.ts";
import { valueText } from "../values/text.ts";
import { isLong } from "./difference.tsx";
import type { ConflictRow } from "./session.ts";

const TEXT_CHARS = 70;
const PHOTOS_SHOWN = 4;

export function AgreedSide({ row, now }: { row: ConflictRow; now: number }) {
  const { t } = useTranslation();
  return (
    <Side label={t("conflicts.agreed")} row={row} value={row.baseline} weight="regular">
      {row.baseline === null ? (
        <Faint>{t("conflicts.neverAgreed")}</Faint>
      ) : row.agreedAt ? (
        <Faint>
          <Since at={row.agreedAt} now={now} />
        </Faint>
      ) : null}
    </Side>
  );
}

interface ChoosableProps {
  row: ConflictRow;
  now: number;
  open: boolean;
  onTake: () => void;
}

export function SourceSide({ row, now, open, onTake }: ChoosableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { name, at, origin } = row.source;
  const value = valueText(row, row.desired, t, format);
  return (
    <Side label={t("conflicts.source")} row={row} value={row.desired} weight="semibold">
      <span title={origin ?? undefined}>
        <Faint>
          {name} {name && at ? "·" : null} {at ? <Since at={at} now={now} /> : null}
        </Faint>
      </span>
      <Take
        shortcut="1"
        open={open}
        text={t("conflicts.takeSource")}
        label={t("conflicts.takeSourceLabel", { value })}
        onTake={onTake}
      />
    </Side>
  );
}

export function ShopSide({ row, now, open, onTake }: ChoosableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { at, editor } = row.seen;
  const value = valueText(row, row.observed, t, format);
  return (
    <Side label={t("conflicts.shop")} row={row} value={row.observed} weight="semibold">
      <Faint>
        {editor} {editor && at ? "·" : null} {at ? <Since at={at} now={now} /> : null}
      </Faint>
      <Take
        shortcut="2"
        open={open}
        text={t("conflicts.takeShop")}
        label={t("conflicts.takeShopLabel", { value })}
        onTake={onTake}
      />
    </Side>
  );
}

interface SideProps {
  label: string;
  row: ConflictRow;
  value: string | null;
  weight: "regular" | "semibold";
  children: ReactNode;
}

function Side({ label, row, value, weight, children }: SideProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <dl className="conflict-side" style={{ marginBlock: 0 }}>
      <dt>
        <Text as="span" tone="subdued">
          {label}
        </Text>
      </dt>
      <dd>
        <BlockStack gap="050" inlineAlign="start">
          <Text as="span" numeric fontWeight={isLong(row) ? "regular" : weight}>
            {valueText(row, value, t, format, TEXT_CHARS)}
          </Text>
          {row.field === "photos" && value ? <Photos row={row} value={value} /> : null}
          {children}
        </BlockStack>
      </dd>
    </dl>
  );
}

/** The pictures that Concord knows; those it did not put there have no address. */
function Photos({ row, value }: { row: ConflictRow; value: string }) {
  const digests = value.split("\n");
  return (
    <InlineStack gap="100">
      {digests.slice(0, PHOTOS_SHOWN).map((digest, index) => (
        <Thumbnail
          key={`${digest} ${index}`}
          source={row.pictures[digest] ?? ImageIcon}
          alt=""
          size="extraSmall"
        />
      ))}
    </InlineStack>
  );
}

interface TakeProps {
  shortcut: string;
  open: boolean;
  text: string;
  label: string;
  onTake: () => void;
}

function Take({ shortcut, open, text, label, onTake }: TakeProps) {
  return (
    <div className={open ? "conflict-take" : "conflict-take conflict-hidden"}>
      <Button size="slim" onClick={onTake} accessibilityLabel={label} disabled={!open}>
        {text}
      </Button>
      {/* A reminder for the eye; the help says it to everybody. */}
      <kbd className="conflict-key" aria-hidden>
        {shortcut}
      </kbd>
    </div>
  );
}

const MINUTE_MS = 60_000;

/** A time as it was at `now`, with the exact moment on hover. */
export function Since({ at, now }: { at: string; now: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const isNew = now - Date.parse(at) < MINUTE_MS;
  return (
    <time dateTime={at} title={format.exact(at)} style={{ whiteSpace: "nowrap" }}>
      {isNew ? t("conflicts.justNow") : format.ago(at, now)}
    </time>
  );
}

function Faint({ children }: { children: ReactNode }) {
  return (
    <Text as="span" variant="bodySm" tone="subdued">
      {children}
    </Text>
  );
}
