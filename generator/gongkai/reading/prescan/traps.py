"""The traps a catalogue file can hold, each with its stable code, and the sentence an editor gets to read about it.

One table for the whole room: `prescan` and `source` find things, this module words them. ``{name}`` is the offending text, shortened by
`shorten`; other ``{…}`` are explained where the finding is made. A code is never used again for something else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Trap(NamedTuple):
    """``slug`` is what code uses, ``title`` the one line of the code's entry in a list, ``message`` and ``hint`` are templates."""

    code: str
    slug: str
    title: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A trap at a place of one text: line and column count from 1. ``words`` fill the templates."""

    line: int
    column: int
    slug: str
    words: dict[str, str] = field(default_factory=dict, compare=False)


_SAVE_AS_UTF8 = (
    "用 VS Code：点窗口右下角的编码名称，先选“通过编码重新打开”并选 {encoding}，再点一次选“通过编码保存”并选 UTF-8；"
    "用记事本：“另存为”时把编码选成 UTF-8。"
)
_QUOTE_IT = "给整个值加半角单引号，例如 '{name}'；值里本来就有单引号的，写两个。"
_PLAIN_ONLY = "本目录不用这种写法，把内容直接写出来。如果这个符号就是正文，"

# fmt: off
_ALL = (
    # the file as a whole
    Trap("Y100", "syntax", "系统读不懂的写法",
         "{what}",
         "对照旁边写对的文件，检查这一行和上一行的缩进、冒号、引号和括号。"),
    Trap("Y101", "too-large", "文件太大",
         "文件超过了 {limit} 字节的上限。",
         "一个文件只写一个事项；把附件、图片和大段正文移出去。"),
    Trap("Y102", "utf-16", "文件是 UTF-16 编码",
         "文件是 UTF-16 编码（记事本里叫“Unicode”），不是 UTF-8。",
         _SAVE_AS_UTF8),
    Trap("Y103", "gbk", "文件是 GBK 编码",
         "文件是 GBK 编码（记事本里叫“ANSI”），不是 UTF-8，从这一行起中文读不出来。",
         _SAVE_AS_UTF8),
    Trap("Y104", "bad-utf8", "有坏掉的字",
         "这里有 {count} 处坏掉的字（不是完整的 UTF-8 编码），多半是复制或传输时截断的。",
         "把这一行的乱码删掉重新输入，以 UTF-8 编码保存。"),
    Trap("Y105", "empty", "空文件",
         "文件里没有内容。",
         "照同类文件填写；不需要这个文件就删掉。"),
    Trap("Y106", "not-a-mapping", "最外层不是“字段: 值”",
         "文件的最外层应当是一行行“字段: 值”，这里却是{what}。",
         "第一列写字段名，后面跟半角冒号和一个空格，例如 title: 招生政策。"),
    Trap("Y107", "too-deep", "层次太深",
         "这里嵌套超过了 {limit} 层。",
         "检查是不是多打了括号或者空格；目录里的内容一般不超过五层。"),
    Trap("Y108", "conflict-marker", "合并冲突没有处理完",
         "这一行是合并冲突留下的标记“{name}”，说明两个人的修改还没有合到一起。",
         "留下要用的那一份，把另一份和带 <<<<<<<、=======、>>>>>>> 的三行都删掉。"),
    # characters
    Trap("Y110", "invisible", "看不见的字符",
         "这里有看不见的字符（{name}），多半是从网页或 Word 复制时带进来的。",
         "删掉这个字符；看不见的话，把这几个字删掉重新输入。"),
    Trap("Y111", "control", "控制字符",
         "这里有不能出现在文本里的控制字符（{name}）。",
         "删掉这个字符；看不见的话，把这几个字删掉重新输入。"),
    Trap("Y112", "line-separator", "特殊换行符",
         "这里有一个特殊换行符（{name}），多半是从 Word 或网页粘贴来的，会把一行截成两段。",
         "删掉它，需要换行就按回车键。"),
    Trap("Y113", "nbsp", "不间断空格一类的特殊空格",
         "这里的空格不是普通空格（{name}），多半是从网页或 Word 粘贴来的。",
         "删掉它，需要空格就用英文输入法按空格键。"),
    Trap("Y114", "tab-indent", "用 Tab 键缩进",
         "这一行用 Tab 键缩进，系统只认空格。",
         "把行首的 Tab 换成空格，每一级两个空格。"),
    Trap("Y115", "tab-inside", "文字中间有制表符",
         "这里有一个制表符（Tab），多半是从 Excel 表格粘贴来的。",
         "是两格内容就分开写，否则换成一个普通空格。"),
    Trap("Y116", "fullwidth-indent", "用全角空格缩进",
         "这一行用全角空格缩进，系统只认半角空格。",
         "切换到英文输入法，把行首换成半角空格，每一级两个空格。"),
    Trap("Y117", "fullwidth-space", "多余的全角空格",
         "这里有一个全角空格，会被当成文字的一部分。",
         "删掉它；冒号和短横线后面空一个半角空格。"),
    Trap("Y118", "private-use", "只在某种字体里才有的符号",
         "这里有只在某种字体里才显示的符号（{name}），多半是从 Word 粘贴来的项目符号，别的电脑上是方框。",
         "删掉它，需要列表就用“- ”开头。"),
    Trap("Y119", "tab-line", "空行里有制表符",
         "这个空行（或者注释行）里有制表符（Tab），系统读到这里就读不下去了。",
         "把这一行的 Tab 删掉。"),
    # full-width and missing punctuation
    Trap("Y120", "fullwidth-colon", "字段名后面用了全角冒号",
         "“{name}”后面的冒号是全角的“：”，系统只认半角冒号。",
         "改成半角冒号并空一格：{name}: 值。如果是一整段文字，给它加半角单引号。"),
    Trap("Y121", "fullwidth-comma", "括号里用了全角逗号",
         "括号里用全角逗号“，”隔开，系统会把前后当成同一项。",
         "改成半角逗号加一个空格。如果本来就是一句话，给这一项加半角单引号。"),
    Trap("Y122", "list-dash", "列表符号不对",
         "这一行开头的“{name}”不是列表符号，系统会把它当成文字。",
         "改成半角短横线加一个空格：- 内容。"),
    Trap("Y123", "curly-quotes", "用中文引号当引号",
         "值的两头用了中文引号：{name}，系统会把引号当成文字的一部分。",
         "不需要引号就删掉，需要就换成半角单引号 '。如果引号本身是名称的一部分，在外面再加一对半角单引号。"),
    Trap("Y124", "fullwidth-bracket", "用全角括号当列表",
         "“{name}”用了全角括号，系统不把它当列表。",
         "换成半角的 [ ]（列表）或 {{ }}（字段: 值），里面用半角逗号隔开。"),
    Trap("Y125", "colon-space", "冒号后面没有空格",
         "“{name}:”的冒号后面少一个空格。",
         "在冒号后面加一个半角空格：{name}: 值。"),
    Trap("Y126", "dash-space", "短横线后面没有空格",
         "列表的短横线后面少一个空格。",
         "在短横线后面加一个半角空格：- 内容。"),
    Trap("Y127", "no-colon", "不是“字段: 值”",
         "“{name}”这一行既不是“字段: 值”，也不是“- 列表项”。",
         "是字段就在字段名后面加半角冒号和空格；是上一行的下文就接到上一行后面，或者多缩进两个空格。"),
    Trap("Y128", "fullwidth-hash", "用全角井号写说明",
         "说明（注释）要用半角井号开头，这里是全角的“＃”。",
         "改成半角 # 加一个空格。"),
    # structure
    Trap("Y129", "mixed", "同一级里混着字段和列表项",
         "{what}",
         "同一级要么都写“字段: 值”，要么都写“- 列表项”；列表要写在字段名的下一行，多缩进两个空格。"),
    Trap("Y130", "indent", "缩进对不齐",
         "这一行前面有 {count} 个空格，和别的行对不齐。",
         "同一级的行左边要对齐（这里可以是 {wanted} 个空格），下一级多两个空格；上一行已经有值的，不能再缩进写下一级。"),
    Trap("Y131", "glued", "列表项被并进上一行",
         "这一行缩进得比上一行深，系统会把它连同短横线一起接到上一行的文字后面。",
         "和上面的列表项左边对齐；上一行是字段名的，冒号后面不要再写值。"),
    Trap("Y132", "list-on-key-line", "列表写在字段名同一行",
         "“-”列表不能和字段名写在同一行。",
         "换一行写，比字段名多缩进两个空格；或者写成 [甲, 乙]。如果就是文字，给它加半角单引号。"),
    Trap("Y133", "missing-value", "没有填写内容",
         "“{name}”后面没有填写内容。",
         "填上内容；没有内容可填就把这一行删掉，确实要写“空”就写 null。"),
    Trap("Y134", "missing-key", "冒号前面没有字段名",
         "冒号前面没有字段名。",
         "在冒号前面补上字段名，或者删掉这一行。"),
    Trap("Y135", "duplicate-key", "字段写了两次",
         "字段“{name}”写了两次，第一次在第 {first} 行。",
         "留一个，删掉另一个；两处内容都要的，合并到一处。"),
    Trap("Y136", "block-indent", "正文缩进比第一行少",
         "“|”下面的正文，这一行缩进得比第一行少，系统会以为正文到这里结束。",
         "和正文的第一行左边对齐；属于下一个字段的，和字段名左边对齐。"),
    # values
    Trap("Y140", "special-start", "值以特殊符号开头",
         "值以“{mark}”开头，系统会把它当成特殊写法。",
         _QUOTE_IT),
    Trap("Y141", "colon-in-value", "值里有半角冒号加空格",
         "值里有半角冒号加空格，系统会以为后面又是一个字段。",
         "中文里的冒号用全角“：”，或者给整个值加半角单引号。"),
    Trap("Y142", "comment-cuts", "井号截断了文字",
         "空格加“#”表示后面是注释，这里的“{name}”会被丢掉。",
         "是正文就给整个值加半角单引号；确实是注释就在 # 后面空一格。"),
    Trap("Y143", "unclosed-quote", "引号没有配对",
         "这里的引号 {mark} 没有找到配对的另一半。",
         "在值的末尾补上同样的半角引号，或者把开头的引号删掉。"),
    Trap("Y144", "text-after-quote", "引号后面还有文字",
         "半角引号已经结束，后面却还有“{name}”。",
         "把整个值放进一对半角单引号里；只想引用其中几个字，把半角引号换成中文引号“ ”。"),
    Trap("Y145", "bad-escape", "双引号里的反斜杠",
         "双引号里的“{name}”是特殊写法，得不到您看到的文字。",
         "把两边的双引号换成半角单引号。"),
    Trap("Y146", "unclosed-bracket", "括号没有配对",
         "这里的“{mark}”没有找到配对的另一半。",
         "补上半角的“{close}”；全角括号不算。如果括号是文字的一部分，给整个值加半角单引号。"),
    Trap("Y147", "text-after-bracket", "括号后面还有文字",
         "半角括号已经结束，后面却还有“{name}”。",
         "如果括号是文字的一部分（例如文号），改用〔 〕或给整个值加半角单引号；否则删掉后面的文字。"),
    Trap("Y148", "bracket-in-text", "括号里的写法不对",
         "{what}",
         "列表写成 [甲, 乙]，字段写成 {{字段: 值}}。如果括号或冒号是文字的一部分，给这一项加半角单引号。"),
    # what YAML offers and a catalogue does not use
    Trap("Y150", "anchor", "锚点 &",
         "值以“&”开头，系统会把“{name}”当成一个记号（锚点）。",
         _PLAIN_ONLY + _QUOTE_IT),
    Trap("Y151", "alias", "引用 *",
         "值以“*”开头，系统会把“{name}”当成对别处内容的引用。",
         _PLAIN_ONLY + _QUOTE_IT),
    Trap("Y152", "tag", "类型标记 !",
         "值以“!”开头，系统会把“{name}”当成类型标记。",
         _PLAIN_ONLY + _QUOTE_IT),
    Trap("Y153", "merge-key", "合并键 <<",
         "“<<”表示把别处的字段合并进来，本目录不用这种写法。",
         "把需要的字段直接写出来。"),
    Trap("Y154", "complex-key", "不是文字的字段名",
         "字段名只能是一个词，不能是列表、“字段: 值”，也不能用“?”开头。",
         "写成 字段名: 值；如果“?”或括号是文字的一部分，给整个值加半角单引号。"),
    Trap("Y155", "documents", "一个文件里有几份内容",
         "“{name}”把一个文件分成了几份，一个文件只能写一份内容。",
         "删掉这一行；确实是两份内容就分成两个文件。"),
    Trap("Y156", "directive", "以 % 开头的指令行",
         "以“%”开头的指令行不能用在目录文件里。",
         "删掉这一行。"),
)
# fmt: on

TRAPS: dict[str, Trap] = {trap.slug: trap for trap in _ALL}
"""slug → trap; the codes are those of `_ALL`, in order."""


def shorten(text: str, limit: int = 24) -> str:
    """The text as a message quotes it: on one line, with an ellipsis when it is long."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[:limit] + "…"
