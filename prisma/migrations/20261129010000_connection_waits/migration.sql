-- A source may ask not to be called before a time. Every kind of call of its connection obeys.
ALTER TABLE "Connection" ADD COLUMN "askAgainAt" TIMESTAMPTZ(3), ADD COLUMN "askAgainReason" TEXT;
