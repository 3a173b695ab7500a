#!/bin/sh
# Starts a PostgreSQL 15 of its own in a temporary folder, reachable by a socket in that folder only, and takes it away
# again at the end.
#   tests/postgres.sh COMMAND…    runs the command with CONGVU_POSTGRES set to how to connect; its exit status is ours
#   tests/postgres.sh             prints how to connect, and stays until it is told to end (TERM, INT, end of input)
set -eu

bin=${CONGVU_POSTGRES_BIN:-/usr/lib/postgresql/15/bin}
[ -x "$bin/initdb" ] || { echo "tests/postgres.sh: no PostgreSQL 15 in $bin; apt-get install postgresql-15" >&2; exit 1; }

folder=$(mktemp -d "${TMPDIR:-/tmp}/congvu-postgres-XXXXXX")
# The server refuses to run as root: then it runs as the user that its package brings.
if [ "$(id -u)" = 0 ]; then
  chown postgres "$folder"
  chmod 711 "$folder"
  as_server() { (cd "$folder" && setpriv --reuid=postgres --regid=postgres --init-groups "$@"); }
else
  as_server() { (cd "$folder" && "$@"); }
fi

end() {
  as_server "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap end EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

fail() { cat "$folder/log" "$folder/data/log" >&2 2>/dev/null || true; echo "tests/postgres.sh: $1" >&2; exit 1; }
as_server "$bin/initdb" -D "$folder/data" -U congvu -A trust -E UTF8 --no-locale >"$folder/log" 2>&1 || fail "initdb failed"
as_server "$bin/pg_ctl" -D "$folder/data" -l "$folder/data/log" -w \
  -o "-k '$folder' -c listen_addresses='' -c unix_socket_permissions=0777" start >/dev/null 2>&1 || fail "the server does not start"

connection="host=$folder user=congvu dbname=postgres"
if [ $# -gt 0 ]; then
  CONGVU_POSTGRES=$connection "$@"
else
  echo "$connection"
  cat >/dev/null
fi
