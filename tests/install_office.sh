#!/bin/sh
# LibreOffice and Chinese fonts for the tests that open exported files as an office would. Where the machine does not allow it, those tests say so.
{ command -v soffice || command -v libreoffice; } >/dev/null 2>&1 && fc-list :lang=zh 2>/dev/null | grep -q . && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "安装 LibreOffice 和中文字体 …"
    apt-get update -qq && apt-get install -y -qq --no-install-recommends libreoffice-calc libreoffice-writer fontconfig fonts-noto-cjk >/dev/null && exit 0
fi
echo "没有找到 LibreOffice，重新存盘的测试将跳过。安装方法（Debian、Ubuntu）：sudo apt-get install libreoffice-calc libreoffice-writer fonts-noto-cjk"
