"""How people ask, apart from what they ask for: words that say nothing of the matter, and words that say what kind of paper is wanted."""

from __future__ import annotations

from typing import Final

_SMALL_WORDS = """
请问 请教 咨询一下 咨询 我想问 想问问 想问一下 想问 问一下 问问 我想知道 想知道 我想了解 想了解 了解一下 我想 我要 我们 我家 我的 我 你们 你 他们 他 咱们 咱 俺们 俺 自己 别人 人家
怎么办理 怎么办 怎么弄 怎么走 怎么算 怎么查 怎么申请 怎么才能 怎么样 怎么 怎样 咋办 咋弄 咋整 咋 如何办理 如何 为什么 为啥 凭什么 什么时候 啥时候 啥时间 几时 多久 多长时间 几天 哪天 何时
要什么 要啥 需要什么 需要哪些 需要啥 需要 要带什么 带什么 什么 啥 哪些 哪个 哪家 哪里可以 在哪里 在哪儿 在哪 去哪里 去哪儿 去哪 到哪里 到哪 上哪儿 上哪 哪里 哪儿 哪 谁来管 谁管 归谁管 找谁 谁负责 谁
多少钱 多少 几个 几块钱 有没有 有无 有吗 能不能 能否 可不可以 可以 可否 是不是 是否 要不要 给不给 该不该 会不会 行不行 应该 必须
帮我 帮忙 麻烦 谢谢 您好 你好 一下 一个 一份 一亩 一次 这个 那个 这里 这儿 那里 这边 本地 当地 今年 去年 明年 现在 目前 最近 刚刚 已经 还没 没有
想要 想 和 与 或者 或 还是 是 也 都 就 才 又 很 太 了 吗 呢 吧 啊 呀 嘛 的话 的 着 时候 之后 以后 之前
县里 镇里 乡里 村里 村里面 区里 市里 家里 相关 有关 关于 情况 问题 东西 事情 事儿 查询 办理
"""

STOP: Final = tuple(_SMALL_WORDS.split())
"""Left out of a query, the longest first, unless the word list knows more. Single characters only where no official word has them inside."""

INTENTS: Final = (
    (("材料", "手续", "条件", "流程", "怎么办", "如何办", "怎么申请", "咋办", "资格", "办事指南", "需要什么", "要什么", "去哪", "在哪"), ("指南", "条件")),
    (("名单", "结果", "公示", "公布", "谁拿了", "发放", "有没有我"), ("结果", "公示")),
    (("处罚", "罚款", "罚多少", "举报", "投诉"), ("处罚", "投诉")),
    (("政策", "文件", "规定", "标准", "多少钱"), ("政策", "标准")),
    (("电话", "联系", "地址"), ("联系",)),
    (("招聘", "考试", "录用"), ("招聘",)),
)
"""(words in the query, tokens in an item): an item with one of the tokens moves up a little."""
