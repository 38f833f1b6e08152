#!/usr/bin/env bash
# A real Tryton 6.0 for tests, from Debian 12's packages alone: SQLite, loopback, nothing outside $TRYTON_HOME.
#
#   tryton.sh start     installs (as root, where packages are missing), seeds, starts; prints TRYTON_...=... lines
#   tryton.sh stop      stops it; the data stay
#   tryton.sh destroy   stops it and deletes $TRYTON_HOME
#
#   TRYTON_HOME       concord-tryton in the folder for temporary files   where it lives
#   TRYTON_PORT       18369                 where it listens on 127.0.0.1
#   TRYTON_PRODUCTS   60                    articles to seed, at least 60
#   TRYTON_CACHE_DIR  (none)                keeps the seeded database for the next start
set -euo pipefail

HOME_DIR=${TRYTON_HOME:-$(dirname "$(mktemp -u)")/concord-tryton}
PORT=${TRYTON_PORT:-18369}
PRODUCTS=${TRYTON_PRODUCTS:-60}
CACHE_DIR=${TRYTON_CACHE_DIR:-}
DB=erp
SYNC_USER=shopsync
SYNC_PASSWORD=sync-Demo-4711
ADMIN_PASSWORD=admin-Demo-4711

SCRIPTS=$(cd "$(dirname "$0")" && pwd)
PIDFILE=$HOME_DIR/trytond.pid
CONF=$HOME_DIR/trytond.conf

MODULES="country currency party company product product_measurements product_price_list
 product_price_list_dates stock stock_split stock_package stock_package_shipping
 stock_shipment_measurements account account_product account_invoice account_invoice_stock carrier
 sale sale_price_list sale_promotion sale_shipment_cost sale_stock_quantity purchase web_user web_shop"

# Without python3-tz a company has no time zones to choose from.
PACKAGES="tryton-server tryton-proteus python3-tz curl"
for module in $MODULES; do PACKAGES="$PACKAGES tryton-modules-${module//_/-}"; done

log() { printf '[tryton %s] %s\n' "$(date +%T)" "$*" >&2; }
die() { log "ERROR: $*"; exit 1; }
alive() { [ -s "$PIDFILE" ] && kill -0 "$(head -1 "$PIDFILE")" 2>/dev/null; }

# The server never runs as root: its package makes a user for it.
as_server() {
  local clean=(env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME="$HOME_DIR" LANG=C.UTF-8 TZ=UTC)
  if [ "$(id -u)" = 0 ]; then runuser -u tryton -- "${clean[@]}" "$@"; else "${clean[@]}" "$@"; fi
}

install_packages() {
  local missing="" package
  for package in $PACKAGES; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
  done
  [ -z "$missing" ] && return 0
  [ "$(id -u)" = 0 ] || die "these packages are missing, and only root can install them:$missing"
  log "installing Debian's packages"
  export DEBIAN_FRONTEND=noninteractive
  # Debian's own service must not start: this one has its own database.
  local policy=/usr/sbin/policy-rc.d made=""
  if [ ! -e "$policy" ]; then printf '#!/bin/sh\nexit 101\n' > "$policy"; chmod 755 "$policy"; made=1; fi
  local apt="apt-get install -qq -y --no-install-recommends -o DPkg::Lock::Timeout=300"
  # shellcheck disable=SC2086
  if ! $apt $missing > "$HOME_DIR/apt.log" 2>&1; then
    apt-get update -qq >> "$HOME_DIR/apt.log" 2>&1 || true
    $apt $missing >> "$HOME_DIR/apt.log" 2>&1 || { [ -z "$made" ] || rm -f "$policy"; tail -20 "$HOME_DIR/apt.log" >&2; die "apt-get failed"; }
  fi
  [ -z "$made" ] || rm -f "$policy"
}

write_conf() {
  as_server tee "$CONF" > /dev/null <<-EOF
	[web]
	listen = 127.0.0.1:$PORT
	[database]
	uri = sqlite://
	path = $HOME_DIR/db
	[session]
	timeout = 300
	[queue]
	worker = False
	EOF
  as_server mkdir -p "$HOME_DIR/db"
}

# A kept database is valid for these scripts, packages, number of articles and this year's fiscal years.
cache_file() {
  local key
  key=$( (cat "$SCRIPTS/tryton.sh" "$SCRIPTS/tryton-seed.py"; dpkg-query -W -f='${Package}=${Version}\n' 'tryton-*'; echo "$PRODUCTS $(date +%Y)") | sha256sum | cut -c1-16)
  echo "$CACHE_DIR/tryton-$key.sqlite"
}

