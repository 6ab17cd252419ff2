#!/bin/sh
# A browser and Chinese fonts for the tests that look at pages. Where the machine does not allow it, those tests say so.
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "安装 Chromium 和中文字体 …"
    apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null && exit 0
fi
echo "没有找到 Chromium，浏览器测试将跳过。安装方法（Debian、Ubuntu）：sudo apt-get install chromium fonts-noto-cjk"
