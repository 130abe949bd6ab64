#!/usr/bin/env bash
# Start the house: bring the database up to date, build the sample at the first start, serve.
# The sample is built beside its place and moved in when whole, so an interrupted first start leaves nothing half.
set -euo pipefail
port=${1:-8000}
here=$(cd "$(dirname "$0")/.." && pwd)
linmeng="$here/.venv/bin/linmeng"
export LINMENG_HOME=${LINMENG_HOME:-$here/.linmeng}
export LINMENG_SITE=${LINMENG_SITE:-http://127.0.0.1:$port}

"$here/.venv/bin/python" "$here/tools/port_is_free.py" "$port"

first_start() {
    [ -z "${LINMENG_IN_USE:-}" ] && [ -z "${LINMENG_DATABASE_URL:-}" ] &&
        [ ! -e "$LINMENG_HOME/in_use" ] && [ ! -e "$LINMENG_HOME/own/linmeng.sqlite3" ]
}

build_sample() {
    echo "第一次启动，正在准备示例数据（约半分钟）… / first start, building the sample (half a minute) …"
    rm -rf "$LINMENG_HOME/sample.unfinished"
    LINMENG_IN_USE=sample.unfinished "$linmeng" migrate --verbosity 0
    LINMENG_IN_USE=sample.unfinished "$linmeng" build-sample
    mv "$LINMENG_HOME/sample.unfinished" "$LINMENG_HOME/sample"
    echo sample >"$LINMENG_HOME/in_use"
}

mkdir -p -m 0700 "$LINMENG_HOME"
if first_start && [ ! -e "$LINMENG_HOME/sample" ]; then
    build_sample
else
    "$linmeng" migrate --verbosity 0
fi
exec "$linmeng" serve --port "$port" --welcome
