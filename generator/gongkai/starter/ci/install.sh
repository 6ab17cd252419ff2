#!/bin/sh
# 准备程序，装在 .venv 里，版本按 requirements.txt。
# 不连互联网的，把离线安装包解开，用 GONGKAI_WHEELS 写明其中 wheels 文件夹的位置，就只从那里安装。
set -eu
cd "$(dirname "$0")/.."
python=${GONGKAI_PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' || {
    echo "需要 Python 3.11.5 或更新的版本，现在是 $("$python" --version)。改法：换一个镜像，或者用 GONGKAI_PYTHON 指明。" >&2
    exit 1
}
[ -x .venv/bin/python ] || "$python" -m venv .venv
if [ -n "${GONGKAI_WHEELS:-}" ]; then
    .venv/bin/pip install --quiet --disable-pip-version-check --no-index --find-links "$GONGKAI_WHEELS" -r requirements.txt
else
    .venv/bin/pip install --quiet --disable-pip-version-check -r requirements.txt
fi
.venv/bin/gongkai --version