fill() {
  local kept=""
  [ -z "$CACHE_DIR" ] || kept=$(cache_file)
  if [ -n "$kept" ] && [ -s "$kept" ]; then
    log "taking the seeded database from $kept"
    as_server tee "$HOME_DIR/db/$DB.sqlite" < "$kept" > /dev/null
    return 0
  fi
  log "creating the database"
  rm -f "$HOME_DIR/db/$DB.sqlite"
  as_server touch "$HOME_DIR/db/$DB.sqlite"
  printf '%s' "$ADMIN_PASSWORD" | as_server tee "$HOME_DIR/password" > /dev/null
  # shellcheck disable=SC2086
  as_server TRYTONPASSFILE="$HOME_DIR/password" trytond-admin -c "$CONF" -d "$DB" -u $MODULES --activate-dependencies \
    --email admin@example.com -p < /dev/null > "$HOME_DIR/admin.log" 2>&1 ||
    { tail -20 "$HOME_DIR/admin.log" >&2; die "trytond-admin failed"; }
  log "seeding $PRODUCTS articles"
  as_server tee "$HOME_DIR/seed.py" < "$SCRIPTS/tryton-seed.py" > /dev/null
  as_server SEED_DB="$DB" SEED_CONF="$CONF" SEED_PRODUCTS="$PRODUCTS" SEED_SYNC_USER="$SYNC_USER" \
    SEED_SYNC_PASSWORD="$SYNC_PASSWORD" /usr/bin/python3 "$HOME_DIR/seed.py" > "$HOME_DIR/seed.log" 2>&1 ||
    { tail -30 "$HOME_DIR/seed.log" >&2; die "seeding failed"; }
  if [ -n "$kept" ]; then mkdir -p "$CACHE_DIR"; cp "$HOME_DIR/db/$DB.sqlite" "$kept.tmp"; mv "$kept.tmp" "$kept"; fi
}

login() {
  curl -fsS -m 30 -H 'Content-Type: application/json' "http://127.0.0.1:$PORT/$DB/" \
    -d "{\"id\":1,\"method\":\"common.db.login\",\"params\":[\"$SYNC_USER\",{\"password\":\"$SYNC_PASSWORD\"}]}" 2>/dev/null |
    grep -q '"result":\['
}

serve() {
  if (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; then die "port $PORT is taken"; fi
  # A session of its own, so that it outlives the shell that started it.
  as_server setsid sh -c "echo \$\$ > '$PIDFILE'; exec /usr/bin/trytond -c '$CONF' -d $DB" \
    < /dev/null > "$HOME_DIR/trytond.log" 2>&1 &
  local tries
  for tries in $(seq 1 240); do
    if login; then return 0; fi
    if [ "$tries" -gt 4 ] && ! alive; then tail -20 "$HOME_DIR/trytond.log" >&2; die "the server ended"; fi
    sleep 0.5
  done
  tail -20 "$HOME_DIR/trytond.log" >&2
  die "the server is not ready after two minutes"
}

start() {
  mkdir -p "$HOME_DIR"
  install_packages
  if [ "$(id -u)" = 0 ]; then chown tryton "$HOME_DIR"; fi
  if ! alive; then
    # A start that fails leaves no server behind.
    trap 'status=$?; [ "$status" = 0 ] || stop; exit "$status"' EXIT
    write_conf
    [ -e "$HOME_DIR/seeded-$PRODUCTS" ] || { fill; as_server touch "$HOME_DIR/seeded-$PRODUCTS"; }
    log "starting on 127.0.0.1:$PORT"
    serve
    log "ready"
  fi
  printf 'TRYTON_URL=http://127.0.0.1:%s/\nTRYTON_DB=%s\nTRYTON_USER=%s\nTRYTON_PASSWORD=%s\n' \
    "$PORT" "$DB" "$SYNC_USER" "$SYNC_PASSWORD"
}

stop() {
  if alive; then
    local pid; pid=$(head -1 "$PIDFILE")
    kill -TERM "$pid" 2>/dev/null || true
    for _ in $(seq 1 40); do kill -0 "$pid" 2>/dev/null || break; sleep 0.25; done
    if kill -0 "$pid" 2>/dev/null; then kill -KILL "$pid" 2>/dev/null || true; fi
  fi
  rm -f "$PIDFILE"
}

case "${1:-}" in
  start) start ;;
  stop) stop ;;
  destroy)
    stop
    if [ -e "$CONF" ]; then rm -rf -- "$HOME_DIR"; fi ;;
  *) die "usage: $0 start|stop|destroy" ;;
esac
