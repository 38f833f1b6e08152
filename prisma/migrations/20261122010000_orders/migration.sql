ALTER TABLE "Order"
  ADD COLUMN "closedAt" TIMESTAMPTZ(3),
  ADD COLUMN "document" JSONB,
  ADD COLUMN "customerId" TEXT,
  ADD COLUMN "customerName" TEXT,
  ADD COLUMN "test" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "channel" TEXT,
  ADD COLUMN "tags" TEXT[],
  ADD COLUMN "financialStatus" TEXT,
  ADD COLUMN "fulfillmentStatus" TEXT,
  ADD COLUMN "total" TEXT,
  ADD COLUMN "erasedAt" TIMESTAMPTZ(3);

ALTER TABLE "Shop" ADD COLUMN "ordersDueAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

CREATE TABLE "OutboxEntry" (
    "id" UUID NOT NULL,
    "shop" TEXT NOT NULL,
    "orderId" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "message" TEXT,
    "problems" JSONB,
    "dueAt" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "exported" JSONB,
    "exportedAt" TIMESTAMPTZ(3),
    "sourceId" TEXT,
    "sourceNumber" TEXT,
    "sourceStatus" TEXT,
    "sourceTotal" TEXT,
    "sourceUrl" TEXT,
    "promisedAt" TIMESTAMPTZ(3),
    "sourceAt" TIMESTAMPTZ(3),
    "credited" TEXT[],
    "accepted" TEXT,
    "acceptedBy" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "OutboxEntry_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "Shipment" (
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "orderId" TEXT,
    "orderKey" TEXT,
    "orderName" TEXT,
    "warehouse" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "promisedAt" TIMESTAMPTZ(3),
    "shippedAt" TIMESTAMPTZ(3),
    "deliveredAt" TIMESTAMPTZ(3),
    "lines" JSONB NOT NULL,
    "fulfillmentIds" TEXT[],
    "asOf" TIMESTAMPTZ(3) NOT NULL,
    "readAt" TIMESTAMPTZ(3) NOT NULL,
    "origin" TEXT,

    CONSTRAINT "Shipment_pkey" PRIMARY KEY ("connectionId","id")
);

CREATE TABLE "Parcel" (
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "shipmentId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "carrier" TEXT,
    "number" TEXT,
    "url" TEXT,
    "events" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "Parcel_pkey" PRIMARY KEY ("connectionId","shipmentId","id")
);

CREATE TABLE "Invoice" (
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "orderId" TEXT,
    "orderKey" TEXT,
    "orderName" TEXT,
    "status" TEXT NOT NULL,
    "total" TEXT NOT NULL,
    "issuedAt" TIMESTAMPTZ(3),
    "asOf" TIMESTAMPTZ(3) NOT NULL,
    "origin" TEXT,

    CONSTRAINT "Invoice_pkey" PRIMARY KEY ("connectionId","id")
);

CREATE TABLE "OrderState" (
    "shop" TEXT NOT NULL,
    "connectionId" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "orderKey" TEXT,
    "orderName" TEXT,
    "bookedAt" TIMESTAMPTZ(3),
    "order" JSONB,
    "asOf" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OrderState_pkey" PRIMARY KEY ("connectionId","reference")
);

CREATE INDEX "Order_shop_createdAt_idx" ON "Order"("shop", "createdAt" DESC);

CREATE INDEX "Order_shop_customerId_idx" ON "Order"("shop", "customerId");

CREATE INDEX "OutboxEntry_shop_state_dueAt_idx" ON "OutboxEntry"("shop", "state", "dueAt");

CREATE INDEX "OutboxEntry_connectionId_sourceId_idx" ON "OutboxEntry"("connectionId", "sourceId");

CREATE UNIQUE INDEX "OutboxEntry_shop_orderId_connectionId_key" ON "OutboxEntry"("shop", "orderId", "connectionId");

CREATE UNIQUE INDEX "OutboxEntry_connectionId_key_key" ON "OutboxEntry"("connectionId", "key");

CREATE INDEX "Shipment_shop_orderId_idx" ON "Shipment"("shop", "orderId");

CREATE INDEX "Shipment_shop_orderName_idx" ON "Shipment"("shop", "orderName");

CREATE INDEX "Shipment_shop_orderKey_idx" ON "Shipment"("shop", "orderKey");

CREATE INDEX "Parcel_shop_number_idx" ON "Parcel"("shop", "number");

CREATE INDEX "Invoice_shop_orderId_idx" ON "Invoice"("shop", "orderId");

CREATE INDEX "Invoice_shop_orderName_idx" ON "Invoice"("shop", "orderName");

CREATE INDEX "Invoice_shop_orderKey_idx" ON "Invoice"("shop", "orderKey");

CREATE INDEX "OrderState_shop_orderName_idx" ON "OrderState"("shop", "orderName");

CREATE INDEX "OrderState_shop_orderKey_idx" ON "OrderState"("shop", "orderKey");

-- What is known of bookings stays known.
INSERT INTO "OrderState" ("shop", "connectionId", "reference", "orderName", "bookedAt", "asOf")
SELECT "shop", "connectionId", "orderName", "orderName", "bookedAt", "bookedAt" FROM "Booking";

DROP TABLE "Booking";
