"""What the YAML parser says when it gives up, in Chinese: only for the rare slip that the pre-scan cannot explain better."""

from __future__ import annotations

_SENTENCES = (
    ("could not find expected ':'", "这一行像是字段名，后面却没有半角冒号。"),
    ("mapping values are not allowed", "这里不应当出现冒号：上一行的值还没有结束，或者缩进不对。"),
    ("mapping keys are not allowed", "这里不应当出现“?”开头的字段名。"),
    ("block sequence entries are not allowed", "这里不应当出现列表的短横线。"),
    ("tab character", "这里用了 Tab 键，系统只认空格。"),
    ("cannot start any token", "这里的第一个字符不能用来开头。"),
    ("unexpected document indicator", "引号还没有配对，就遇到了“---”或“...”。"),
    ("unexpected end of stream", "到文件末尾引号也没有配对。"),
    ("escape", "双引号里的反斜杠写法不对。"),
    ("hexdecimal", "双引号里的反斜杠写法不对。"),
    ("comment or line break", "“|”或“>”后面要换行再写正文。"),
    ("indentation indicator", "“|”或“>”后面的数字不对。"),
    ("expected '-' indicator", "这里应当是“- 列表项”，或者缩进和上面的列表项没有对齐。"),
    ("expected ',' or ']'", "“[ ]”里缺少逗号，或者少了“]”。"),
    ("expected ',' or '}'", "“{ }”里缺少逗号，或者少了“}”。"),
    ("expected key", "这里应当是“字段: 值”，或者缩进和上面的字段没有对齐。"),
    ("expected node content", "这里应当有值。"),
    ("document start", "前面的内容已经结束，这里却还有文字。"),
    ("control characters", "这里有不能出现在文本里的控制字符。"),
)


def in_chinese(said: str) -> str:
    """A plain sentence for the parser's English one."""
    return next((sentence for part, sentence in _SENTENCES if part in said), "这里的写法系统读不懂。")
