-- What rests on sales that the source has not booked is found each time the source moves on.
CREATE INDEX "Observation_unbooked_idx" ON "Observation" (shop, place)
  WHERE kind = 'stock' AND receipt @> '{"lines":[{"kind":"unbooked"}]}';
-- Documents that nobody needs any more are looked for among those that are left.
CREATE INDEX "Order_document_idx" ON "Order" ("updatedAt") WHERE document IS NOT NULL;
