import {
  BlockStack,
  Button,
  Card,
  Collapsible,
  Divider,
  InlineGrid,
  InlineStack,
  Select,
  Text,
} from "@shopify/polaris";
import { DeleteIcon, PlusIcon } from "@shopify/polaris-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../parts/format.ts";
import {
  AUTHORITIES,
  defaultAuthority,
  EXCEPTION_SCOPES,
  exceptionProblem,
  type AuthorityChoice,
  type ExceptionDraft,
  type RuleDraft,
} from "./rule-draft.ts";
import { SubjectPicker } from "./subject-picker.tsx";
import { fieldInWords } from "../values/text.ts";

interface Props {
  draft: RuleDraft;
  /** Fields that rules may be about: the known ones, and what the source names beside them. */
  fields: readonly string[];
  collections: Readonly<Record<string, string>>;
  onChange: (part: Partial<RuleDraft>) => void;
}

/** Which side decides about each field, and for which products it is otherwise. */
export function AuthorityCard({ draft, fields, collections, onChange }: Props) {
  const { t } = useTranslation();
  const { exceptions } = draft;
  const set = (index: number, part: Partial<ExceptionDraft>) =>
    onChange({ exceptions: exceptions.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  const add = () => {
    const exception: ExceptionDraft = {
      field: fields[0] ?? "price",
      scope: "sku",
      subject: "",
      authority: "ask",
    };
    onChange({ exceptions: [...exceptions, exception] });
  };
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("authority.title")}
          </Text>
          <Text as="p" tone="subdued">
            {t("authority.text")}
          </Text>
        </BlockStack>
        <Fields draft={draft} fields={fields} onChange={onChange} />
        <Divider />
        <BlockStack gap="100">
          <Text as="h3" variant="headingSm">
            {t("authority.exceptions")}
          </Text>
          <Text as="p" tone="subdued">
            {t("authority.exceptionsText")}
          </Text>
        </BlockStack>
        {exceptions.map((exception, index) => (
          <ExceptionRow
            key={index}
            exception={exception}
            draft={draft}
            fields={fields}
            collections={collections}
            onChange={(part) => set(index, part)}
            onRemove={() => onChange({ exceptions: exceptions.filter((_, at) => at !== index) })}
          />
        ))}
        <InlineStack>
          <Button icon={PlusIcon} onClick={add}>
            {t("authority.add")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

/** Prices and the commonest fields are open; the rest is folded. */
const FIRST = ["price", "compareAt", "cost", "title", "description", "photos"];

function Fields({ draft, fields, onChange }: Pick<Props, "draft" | "fields" | "onChange">) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const choose = (field: string, chosen: AuthorityChoice) =>
    onChange({ authority: { ...draft.authority, [field]: chosen } });
  const rows = (shown: readonly string[]) => (
    <InlineGrid columns={{ xs: 1, sm: 2, md: 3 }} gap="300">
      {shown.map((field) => (
        <FieldChoice
          key={field}
          field={field}
          value={draft.authority[field] ?? defaultAuthority(field)}
          onChange={(chosen) => choose(field, chosen)}
        />
      ))}
    </InlineGrid>
  );
  const rest = fields.filter((field) => !FIRST.includes(field));
  return (
    <BlockStack gap="300">
      {rows(fields.filter((field) => FIRST.includes(field)))}
      <Collapsible id="more-fields" open={open}>
        {rows(rest)}
      </Collapsible>
      <InlineStack>
        <Button variant="plain" onClick={() => setOpen(!open)} ariaExpanded={open} ariaControls="more-fields">
          {t(open ? "authority.fewer" : "authority.more", { count: rest.length })}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}

interface FieldChoiceProps {
  field: string;
  value: AuthorityChoice;
  onChange: (chosen: AuthorityChoice) => void;
}

function FieldChoice({ field, value, onChange }: FieldChoiceProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Select
      label={fieldInWords(field, t, format)}
      options={AUTHORITIES.map((one) => ({ label: t(`authority.choice.${one}`), value: one }))}
      value={value}
      onChange={(chosen) => onChange(AUTHORITIES.find((one) => one === chosen) ?? "source")}
    />
  );
}

interface RowProps extends Pick<Props, "draft" | "fields" | "collections"> {
  exception: ExceptionDraft;
  onChange: (part: Partial<ExceptionDraft>) => void;
  onRemove: () => void;
}

function ExceptionRow({ exception, draft, fields, collections, onChange, onRemove }: RowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { field, scope, subject, authority } = exception;
  const problem = exceptionProblem(exception, draft);
  return (
    <InlineGrid columns={{ xs: 1, sm: 2, md: "1fr 1fr 1.4fr 1fr auto" }} gap="200" alignItems="end">
      <Select
        label={t("authority.field")}
        options={fields.map((one) => ({ label: fieldInWords(one, t, format), value: one }))}
        value={field}
        onChange={(chosen) => onChange({ field: chosen })}
      />
      <Select
        label={t("settings.scopeLabel")}
        options={EXCEPTION_SCOPES.map((one) => ({ label: t(`authority.scope.${one}`), value: one }))}
        value={scope}
        onChange={(chosen) =>
          onChange({ scope: EXCEPTION_SCOPES.find((one) => one === chosen) ?? "sku", subject: "" })
        }
      />
      <SubjectPicker
        key={scope}
        scope={scope}
        label={t(`authority.subject.${scope}`)}
        value={subject}
        name={scope === "collection" ? (collections[subject] ?? null) : null}
        error={problem === null ? undefined : t(`authority.problem.${problem}`)}
        pickOnly={false}
        onChange={(to) => onChange({ subject: to })}
      />
      <Select
        label={t("authority.decides")}
        options={AUTHORITIES.map((one) => ({ label: t(`authority.choice.${one}`), value: one }))}
        value={authority}
        onChange={(chosen) => onChange({ authority: AUTHORITIES.find((one) => one === chosen) ?? "ask" })}
      />
      <Button icon={DeleteIcon} accessibilityLabel={t("authority.remove")} onClick={onRemove} />
    </InlineGrid>
  );
}
