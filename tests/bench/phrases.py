"""Words of the synthetic catalogue: phrases as official catalogues use them, with the pinyin that file names are made of."""

from __future__ import annotations

from typing import Final

DOMAINS: Final = (
    ("zhongda-jianshe-xiangmu", "重大建设项目", "crane"),
    ("gonggong-ziyuan-jiaoyi", "公共资源交易", "gavel"),
    ("caizheng-yujuesuan", "财政预决算", "calculator"),
    ("anquan-shengchan", "安全生产", "hard-hat"),
    ("shuishou-guanli", "税收管理", "receipt"),
    ("zhengdi-buchang", "征地补偿", "map-marker-radius"),
    ("fangwu-zhengshou", "国有土地上房屋征收", "home-remove"),
    ("baozhangxing-zhufang", "保障性住房", "home"),
    ("weifang-gaizao", "农村危房改造", "hammer"),
    ("shengtai-huanjing", "生态环境", "leaf"),
    ("gonggong-wenhua", "公共文化服务", "bookshelf"),
    ("gonggong-falv", "公共法律服务", "scale-balance"),
    ("fupin-chengguo", "乡村振兴", "barn"),
    ("jiuzai", "救灾", "lifebuoy"),
    ("shipin-yaopin", "食品药品监管", "food"),
    ("chengshi-zhifa", "城市综合执法", "city"),
    ("jiuye", "就业", "briefcase"),
    ("shehui-baoxian", "社会保险", "card-account-details"),
    ("shehui-jiuzhu", "社会救助", "hand-heart"),
    ("yanglao-fuwu", "养老服务", "account-heart"),
    ("huji-guanli", "户籍管理", "card-account-mail"),
    ("shenong-butie", "涉农补贴", "sprout"),
    ("yiwu-jiaoyu", "义务教育", "school"),
    ("weisheng-jiankang", "卫生健康", "hospital-box"),
    ("shizheng-fuwu", "市政服务", "water"),
    ("tongji-xinxi", "统计信息", "chart-bar"),
)
"""(folder, name, icon) of the fields that the state's guidelines cover; larger catalogues go through them again."""

MATTERS: Final = (
    ("zuidi-shenghuo-baozhang", "最低生活保障"),
    ("linshi-jiuzhu", "临时救助"),
    ("tekun-gongyang", "特困人员救助供养"),
    ("jumin-yanglao", "城乡居民养老保险"),
    ("gongshang-rending", "工伤认定"),
    ("shiye-baoxianjin", "失业保险金"),
    ("gongzufang", "公共租赁住房"),
    ("weifang-gaizao", "农村危房改造补助"),
    ("tudi-zhengshou", "集体土地征收"),
    ("fangwu-buchang", "房屋征收补偿"),
    ("zhaosheng", "义务教育阶段招生"),
    ("xuesheng-zizhu", "家庭经济困难学生资助"),
    ("xiaoche", "校车使用许可"),
    ("shipin-choujian", "食品安全监督抽检"),
    ("yaopin-jingying", "药品经营许可"),
    ("tezhong-shebei", "特种设备安全检查"),
    ("yinhuan-paicha", "安全生产隐患排查"),
    ("huanping", "建设项目环境影响评价"),
    ("paiwu", "排污许可"),
    ("wuranyuan", "重点污染源监测"),
    ("shuibao", "水土保持方案"),
    ("qushui", "取水许可"),
    ("shigong", "建筑工程施工许可"),
    ("zhaobiao", "依法必须招标项目"),
    ("caigou", "政府集中采购"),
    ("churang", "国有建设用地使用权出让"),
    ("yusuan", "部门预算"),
    ("juesuan", "部门决算"),
    ("zhaiwu", "地方政府债务"),
    ("gengdi-butie", "耕地地力保护补贴"),
    ("nongji", "农机购置与应用补贴"),
    ("huji", "户口登记"),
    ("juzhuzheng", "居住证申领"),
    ("falv-yuanzhu", "法律援助"),
    ("tiaojie", "人民调解"),
    ("wenhua-huodong", "公共文化活动"),
    ("wenwu", "文物保护单位"),
    ("jiangli-fuzhu", "计划生育家庭奖励扶助"),
    ("jiezhong", "预防接种"),
    ("yiliao-jigou", "医疗机构执业登记"),
    ("huanwei", "市容环境卫生"),
    ("gongshui", "城市供水水质"),
    ("ranqi", "燃气经营许可"),
    ("weijian", "违法建设查处"),
    ("gaoling", "高龄老年人津贴"),
    ("yanglao-jigou", "养老机构备案"),
    ("chuangye-daikuan", "创业担保贷款"),
    ("jineng-peixun", "职业技能培训补贴"),
)

