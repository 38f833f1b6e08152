-- Nearly every change of a value changes its verdict, and with it every index of the table. These three earned less than that.
DROP INDEX IF EXISTS "Observation_shop_sku_idx";
DROP INDEX IF EXISTS "Observation_shop_place_idx";
DROP INDEX IF EXISTS "Observation_holdId_idx";
CREATE INDEX "Observation_holdId_idx" ON "Observation" ("holdId") WHERE "holdId" IS NOT NULL;
