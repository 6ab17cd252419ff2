#!/bin/sh
# 合并请求的检查。用法：sh ci/review.sh 目标分支 [text|github|gitlab]
#
# 写出 .cache/review/comment.md（改动说明和检查结果，用作评论），gitlab 另写 .cache/review/codequality.json；有错误就以 1 结束。
set -eu
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"
base=$(git merge-base "$1" HEAD) || {
    echo "$1 和这个合并请求没有共同的历史。改法：流水线要取回全部历史，不能只取最近几次提交。" >&2
    exit 1
}
base=$(git rev-parse --short "$base")
form=${2:-text}
mkdir -p .cache/review

# 改动说明。目录有错误、读不出来时没有改动可说，检查结果会说明原因。
gongkai diff "$base" HEAD --format markdown >.cache/review/diff.md 2>.cache/review/diff.err || {
    printf '## 目录改动\n\n没有比较出来：%s\n' "$(head -n 1 .cache/review/diff.err)" >.cache/review/diff.md
}

failed=0
case $form in
gitlab)
    gongkai check --format gitlab >.cache/review/codequality.json || failed=$?
    gongkai check || :
    ;;
*) gongkai check --format "$form" || failed=$? ;;
esac

# 通过了，就只说改过的文件里的提醒；没有通过，全部列出。
set -- --format markdown
[ "$failed" != 0 ] || set -- "$@" --changed-since "$base"
{
    echo '<!-- gongkai -->'
    cat .cache/review/diff.md
    echo
    gongkai check "$@" || :
} >.cache/review/full.md

# 平台对评论的长度有限制；只留完整的行。
if [ "$(wc -c <.cache/review/full.md)" -gt 60000 ]; then
    head -c 60000 .cache/review/full.md | sed '$d' >.cache/review/comment.md
    printf '\n\n……太长了，其余的在流水线的记录里。\n' >>.cache/review/comment.md
else
    cp .cache/review/full.md .cache/review/comment.md
fi
exit "$failed"
