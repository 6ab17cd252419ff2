#!/bin/sh
# 合并以后：过发布关口，生成网站；写了 GONGKAI_TARGET 就发布到服务器。哪一步不通过，公开的网站都不变。
#
#   GONGKAI_TARGET       用户名@服务器:/路径，或者本机的文件夹；不写就只生成
#   GONGKAI_PORT         ssh 的端口
#   GONGKAI_SSH_KEY      登录用的私钥：内容，或者文件的位置
#   GONGKAI_KNOWN_HOSTS  服务器的主机密钥（ssh-keyscan 得到、向管理员核对过的那一行）：内容，或者文件的位置
set -eu
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"

gongkai check --require-approved
gongkai build --strict
if [ -z "${GONGKAI_TARGET:-}" ]; then
    echo "没有写 GONGKAI_TARGET：只生成，不上传。"
    exit 0
fi

secrets=$(mktemp -d)
trap 'rm -rf "$secrets"' EXIT
umask 077
keep() { # 变量里是内容，就写成文件
    if [ -f "$2" ]; then cp "$2" "$secrets/$1"; else printf '%s\n' "$2" | tr -d '\r' >"$secrets/$1"; fi
}
set -- "$GONGKAI_TARGET"
case $GONGKAI_TARGET in
*@*:*)
    if [ -z "${GONGKAI_KNOWN_HOSTS:-}" ] || [ -z "${GONGKAI_SSH_KEY:-}" ]; then
        echo "发布到服务器要写 GONGKAI_SSH_KEY 和 GONGKAI_KNOWN_HOSTS：不核对服务器的身份，就不把网站交出去。" >&2
        exit 1
    fi
    keep key "$GONGKAI_SSH_KEY"
    keep known_hosts "$GONGKAI_KNOWN_HOSTS"
    set -- "$@" --key "$secrets/key" --known-hosts "$secrets/known_hosts"
    [ -z "${GONGKAI_PORT:-}" ] || set -- "$@" --port "$GONGKAI_PORT"
    ;;
esac
unset GONGKAI_SSH_KEY
gongkai publish "$@"
