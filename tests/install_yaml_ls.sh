#!/bin/sh
# The language server that VS Code's YAML extension runs, for the test of what an editor sees. Prints the path of its program.
set -e
folder="$(cd "$(dirname "$0")/.." && pwd)/.cache/yaml-language-server"
version=2.0.0
if ! command -v npm >/dev/null 2>&1; then
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        { apt-get update -qq && apt-get install -y -qq --no-install-recommends nodejs npm; } >/dev/null
    else
        echo "没有找到 npm。安装方法（Debian、Ubuntu）：sudo apt-get install nodejs npm" >&2
        exit 1
    fi
fi
program="$folder/node_modules/yaml-language-server/bin/yaml-language-server"
if ! grep -qs "\"version\": \"$version\"" "$folder/node_modules/yaml-language-server/package.json"; then
    mkdir -p "$folder"
    npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$folder" "yaml-language-server@$version" >/dev/null
fi
echo "$program"
