#!/usr/bin/env bash
# Runs the adapter's tests against a real Tryton and keeps its answers in tests/adapters/tryton/recorded, which
# `npm test` plays back. Passwords and sessions are left out.
set -euo pipefail
cd "$(dirname "$0")/.."
rm -f tests/adapters/tryton/recorded/*.jsonl
TRYTON_RECORD=1 npm run test:tryton -- tests/adapters/tryton/orders/orders.test.ts tests/adapters/tryton/read/feeds.test.ts tests/adapters/tryton/tryton.test.ts
