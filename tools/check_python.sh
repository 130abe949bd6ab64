#!/usr/bin/env bash
# Say in one sentence what is missing before anything is built. Argument: the Python to use.
set -u
python=${1:-}

stop() {
    printf '邻盟: %s\n' "$1" "$2" >&2
    exit 1
}

if [ -z "$python" ]; then
    stop "没有找到 Python 3.11。请先安装：apt-get install python3 python3-venv python3-pip" \
        "Python 3.11 not found. Please install it: apt-get install python3 python3-venv python3-pip"
fi
if ! command -v "$python" >/dev/null; then
    stop "没有 $python 这个 Python。" "There is no Python at $python."
fi
if ! "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 13))'; then
    found=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    stop "需要 Python 3.11 或 3.12，这里的 $python 是 $found。可以指定：make run PY=/path/to/python3.11" \
        "Python 3.11 or 3.12 is needed; $python is $found. Name one: make run PY=/path/to/python3.11"
fi
if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
    stop "缺少 venv。请先安装：apt-get install python3-venv python3-pip" \
        "venv is missing. Please install it: apt-get install python3-venv python3-pip"
fi
