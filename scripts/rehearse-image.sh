#!/usr/bin/env bash
# Does what the Dockerfile does, without Docker: the same steps in a clean folder, as another user where this is
# root. Then starts web and worker from the result, asks the web for its health, and stops both.
set -euo pipefail

SOURCE=$(cd "$(dirname "$0")/.." && pwd)
HOME_DIR=$(mktemp -d)
PORT=${PORT:-39217}
END_WITHIN_S=10
trap 'kill $(jobs -p) 2> /dev/null || true; rm -rf "$HOME_DIR"' EXIT

as_user=(env -i PATH="$(dirname "$(command -v node)"):/usr/bin:/bin" HOME="$HOME_DIR" LANG=C.UTF-8)
[ "$(id -u)" != 0 ] || as_user=(setpriv --reuid=65534 --regid=65534 --clear-groups "${as_user[@]}")

mkdir "$HOME_DIR/concord"
git -C "$SOURCE" archive HEAD | tar -x -C "$HOME_DIR/concord"
[ "$(id -u)" != 0 ] || chown -R 65534:65534 "$HOME_DIR"
cd "$HOME_DIR/concord"

echo "== npm ci, build, prune"
"${as_user[@]}" npm ci --no-audit --no-fund
"${as_user[@]}" npm run build
# The image's own Node stays; here the one of the packages goes with the tools.
"${as_user[@]}" cp node_modules/node/bin/node "$HOME_DIR/node"
"${as_user[@]}" npm prune --omit=dev --no-audit --no-fund
du -sm node_modules | awk '{ print "== packages of the image: " $1 " MB" }'

echo "== start"
settings=(NODE_ENV=production PORT="$PORT" SHOPIFY_API_KEY=key SHOPIFY_API_SECRET=secret
  SHOPIFY_APP_URL="http://127.0.0.1:$PORT")
"${as_user[@]}" "${settings[@]}" "$HOME_DIR/node" server.ts &
web=$!
"${as_user[@]}" "${settings[@]}" "$HOME_DIR/node" worker.ts &
worker=$!
for _ in $(seq 120); do
  curl -fs "http://127.0.0.1:$PORT/readyz" && break
  sleep 0.5
done
curl -fsS "http://127.0.0.1:$PORT/healthz" > /dev/null
sleep 3
kill -0 $worker

echo "== stop"
began=$(date +%s)
kill -TERM $web $worker
wait $web
wait $worker
took=$(($(date +%s) - began))
[ "$took" -le "$END_WITHIN_S" ]
echo "== ready, healthy, and ended after $took s"