ASPECTS: Final = (
    ("zhengce", "政策文件", ("法律法规和规章", "规范性文件", "其他政策文件", "政策解读和图解")),
    ("zhinan", "办事指南", ("事项名称", "设定依据", "申请条件", "办理材料", "办理流程", "办理时限", "收费依据及标准", "办事时间", "办理机构及地点", "咨询查询途径", "监督投诉渠道")),
    ("shenhe", "审核信息", ("初审对象名单及相关信息", "申请人基本情况", "入户核查和民主评议结果")),
    ("shenpi", "审批信息", ("审批结果和对象名单", "保障标准和金额", "批准文号和生效日期")),
    ("gongshi", "名单公示", ("拟享受待遇人员名单", "公示起止日期", "异议受理的机构、电话和信箱")),
    ("zijin", "资金发放情况", ("资金来源和规模", "发放标准、户数和金额", "发放方式和日期", "结余和下年安排")),
    ("jiancha", "监督检查结果", ("检查计划和检查事项清单", "随机抽查的对象、时间和人员", "检查结果", "整改要求和落实情况")),
    ("chufa", "行政处罚决定", ("行政处罚决定书文号", "被处罚人姓名或者名称、统一社会信用代码", "主要违法事实", "处罚种类和依据", "履行方式和期限")),
    ("jihua", "年度计划", ("年度工作计划", "任务分解和责任单位", "完成时限")),
    ("fangan", "实施方案", ("实施范围和对象", "实施步骤", "保障措施", "联系方式")),
    ("jinzhan", "工作进展", ("阶段性进展", "存在的问题和原因", "下一步安排")),
    ("jixiao", "绩效评价", ("评价指标体系", "第三方评价报告", "评价结果的应用")),
    ("tousu", "投诉举报渠道", ("举报电话和信箱", "受理范围", "办理时限和答复方式")),
    ("wenda", "常见问题解答", ("热点问题", "答复口径", "出处和有效期")),
    ("tongji", "统计数据", ("月度数据", "年度数据", "指标解释和口径说明")),
)
"""(pinyin, name, elements of 公开内容) of what is disclosed about a matter."""

LIMITS: Final = (
    ("信息形成或者变更之日起20个工作日内", "信息形成或者变更之日起10个工作日内"),
    ("公开事项信息形成或变更之日起20个工作日内公开", "公开事项信息形成或变更之日起7个工作日内公开"),
    ("制定或获取信息之日起10个工作日内", "制定或获取信息之日起5个工作日内"),
    ("自制作或获取该信息之日起20个工作日内公开", "自制作或获取该信息之日起15个工作日内公开"),
    ("行政处罚决定作出之日起7个工作日内", "行政处罚决定作出之日起3个工作日内"),
    ("制定或获取信息之日起10个工作日内，公示7个工作日", "制定或获取信息之日起5个工作日内，公示7个工作日"),
    ("收到批准文件之日起10个工作日内公开", "收到批准文件之日起5个工作日内公开"),
)
"""(wording of the standard, what a region that is quicker writes)."""

ELEMENT_LIMITS: Final = ("长期公开", "作出行政决定之日起7个工作日内", "批准之日起20日内", "每月10日前")

ARTICLES: Final = ("第二十条第（五）项、第（十一）项", "第十九条", "第二十一条", "第十条第二款", "第五十四条", "第三条、第七条", "")

