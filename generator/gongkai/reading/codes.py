"""The codes of reading that stand in no table of their own: names, layers, time limits, word lists and the shape of a file.

`prescan/traps.py` has the codes Y…, `files.py` F101–F110. Here each of the others has its one line, for `gongkai explain` and for the
public list of codes. A code is never used again for something else; a test keeps the table complete.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from gongkai.problems import Level


class Code(NamedTuple):
    """``title`` is the one line of the code's entry in a list, ``fix`` says what an editor does."""

    title: str
    fix: str
    level: Level = "error"


CODES: Final[dict[str, Code]] = {
    "F120": Code("文件放错了位置", "对照 README 的目录结构，把文件移到正确的文件夹。"),
    # the shape of a file, as its schema asks for it
    "S201": Code("少了必填的字段", "补上提示里说的字段，写法照提示里的例子。"),
    "S202": Code("没有这个字段", "多半是字段名写错了，照提示改；本来就没有这一栏的，把这几行删掉。"),
    "S203": Code("不是可以选的值", "改成提示里列出的一个。"),
    "S204": Code("值的类型不对", "该写列表的写列表，该写文字的写文字，照提示里的例子改。"),
    "S205": Code("写法不合要求", "照提示里的样子改，例如日期写成 2026-03-01。"),
    "S206": Code("文字太长", "缩短，或者移到别的字段。"),
    "S207": Code("列表的项数不对", "补上一项，或者删去多出来的。"),
    "S208": Code("列表里有重复的项", "留一个，删去其余的。"),
    "S209": Code("数值太大或太小", "改成提示里的范围以内的数。"),
    "S210": Code("列表里缺少必须有的项", "补上提示里说的那一项。"),
    "S211": Code("字段太少或太多", "照提示补上或删去。"),
    "S212": Code("字段名的写法不对", "照提示改字段名。"),
    "S220": Code("地区的文件一次只能做一件事", "title（新增）、adjust（调整）、withdraw（不适用）、restore（恢复）只写一样。"),
    "S299": Code("不合要求，说不出是哪一处", "对照同类文件检查；还看不出来就把文件发给维护人员。"),
    # names that resolve through registers
    "N301": Code("没有登记过的依据文件", "改成登记过的名称，或者先在 catalog/laws/ 登记这份文件。"),
    "N302": Code("依据的条款号读不出来", "条款写成“第二十条第（十一）项”，其他说明写进 note。"),
    "N303": Code("没有登记过的公开主体", "改成登记过的名称，或者先登记到 vocabulary/roles.yaml。"),
    "N304": Code("牵头单位不在公开主体之中", "把它加进名单，或改成名单里的一个。"),
    "N305": Code("没有登记过的公开渠道", "改成登记过的名称，或者先登记到 vocabulary/channels.yaml。"),
    "N306": Code("没有登记过的人生大事", "改成登记过的名称，或者先登记到 vocabulary/life-events.yaml。"),
    "N307": Code("本领域没有这个一级事项", "改成 domain.yaml 的 categories 里的一个。"),
    "N308": Code("没有这个公开领域", "改成已有领域的名称。"),
    "N309": Code("没有登记过的单位", "改成登记过的名称，或者先登记到本地区的 bodies.yaml。"),
    "N310": Code("同一个 id 用了两次", "给后一个条目换一个 id。"),
    "N311": Code("一个名称属于两个条目", "同一个名称只能属于一个条目：删去其中一处。"),
    "N312": Code("依据后面的文号与登记的不一致", "对照原文，改正目录里的文号，或者改正 catalog/laws/ 里登记的文号。"),
    # layers
    "L401": Code("调整已经失效：上级目录的内容变了", "对照上级现在的内容改 was 或 remove，或者删去这项调整。"),
    "L402": Code("这项调整没有改变什么", "删去这一段。"),
    "L403": Code("不知道调整的是哪一处", "改用 was 和 now 写出调整前后的完整内容。"),
    "L404": Code("本级调整没有写理由", "加一行 reason，说明为什么与上级目录不同。"),
    "L405": Code("按层级分列的主体不能逐个增减", "改用 was 和 now 写出调整前后的完整主体。"),
    "L406": Code("没有写明原来的内容（was）", "补上 was，照抄上级目录现在的内容。"),
    "L407": Code("没有这个领域、事项或文件夹", "照提示改成已有的名称，或者先建立它。"),
    "L408": Code("上级已将这个事项列为不适用", "要恢复就写 restore: true 和 reason，否则删去这个文件。"),
    "L409": Code("没有什么可以恢复", "上级没有停用它，删去这一段或这个文件。"),
    "L410": Code("没有写公开主体", "写明由谁公开，例如 subjects: [教育行政部门]。"),
    "L412": Code("本地自设的领域或事项没有以 bendi- 开头", "照提示改名，以免与标准目录今后的事项重名。"),
    "L414": Code("行政机关以外的公开义务人不对应到单位", "删去这一行。"),
    "L416": Code("本地文件不能替换标准目录里的同名文件", "要改动标准事项，请在 regions/ 下写本级调整（adjust）。"),
    "L417": Code("下级地区没有对应的文件夹", "建立 regions/（下级）/region.yaml，或删去这一行。"),
    "L418": Code("地区缺少可用的 region.yaml", "先写好或改正 region.yaml，至少有 name 和 kind。"),
    "L419": Code("不知道要发布哪个地区的目录", "catalog.yaml 至少写 title 和 region，region 是已有的地区。"),
    "L420": Code("调整以后什么也不剩", "至少保留一项；如果本级没有这个事项，请改用 withdraw 并写明原因。"),
    # time limits and the calendar
    "T501": Code("公开时限写成了“同上”", "把时限完整写在这里。"),
    "T503": Code("工作日历里的日期不对", "对照国务院办公厅的放假通知改正。"),
    # issued editions, which `comparing.editions` reads
    "H101": Code("目录版本的文件读不出来", "从 git 取回印发时的文件。"),
    "H102": Code("印发过的目录版本被改动", "已印发的版本不能改：从 git 恢复；要修订就印发新的一版。"),
    "H103": Code("目录版本前后接不上", "取回缺少的版本文件，已印发的版本不能删改。"),
    "H104": Code("版本文件夹里有无关的文件", "catalog/editions/ 里只放 gongkai edition approve 写的文件，其他的移走。"),
    "H105": Code("印发过的目录版本与主分支不一致", "恢复成主分支上的文件；要修订就印发新的一版。"),
    "H110": Code("改动还没有审核印发", "运行 gongkai edition propose 生成修订对照表送审，印发后用 gongkai edition approve 登记。"),
    "H111": Code("目录还没有印发过版本", "编好以后送审，印发后用 gongkai edition approve 登记。"),
    # the list of plain words
    "W801": Code("通俗说法词表的列名不对", "第一行照提示写列名。"),
    "W802": Code("通俗说法词表的一行读不出来", "照提示补上缺的列。"),
    "W803": Code("同一个说法写了两次", "合并成一行。"),
    "W804": Code("说法只有一个字", "换成两个字以上的说法。"),
    "W806": Code("多音词表里的拼音不对", "每个字一个音节，小写字母，不带声调，音节之间空一格。"),
    # foreign tables
    "X100": Code("打不开文件", "检查路径和读取权限；正在别的软件里打开的，先关掉。"),
    "X101": Code("文件里没有找到表格", "打开文件看看表格在不在。"),
    "X102": Code("文件损坏或者是空的", "用原来的软件另存一份再导入。"),
    "X103": Code("文件太大", "删去多余的行、列和工作表，或者拆成几个文件。"),
    "X104": Code("文件里有外部实体或文档类型声明", "确认文件来历，用 Office 或 WPS 另存一份。"),
    "X105": Code("文件设了密码", "去掉打开密码再导入。"),
    "X106": Code("不是能导入的文件", "照提示另存为 .xlsx 或 .docx。"),
    "X107": Code("扩展名与内容不符", "不影响导入；要避免混淆就改扩展名。", "warning"),
    "X108": Code("公式没有值，或者算错了", "算好以后保存，或者改成文字。", "warning"),
    "X109": Code("有乱码，或者引号不成对", "照提示检查原文件。", "warning"),
    "X110": Code("合并单元格下面藏着文字", "取消合并，看看要不要。", "warning"),
    "X111": Code("有要留意的内容", "照提示看一眼：宏、修订、隐藏的工作表、脚注。", "warning"),
}
"""Code → its one line and what to do."""
