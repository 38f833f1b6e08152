-- AlterTable
ALTER TABLE "Shop" ADD COLUMN "taxesIncluded" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "locales" TEXT[],
  ADD COLUMN "sweepPart" TEXT,
  ADD COLUMN "picturesDueAt" TIMESTAMPTZ(3),
  ADD COLUMN "draftsDueAt" TIMESTAMPTZ(3),
  ADD COLUMN "pricesReadAt" TIMESTAMPTZ(3),
  ADD COLUMN "pricesDueAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE "Variant" ADD COLUMN "fields" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE "Observation" ADD COLUMN "productId" TEXT,
  ADD COLUMN "authority" TEXT,
  ADD COLUMN "ignored" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "assignee" TEXT,
  ADD COLUMN "note" TEXT,
  ADD COLUMN "dueAt" TIMESTAMPTZ(3);
ALTER TABLE "Connection" ADD COLUMN "approved" TEXT[];
UPDATE "Connection" SET "approved" = CASE WHEN "approvedAt" IS NULL THEN ARRAY[]::text[] ELSE ARRAY['stock'] END;

-- CreateTable
CREATE TABLE "Product" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "vendor" TEXT,
    "tags" TEXT[],
    "collections" TEXT[],
    "imageUrl" TEXT,
    "status" TEXT NOT NULL DEFAULT 'ACTIVE',
    "fields" JSONB NOT NULL DEFAULT '{}',
    "seenAt" TIMESTAMPTZ(3) NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Product_pkey" PRIMARY KEY ("shop","id")
);
CREATE TABLE "Collection" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Collection_pkey" PRIMARY KEY ("shop","id")
);
CREATE TABLE "Photo" (
    "shop" TEXT NOT NULL,
    "productId" TEXT NOT NULL,
    "mediaId" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "sourceUrl" TEXT NOT NULL,

    CONSTRAINT "Photo_pkey" PRIMARY KEY ("shop","mediaId")
);
CREATE TABLE "PhotoSource" (
    "shop" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "digest" TEXT,
    "mimeType" TEXT,
    "error" TEXT,
    "fetchedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PhotoSource_pkey" PRIMARY KEY ("shop","url")
);
CREATE TABLE "PriceList" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "catalog" TEXT,
    "fixedPrices" INTEGER NOT NULL DEFAULT 0,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PriceList_pkey" PRIMARY KEY ("shop","id")
);
CREATE TABLE "PriceListMapping" (
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "list" TEXT NOT NULL,
    "priceListId" TEXT NOT NULL,

    CONSTRAINT "PriceListMapping_pkey" PRIMARY KEY ("connectionId","list")
);

-- CreateIndex
CREATE INDEX "Photo_shop_productId_idx" ON "Photo"("shop", "productId");
CREATE INDEX "PriceListMapping_shop_priceListId_idx" ON "PriceListMapping"("shop", "priceListId");
CREATE INDEX "Change_runId_idx" ON "Change"("runId");
CREATE INDEX "Observation_shop_productId_idx" ON "Observation"("shop", "productId");
-- Partial indexes, which the schema file cannot express
CREATE INDEX "Observation_due_idx" ON "Observation" ("dueAt") WHERE "dueAt" IS NOT NULL;
CREATE INDEX "TimelineEvent_resolved_idx" ON "TimelineEvent" (shop, at DESC) WHERE event = 'resolved';

-- What the stored observations can already tell
UPDATE "Observation" o SET "productId" = v."productId"
FROM "Variant" v WHERE v.shop = o.shop AND v.id = o."variantId";

-- What is owed is looked for per kind of value
DROP INDEX "Observation_owed_idx";
CREATE INDEX "Observation_owed_idx" ON "Observation" (shop, kind, subject, place) WHERE dirty > decided;