SUMMARIES: Final = (
    "{matter}怎么申请、要带什么材料、到哪个窗口办，多少天有结果。",
    "想知道{matter}有谁享受、标准是多少、钱什么时候到账，看这里。",
    "{matter}的政策写了什么，普通人怎么用得上，用大白话说清楚。",
    "对{matter}的结果有疑问，向谁反映，多久答复。",
    "本地{matter}做到哪一步了，还有哪些没有完成。",
)

ALIASES: Final = ("怎么办", "去哪办", "要什么材料", "多少钱", "多久有结果", "找谁问", "名单在哪看", "条件是什么", "没批怎么办", "打什么电话")

GROUPS: Final = ("申请人", "被征收土地所在地的村集体成员", "受指派的法律服务机构和人员", "项目单位", "本社区居民")

NOTES: Final = (
    "涉及个人隐私的内容，公开时隐去身份证件号码、银行账号和家庭住址的具体门牌。",
    "法律、法规另有公开时限规定的，从其规定；公示期间有异议的，核实后再公布结果。",
    "数据按季度汇总，个别指标以统计部门最终核实的数字为准。",
)

LAWS: Final = (
    ("zhengfu-xinxi-gongkai-tiaoli", "中华人民共和国政府信息公开条例", "政府信息公开条例", "行政法规", "国务院"),
    ("xingzheng-xuke-fa", "中华人民共和国行政许可法", "行政许可法", "法律", "全国人民代表大会常务委员会"),
    ("xingzheng-chufa-fa", "中华人民共和国行政处罚法", "行政处罚法", "法律", "全国人民代表大会常务委员会"),
    ("yusuan-fa", "中华人民共和国预算法", "预算法", "法律", "全国人民代表大会常务委员会"),
    ("tudi-guanli-fa", "中华人民共和国土地管理法", "土地管理法", "法律", "全国人民代表大会常务委员会"),
    ("yiwu-jiaoyu-fa", "中华人民共和国义务教育法", "义务教育法", "法律", "全国人民代表大会常务委员会"),
    ("shehui-baoxian-fa", "中华人民共和国社会保险法", "社会保险法", "法律", "全国人民代表大会常务委员会"),
    ("shehui-jiuzhu-banfa", "社会救助暂行办法", "社会救助办法", "行政法规", "国务院"),
)
"""(file, title, short title, rank, issuer). One more for each of `MATTERS` is made up in `synthetic`, and says so."""

BUREAUS: Final = (
    ("zhengfu", "人民政府", "机关"),
    ("jiaoyu-ju", "教育局", "机关"),
    ("minzheng-ju", "民政局", "机关"),
    ("caizheng-ju", "财政局", "机关"),
    ("renshe-ju", "人力资源和社会保障局", "机关"),
    ("ziran-ziyuan-ju", "自然资源局", "机关"),
    ("zhujian-ju", "住房和城乡建设局", "机关"),
    ("shuili-ju", "水利局", "机关"),
    ("nongye-ju", "农业农村局", "机关"),
    ("wenlv-ju", "文化和旅游局", "机关"),
    ("weijian-ju", "卫生健康局", "机关"),
    ("yingji-ju", "应急管理局", "机关"),
    ("shichang-jianguan-ju", "市场监督管理局", "机关"),
    ("sifa-ju", "司法局", "机关"),
    ("fagai-ju", "发展和改革局", "机关"),
    ("shengtai-fenju", "生态环境分局", "垂管"),
    ("gongan-ju", "公安局", "机关"),
    ("zhengwu-zhongxin", "政务服务中心", "事业单位"),
)

OFFICES: Final = (("gonggong-fuwu", "公共服务办公室"), ("dangzheng", "党政综合办公室"), ("zonghe-zhifa", "综合行政执法办公室"))

TOWNS: Final = (
    ("chengguan-zhen", "城关镇", "镇"),
    ("dongfeng-xiang", "东风乡", "乡"),
    ("nanmen-jiedao", "南门街道", "街道"),
    ("beishan-zhen", "北山镇", "镇"),
)

REASONS: Final = ("本级规定缩短公开时限", "辖区内没有这种载体", "本级增加了公开要求", "按照本级权责清单调整")
