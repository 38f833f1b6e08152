-- The articles behind the variants of an order.
CREATE INDEX "Link_connectionId_variantId_idx" ON "Link" ("connectionId", "variantId");
-- The few orders that are not in step, among all that ever sold an article.
CREATE INDEX "Observation_open_order_idx" ON "Observation" (shop, subject, place)
  WHERE kind = 'order' AND (verdict <> 'in-sync' OR dirty > decided);
