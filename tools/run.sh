#!/usr/bin/env bash
# Start the house: run.sh PORT [own|sample]. Brings the database up to date and serves.
# The first start builds the sample beside its place and moves it in when whole, so an interrupted one leaves nothing half.
# `own` sets the sample aside, `sample` goes back to it; neither deletes anything.
set -euo pipefail
port=${1:-8000}
wanted=${2:-}
here=$(cd "$(dirname "$0")/.." && pwd)
linmeng="$here/.venv/bin/linmeng"
export LINMENG_HOME=${LINMENG_HOME:-$here/.linmeng}
export LINMENG_SITE=${LINMENG_SITE:-http://127.0.0.1:$port}

"$here/.venv/bin/python" "$here/tools/port_is_free.py" "$port"

named_by_environment() { [ -n "${LINMENG_IN_USE:-}" ] || [ -n "${LINMENG_DATABASE_URL:-}" ]; }

has_house() { [ -e "$LINMENG_HOME/$1/linmeng.sqlite3" ]; }
in_use() { cat "$LINMENG_HOME/in_use" 2>/dev/null || true; }
wants_sample() { # told so; its folder was taken away; at a first start
    [ "$wanted" != sample ] || return 0
    ! named_by_environment || return 1
    case "$(in_use)" in
        sample) ! has_house sample ;;
        "") ! has_house own ;;
        *) false ;;
    esac
}

build_sample() {
    echo "第一次启动，正在准备示例数据（约半分钟）… / first start, building the sample (half a minute) …"
    rm -rf "$LINMENG_HOME/sample.unfinished"
    LINMENG_IN_USE=sample.unfinished "$linmeng" migrate --verbosity 0
    LINMENG_IN_USE=sample.unfinished "$linmeng" build-sample
    if [ -e "$LINMENG_HOME/sample" ]; then # a folder without a database: out of the way, not away
        mv "$LINMENG_HOME/sample" "$LINMENG_HOME/sample.without-database.$(date +%s)"
    fi
    mv "$LINMENG_HOME/sample.unfinished" "$LINMENG_HOME/sample"
    echo sample >"$LINMENG_HOME/in_use.new"
    mv "$LINMENG_HOME/in_use.new" "$LINMENG_HOME/in_use" # whole or not at all
}

mkdir -p -m 0700 "$LINMENG_HOME"
if [ "$wanted" = own ]; then
    "$linmeng" start-empty
elif wants_sample; then
    if named_by_environment || has_house sample; then
        "$linmeng" start-empty --back # also where a start was broken off just before it took the sample in use
    else
        build_sample
    fi
else
    "$linmeng" migrate --verbosity 0
fi
exec "$linmeng" serve --port "$port" --welcome
