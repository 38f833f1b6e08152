-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "shop" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "isOnline" BOOLEAN NOT NULL DEFAULT false,
    "scope" TEXT,
    "expires" TIMESTAMP(3),
    "accessToken" TEXT NOT NULL,
    "userId" BIGINT,
    "firstName" TEXT,
    "lastName" TEXT,
    "email" TEXT,
    "accountOwner" BOOLEAN,
    "locale" TEXT,
    "collaborator" BOOLEAN,
    "emailVerified" BOOLEAN,
    "refreshToken" TEXT,
    "refreshTokenExpires" TIMESTAMP(3),

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Shop" (
    "shop" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "currency" TEXT NOT NULL DEFAULT '',
    "timeZone" TEXT NOT NULL DEFAULT 'UTC',
    "state" TEXT NOT NULL DEFAULT 'active',
    "stateReason" TEXT,
    "basis" TEXT NOT NULL DEFAULT 'available',
    "guards" JSONB,
    "installedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "uninstalledAt" TIMESTAMPTZ(3),
    "ordersSeenAt" TIMESTAMPTZ(3),
    "ordersUpdatedAt" TIMESTAMPTZ(3),
    "sweptAt" TIMESTAMPTZ(3),
    "sweepDueAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sweepId" TEXT,
    "sweepStartedAt" TIMESTAMPTZ(3),
    "setupDismissed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Shop_pkey" PRIMARY KEY ("shop")
);

