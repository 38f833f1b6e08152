import type { PolicyRow } from "#app/core/values/policy.ts";
import { db } from "../database/database.server.ts";
import { writeJson, type JsonColumns } from "../database/json.server.ts";

export async function listPolicies(shop: string): Promise<PolicyRow[]> {
  return db().policy.findMany({ where: { shop }, orderBy: [{ scope: "asc" }, { subject: "asc" }] });
}

export async function savePolicy(
  shop: string,
  row: { rule: string; scope: string; subject: string; value: JsonColumns["Policy.value"] },
  updatedBy: string,
): Promise<void> {
  const { rule, scope, subject, value } = row;
  const fields = { ...writeJson("Policy.value", value), updatedBy, updatedAt: new Date() };
  await db().policy.upsert({
    where: { shop_rule_scope_subject: { shop, rule, scope, subject } },
    create: { shop, rule, scope, subject, ...fields },
    update: fields,
  });
}

export async function deletePolicy(
  shop: string,
  rule: string,
  scope: string,
  subject: string,
): Promise<void> {
  await db().policy.deleteMany({ where: { shop, rule, scope, subject } });
}
