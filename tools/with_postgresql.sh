#!/usr/bin/env bash
# Run a command with a PostgreSQL of its own: a fresh cluster in a temporary folder, reached by a unix
# socket, with fsync on as in production; stopped and removed afterwards.
set -u
bin=$(compgen -G '/usr/lib/postgresql/*/bin' | sort -V | tail -n 1)
if [ -z "$bin" ]; then
    echo "邻盟: 没有找到 PostgreSQL，请安装 / PostgreSQL not found, please: apt-get install postgresql" >&2
    exit 1
fi
place=$(mktemp -d /tmp/linmeng-pg.XXXXXX)

as_postgres() { # PostgreSQL refuses to run as root
    if [ "$(id -u)" = 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}
finish() {
    as_postgres "$bin/pg_ctl" -D "$place/cluster" -m immediate -s stop >/dev/null 2>&1
    rm -rf "$place"
}
trap finish EXIT
trap 'exit 130' INT TERM

[ "$(id -u)" = 0 ] && chown postgres "$place"
as_postgres "$bin/initdb" -D "$place/cluster" -E UTF8 --locale=C.UTF-8 -A trust -U postgres >"$place/initdb.log" 2>&1 &&
    as_postgres "$bin/pg_ctl" -D "$place/cluster" -s -w -l "$place/server.log" \
        -o "-c listen_addresses='' -c unix_socket_directories='$place' -c fsync=on" start ||
    { cat "$place"/*.log >&2; exit 1; }
as_postgres "$bin/createdb" -h "$place" -U postgres linmeng || exit 1

export LINMENG_DATABASE_URL="postgres://postgres@/linmeng?host=$place"
"$@"
