#!/usr/bin/env bash
# What the suite needs beside Python: a browser and a PostgreSQL. Root on Debian gets them installed;
# anybody else is told in one sentence, and the tests concerned are skipped with their reason.
set -u
missing=()
command -v chromium-headless-shell >/dev/null || missing+=(chromium-headless-shell)
[ -e "/usr/lib/$(uname -m)-linux-gnu/libatomic.so.1" ] || missing+=(libatomic1)
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
command -v runuser >/dev/null || missing+=(util-linux)
[ ${#missing[@]} -eq 0 ] && exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "安装测试所需 / installing for the tests: ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    # a network may drop a connection: try three times before saying no
    for try in 1 2 3; do
        apt-get update -qq -o DPkg::Lock::Timeout=300 >/dev/null &&
            apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 "${missing[@]}" >/dev/null &&
            exit 0
        sleep $((try * 5))
    done
fi
# the whole chromium does the same work, only slower
[ "${missing[*]}" = chromium-headless-shell ] && command -v chromium >/dev/null && exit 0
printf '邻盟: %s\n' \
    "测试缺少 ${missing[*]}，相关测试会跳过。请安装：apt-get install ${missing[*]}" \
    "the tests miss ${missing[*]}; those that need them are skipped. Please: apt-get install ${missing[*]}" >&2
[ "${REQUIRE_E2E:-0}${REQUIRE_PG:-0}" = 00 ]
