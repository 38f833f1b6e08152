-- Repairs that Shopify Flow asked for, and what came of them: Flow sends a run again until it is content.
CREATE TABLE "FlowRun" (
    "shop" TEXT NOT NULL,
    "actionRunId" TEXT NOT NULL,
    "owed" INTEGER,
    "waiting" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FlowRun_pkey" PRIMARY KEY ("shop","actionRunId")
);

-- CreateIndex
CREATE INDEX "FlowRun_at_idx" ON "FlowRun"("at");

-- What waits for a person and was told to Shopify Flow. A row goes when nobody waits for it any more.
CREATE TABLE "FlowNews" (
    "shop" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "toldAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FlowNews_pkey" PRIMARY KEY ("shop","kind","subject","place")
);
