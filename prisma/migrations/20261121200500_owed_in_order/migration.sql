-- Owed decisions are taken in key order, a chunk at a time. Without the keys every chunk would sort the whole backlog.
DROP INDEX "Observation_owed_idx";
CREATE INDEX "Observation_owed_idx" ON "Observation" (shop, subject, place) WHERE dirty > decided;
