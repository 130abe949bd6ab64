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

first_start() {
    ! named_by_environment && [ ! -e "$LINMENG_HOME/in_use" ] && [ ! -e "$LINMENG_HOME/own/linmeng.sqlite3" ]
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
if [ "$wanted" = own ]; then
    "$linmeng" start-empty
elif [ "$wanted" = sample ] && { named_by_environment || [ -e "$LINMENG_HOME/sample" ]; }; then
    "$linmeng" start-empty --back
elif [ "$wanted" = sample ] || { first_start && [ ! -e "$LINMENG_HOME/sample" ]; }; then
    build_sample
else
    "$linmeng" migrate --verbosity 0
fi
exec "$linmeng" serve --port "$port" --welcome