-- CreateTable
CREATE TABLE "Location" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Location_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "Variant" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "inventoryItemId" TEXT NOT NULL,
    "productId" TEXT NOT NULL,
    "sku" TEXT,
    "barcode" TEXT,
    "productTitle" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "imageUrl" TEXT,
    "vendor" TEXT,
    "tags" TEXT[],
    "price" TEXT,
    "tracked" BOOLEAN NOT NULL DEFAULT true,
    "hasComponents" BOOLEAN NOT NULL DEFAULT false,
    "productStatus" TEXT NOT NULL DEFAULT 'ACTIVE',
    "seenAt" TIMESTAMPTZ(3) NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Variant_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "Connection" (
    "id" UUID NOT NULL,
    "shop" TEXT NOT NULL,
    "adapter" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "secrets" TEXT,
    "secretsSetAt" TIMESTAMPTZ(3),
    "state" TEXT NOT NULL DEFAULT 'setup',
    "stateReason" TEXT,
    "approvedAt" TIMESTAMPTZ(3),
    "bookedAfterMs" INTEGER,
    "checkedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Connection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Feed" (
    "id" UUID NOT NULL,
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "everyMs" INTEGER NOT NULL DEFAULT 60000,
    "cursor" TEXT,
    "listing" TEXT,
    "listingFlawed" BOOLEAN NOT NULL DEFAULT false,
    "newestAsOf" TIMESTAMPTZ(3),
    "watermark" TIMESTAMPTZ(3),
    "lastReadAt" TIMESTAMPTZ(3),
    "lastChangeAt" TIMESTAMPTZ(3),
    "lagMs" INTEGER,
    "state" TEXT NOT NULL DEFAULT 'ok',
    "error" TEXT,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "nextAt" TIMESTAMPTZ(3),

    CONSTRAINT "Feed_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Warehouse" (
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "Warehouse_pkey" PRIMARY KEY ("connectionId","code")
);

-- CreateTable
CREATE TABLE "Mapping" (
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "warehouse" TEXT NOT NULL,
    "locationId" TEXT NOT NULL,

    CONSTRAINT "Mapping_pkey" PRIMARY KEY ("connectionId","warehouse")
);

-- CreateTable
CREATE TABLE "Item" (
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "sku" TEXT NOT NULL,
    "title" TEXT,
    "barcode" TEXT,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Item_pkey" PRIMARY KEY ("connectionId","sku")
);

-- CreateTable
CREATE TABLE "Link" (
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "sku" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "variantId" TEXT,
    "inventoryItemId" TEXT,
    "matchedBy" TEXT,
    "candidates" TEXT[],
    "unit" INTEGER NOT NULL DEFAULT 1,
    "decidedBy" TEXT,
    "decidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Link_pkey" PRIMARY KEY ("connectionId","sku")
);

-- CreateTable
CREATE TABLE "Reading" (
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "sku" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "value" TEXT,
    "asOf" TIMESTAMPTZ(3) NOT NULL,
    "readAt" TIMESTAMPTZ(3) NOT NULL,
    "origin" TEXT,

    CONSTRAINT "Reading_pkey" PRIMARY KEY ("connectionId","kind","sku","place")
);

-- CreateTable
CREATE TABLE "ListedReading" (
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "sku" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "value" TEXT,
    "asOf" TIMESTAMPTZ(3),
    "origin" TEXT,
    "listing" TEXT NOT NULL,

    CONSTRAINT "ListedReading_pkey" PRIMARY KEY ("connectionId","kind","sku","place")
);

-- CreateTable
CREATE TABLE "Observation" (
    "shop" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "connectionId" UUID,
    "variantId" TEXT,
    "sku" TEXT,
    "title" TEXT,
    "desired" TEXT,
    "observed" TEXT,
    "baseline" TEXT,
    "desiredAt" TIMESTAMPTZ(3),
    "observedAt" TIMESTAMPTZ(3),
    "baselineAt" TIMESTAMPTZ(3),
    "verdict" TEXT NOT NULL DEFAULT 'unknown',
    "reason" TEXT,
    "message" TEXT,
    "driftSince" TIMESTAMPTZ(3),
    "urgency" INTEGER NOT NULL DEFAULT 0,
    "receipt" JSONB,
    "target" TEXT,
    "pinned" TEXT,
    "pinnedFor" TEXT,
    "pinnedBy" TEXT,
    "approved" TEXT,
    "holdId" UUID,
    "committed" INTEGER,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "retryAt" TIMESTAMPTZ(3),
    "dirty" INTEGER NOT NULL DEFAULT 1,
    "decided" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Observation_pkey" PRIMARY KEY ("shop","kind","subject","place")
);

-- CreateTable
CREATE TABLE "Run" (
    "id" UUID NOT NULL,
    "shop" TEXT NOT NULL,
    "connectionId" UUID,
    "activity" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'running',
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),
    "seen" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "written" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "reasons" JSONB,
    "requests" INTEGER NOT NULL DEFAULT 0,
    "points" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "pointsMinimum" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "total" INTEGER,
    "error" TEXT,
    "origin" TEXT,

    CONSTRAINT "Run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SetAside" (
    "id" UUID NOT NULL,
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "sku" TEXT,
    "reason" TEXT NOT NULL,
    "raw" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "resolvedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SetAside_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Change" (
    "id" UUID NOT NULL,
    "shop" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "connectionId" UUID,
    "runId" UUID,
    "sku" TEXT,
    "before" TEXT,
    "after" TEXT NOT NULL,
    "why" JSONB,
    "who" TEXT NOT NULL,
    "idempotencyKey" TEXT NOT NULL,
    "outcome" TEXT NOT NULL DEFAULT 'intended',
    "message" TEXT,
    "undoneAt" TIMESTAMPTZ(3),
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settledAt" TIMESTAMPTZ(3),

    CONSTRAINT "Change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Hold" (
    "id" UUID NOT NULL,
    "shop" TEXT NOT NULL,
    "connectionId" UUID,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "changes" INTEGER NOT NULL DEFAULT 0,
    "zeroed" INTEGER NOT NULL DEFAULT 0,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "origin" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedBy" TEXT,

    CONSTRAINT "Hold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InboxEvent" (
    "shop" TEXT NOT NULL,
    "webhookId" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "triggeredAt" TIMESTAMPTZ(3),
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "payload" JSONB NOT NULL,
    "processedAt" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,

    CONSTRAINT "InboxEvent_pkey" PRIMARY KEY ("shop","webhookId")
);

-- CreateTable
CREATE TABLE "Order" (
    "shop" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "cancelledAt" TIMESTAMPTZ(3),
    "bookedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Order_pkey" PRIMARY KEY ("shop","id")
);

-- CreateTable
CREATE TABLE "OrderLine" (
    "shop" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "inventoryItemId" TEXT NOT NULL,
    "locationId" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "OrderLine_pkey" PRIMARY KEY ("shop","orderId","id","locationId")
);

-- CreateTable
CREATE TABLE "Booking" (
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "orderName" TEXT NOT NULL,
    "bookedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Booking_pkey" PRIMARY KEY ("connectionId","orderName")
);

-- CreateTable
CREATE TABLE "Policy" (
    "shop" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "subject" TEXT NOT NULL DEFAULT '',
    "value" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedBy" TEXT,

    CONSTRAINT "Policy_pkey" PRIMARY KEY ("shop","rule","scope","subject")
);

-- CreateTable
CREATE TABLE "Lease" (
    "name" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "token" BIGINT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Lease_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "Sample" (
    "shop" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "agreed" INTEGER NOT NULL,
    "repairing" INTEGER NOT NULL,
    "waiting" INTEGER NOT NULL,

    CONSTRAINT "Sample_pkey" PRIMARY KEY ("shop","kind","at")
);

-- CreateTable
CREATE TABLE "TimelineEvent" (
    "id" UUID NOT NULL,
    "shop" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "event" TEXT NOT NULL,
    "value" TEXT,
    "before" TEXT,
    "detail" JSONB,

    CONSTRAINT "TimelineEvent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Session_shop_idx" ON "Session"("shop");

-- CreateIndex
CREATE INDEX "Variant_shop_sku_idx" ON "Variant"("shop", "sku");

-- CreateIndex
CREATE INDEX "Variant_shop_productId_idx" ON "Variant"("shop", "productId");

-- CreateIndex
CREATE UNIQUE INDEX "Variant_shop_inventoryItemId_key" ON "Variant"("shop", "inventoryItemId");

-- CreateIndex
CREATE INDEX "Connection_shop_idx" ON "Connection"("shop");

-- CreateIndex
CREATE INDEX "Feed_shop_idx" ON "Feed"("shop");

-- CreateIndex
CREATE UNIQUE INDEX "Feed_connectionId_kind_key" ON "Feed"("connectionId", "kind");

-- CreateIndex
CREATE INDEX "Warehouse_shop_idx" ON "Warehouse"("shop");

-- CreateIndex
CREATE INDEX "Mapping_shop_locationId_idx" ON "Mapping"("shop", "locationId");

-- CreateIndex
CREATE INDEX "Item_shop_idx" ON "Item"("shop");

-- CreateIndex
CREATE INDEX "Link_shop_state_idx" ON "Link"("shop", "state");

-- CreateIndex
CREATE INDEX "Link_shop_inventoryItemId_idx" ON "Link"("shop", "inventoryItemId");

-- CreateIndex
CREATE INDEX "Reading_shop_sku_idx" ON "Reading"("shop", "sku");

-- CreateIndex
CREATE INDEX "Observation_shop_kind_verdict_urgency_subject_place_idx" ON "Observation"("shop", "kind", "verdict", "urgency" DESC, "subject", "place");

-- CreateIndex
CREATE INDEX "Observation_shop_kind_verdict_driftSince_subject_place_idx" ON "Observation"("shop", "kind", "verdict", "driftSince", "subject", "place");

-- CreateIndex
CREATE INDEX "Observation_shop_kind_verdict_sku_subject_place_idx" ON "Observation"("shop", "kind", "verdict", "sku", "subject", "place");

-- CreateIndex
CREATE INDEX "Observation_shop_sku_idx" ON "Observation"("shop", "sku");

-- CreateIndex
CREATE INDEX "Observation_shop_place_idx" ON "Observation"("shop", "place");

-- CreateIndex
CREATE INDEX "Observation_holdId_idx" ON "Observation"("holdId");

-- CreateIndex
CREATE INDEX "Run_shop_startedAt_idx" ON "Run"("shop", "startedAt" DESC);

-- CreateIndex
CREATE INDEX "SetAside_shop_resolvedAt_idx" ON "SetAside"("shop", "resolvedAt");

-- CreateIndex
CREATE INDEX "SetAside_connectionId_resolvedAt_at_idx" ON "SetAside"("connectionId", "resolvedAt", "at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "SetAside_connectionId_kind_origin_key" ON "SetAside"("connectionId", "kind", "origin");

-- CreateIndex
CREATE INDEX "Change_shop_kind_subject_place_at_idx" ON "Change"("shop", "kind", "subject", "place", "at" DESC);

-- CreateIndex
CREATE INDEX "Change_shop_outcome_at_idx" ON "Change"("shop", "outcome", "at");

-- CreateIndex
CREATE INDEX "Change_shop_idempotencyKey_idx" ON "Change"("shop", "idempotencyKey");

-- CreateIndex
CREATE INDEX "Hold_shop_state_idx" ON "Hold"("shop", "state");

-- CreateIndex
CREATE INDEX "Order_shop_updatedAt_idx" ON "Order"("shop", "updatedAt");

-- CreateIndex
CREATE INDEX "Order_shop_name_idx" ON "Order"("shop", "name");

-- CreateIndex
CREATE INDEX "OrderLine_shop_inventoryItemId_locationId_idx" ON "OrderLine"("shop", "inventoryItemId", "locationId");

-- CreateIndex
CREATE INDEX "Booking_shop_orderName_idx" ON "Booking"("shop", "orderName");

-- CreateIndex
CREATE INDEX "TimelineEvent_shop_kind_subject_place_at_idx" ON "TimelineEvent"("shop", "kind", "subject", "place", "at" DESC);

-- What is owed work is found by these, however many rows are at rest. Prisma cannot state partial indexes.
CREATE INDEX "Observation_owed_idx" ON "Observation" (shop, subject, place) WHERE dirty > decided;
CREATE INDEX "Observation_retry_idx" ON "Observation" ("retryAt") WHERE verdict = 'failing';
CREATE INDEX "InboxEvent_owed_idx" ON "InboxEvent" (shop, "receivedAt") WHERE "processedAt" IS NULL;
CREATE INDEX "Change_open_idx" ON "Change" (shop, at) WHERE outcome = 'intended';
