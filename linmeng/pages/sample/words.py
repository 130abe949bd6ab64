"""What neighbours of the sample alliance say, and the matters it becomes (示例数据, all invented)."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Said:
    """One voice: `days_ago`, kind, words, and maybe a worry from 1 to 5."""

    days_ago: int
    kind: str
    words: str
    worry: int | None = None
    dangerous: bool = False
    helped: bool = False


@dataclass(frozen=True)
class Story:
    """A matter with the voices behind it, and how far it has come.

    `building` is the building's code or empty; `fate`: open | listed | answered | declined | project.
    """

    compound: str
    title: str
    summary: str
    nature: str
    voices: tuple[Said, ...]
    building: str = ""
    fate: str = "open"
    list: str = ""
    place: int = 0
    reason: str = ""
    answer: str = ""
    dangerous: bool = False
    tags: tuple[str, ...] = field(default_factory=tuple)


STORIES: tuple[Story, ...] = (
    Story(
        "wt",
        "3号楼外墙面砖脱落",
        "3号楼北侧五、六层外墙有面砖空鼓脱落，楼下是通往菜场的路。已拉警戒线，请大家绕行。",
        "common_part",
        (
            Said(120, "repair", "早上六点多，三号楼北面掉下来一块砖，离我两步远。我七十八了，现在出门都绕着走。", 5, True, True),
            Said(119, "repair", "3号楼外墙又掉砖了，楼下停的电瓶车砸坏了，小孩上学都走这里，能不能先围起来？", 4, True),
            Said(117, "complaint", "外墙的事去年就说过，一直没有下文，到底谁来管？", 4),
            Said(112, "question", "修外墙的钱从哪里出？是不是只要3号楼的人出？", 2),
            Said(101, "repair", "三楼阳台下面也有裂缝，麻烦一起看看。", 3, True, True),
        ),
        building="3",
        fate="project",
        list="problem",
        place=1,
        reason="会伤人，先于其他事项；3号楼业主反映最多。",
        dangerous=True,
        tags=("facade",),
    ),
    Story(
        "wt",
        "5号楼雨水总管堵塞",
        "大雨时5号楼一楼天井倒灌，总管多处锈蚀，疏通只能管几个月，需要更换约六十米。",
        "common_part",
        (
            Said(70, "repair", "一下大雨我家天井就进水，鞋子都漂起来了，物业来通过三次。", 4, False, True),
            Said(66, "repair", "5号楼雨水管又堵了，一楼三家都进水。", 3),
            Said(64, "suggestion", "每次疏通也要钱，不如把锈掉的那段换了。", 2),
        ),
        building="5",
        fate="project",
        list="problem",
        place=2,
        reason="每逢大雨三户进水，疏通已三次，换管一次解决。",
        tags=("pipes",),
    ),
    Story(
        "wt",
        "行道梧桐粗枝靠近窗户",
        "主路十二棵梧桐的粗枝伸到二、三楼窗边，台风季前要修剪。",
        "common_part",
        (
            Said(40, "suggestion", "梧桐枝子快伸进我家窗户了，台风来了怎么办？", 3),
            Said(38, "repair", "2号楼门口那棵树挡光，白天也要开灯。", 2),
        ),
        fate="listed",
        list="problem",
        place=3,
        reason="台风季前完成；工具可向联盟借。",
        tags=("green",),
    ),
    Story(
        "wt",
        "楼道灯不亮",
        "1号楼、4号楼共七处楼道灯损坏，属于物业日常维修。",
        "company_duty",
        (
            Said(9, "repair", "四号楼2号门洞三楼灯坏了一个礼拜，晚上摸黑上楼。", 3, False, True),
            Said(8, "repair", "1号楼楼道灯一闪一闪。", 1),
        ),
        fate="open",
    ),
    Story(
        "wt",
        "旧自行车棚改成纳凉长廊",
        "北门旧车棚闲置多年，邻居愿意出木工手艺，改成有座位的长廊，不收费。",
        "new_value",
        (
            Said(55, "suggestion", "我做过三十年木工，旧车棚那块地改个长廊，大家乘凉说说话多好。", None, False, True),
            Said(52, "suggestion", "支持老师傅，我可以出两天工。", None),
        ),
        fate="listed",
        list="value",
        place=1,
        reason="有手艺、有场地，受益的是全小区老人。",
    ),
    Story(
        "wt",
        "能不能在家门口量血压",
        "每月一次，社区卫生站来北门口，居委会已联系好。",
        "new_value",
        (Said(30, "suggestion", "腿脚不好，去医院量个血压要半天，能不能请人来小区量？", None, False, True),),
        fate="answered",
        answer="每月第二个周三上午，社区卫生站在北门口，不用预约。",
    ),
    Story(
        "fy",
        "立体车库机械磨损",
        "立体车库多处磨损，曾有载车板倾斜。先停用高层车板，再办理合法合规、可行性分析。",
        "common_part",
        (
            Said(95, "repair", "车库升降时响得吓人，上个月有块板歪了，车差点掉下来。", 5, True),
            Said(92, "complaint", "停用了半个车库，停车更难了，什么时候修？", 3),
            Said(90, "question", "重建车库会不会挡了低层的光？钱从哪里来？", 3),
            Said(83, "question", "我不开车，也要出钱吗？", 2),
        ),
        fate="listed",
        list="problem",
        place=1,
        reason="有危险；先做合法合规、可行性分析。",
        dangerous=True,
    ),
    Story(
        "fy",
        "地面电井三处要加固",
        "施工方第一版方案费用高、工期长，正向联盟内其他小区请教更省的做法。",
        "common_part",
        (Said(60, "repair", "楼下电井盖板松动，老人踩上去会晃。", 4, True, True), Said(58, "repair", "电井边上的地砖陷下去了。", 2)),
        fate="listed",
        list="problem",
        place=2,
        reason="走道上的隐患；方案正在比较。",
        dangerous=True,
    ),
    Story(
        "hs",
        "修好的外立面每年看一次",
        "外立面修缮后，邻居建议每年请人检查一次，结果贴在公示板上。",
        "new_value",
        (Said(35, "praise", "外墙修好了，我每天都敢下楼走走了，谢谢大家。", 1, False, True), Said(33, "suggestion", "好不容易修好，建议每年检查一次。", 1)),
        fate="listed",
        list="value",
        place=1,
        reason="花钱少，让大家一直安心。",
    ),
    Story(
        "ht",
        "外立面装饰线条掉落",
        "两次掉落。业委会空缺，没有责任主体，不能申请维修资金；先围挡、先找人。",
        "emergency",
        (
            Said(48, "repair", "昨天夜里又掉了一段水泥条，砸在花坛里。", 5, True),
            Said(46, "complaint", "没有业委会，是不是就没人管了？", 5),
            Said(44, "question", "居委会能不能先代管，把申请交上去？", 4),
        ),
        fate="listed",
        list="problem",
        place=1,
        reason="会伤人；同时推动业委会重组。",
        dangerous=True,
        building="1",
    ),
    Story("lz", "屋面渗水", "顶楼五户反映渗水，防水层已用十七年。", "common_part", (Said(28, "repair", "顶楼天花板又渗了，下一场雨换一个盆。", 3, False, True), Said(26, "repair", "6号楼601墙角发霉。", 3)), fate="listed", list="problem", place=1, reason="五户受影响，雨季前要定方案。", building="6"),
    Story("cs", "自来水立管发黄水", "两栋楼早晨放出黄水，立管老化。", "common_part", (Said(22, "repair", "早上第一盆水是黄的，放很久才清。", 3), Said(21, "question", "换水管是自来水公司出钱还是我们出？", 2)), fate="listed", list="problem", place=1, reason="关系饮水；先问清责任单位。"),
    Story("yx", "电梯停运次数多", "2号楼电梯本月停了四次，等检测报告。", "common_part", (Said(15, "complaint", "电梯又坏了，我妈坐轮椅，在楼下等了一个钟头。", 4), Said(14, "repair", "二号楼左边电梯关门夹人。", 4, True)), fate="open", building="2", dangerous=True),
    Story("pa", "消防箱打不开", "三处消防箱门锈死，水带过期。", "company_duty", (Said(12, "repair", "消防箱门拉不开，出事怎么办？", 4, True),), fate="open", dangerous=True),
    Story("xz", "南门道闸常抬不起来", "道闸控制器老化，物业已报价。", "company_duty", (Said(18, "complaint", "下班高峰南门堵半小时。", 2), Said(17, "suggestion", "车位重新划线，出口会顺很多。", 1)), fate="answered", answer="控制器已更换，试运行两周；划线另列入清单征求意见。"),
    Story("sg", "电梯换新还是大修", "六台电梯三十年，大修和换新两种方案都要算清。", "common_part", (Said(33, "question", "换一台电梯要多少钱？每户出多少？", 3), Said(32, "complaint", "困在电梯里二十分钟，喊破嗓子。", 5, True)), fate="open", dangerous=True),
    Story("hl", "化粪池满溢", "3号楼前窨井返臭，需加一次清掏。", "company_duty", (Said(6, "repair", "三号楼门口臭得开不了窗。", 3, False, True),), fate="open", building="3"),
    Story("yl", "中心绿地添两把椅子", "老人散步没有地方坐，邻居愿意捐。", "new_value", (Said(25, "suggestion", "绿地那里放两把椅子，走累了好歇歇。", None, False, True), Said(24, "suggestion", "我愿意捐一把。", None)), fate="listed", list="value", place=1, reason="有人捐，居民自己装，不花公共的钱。"),
    Story("sx", "阳台外沿水泥剥落", "4号楼阳台外沿露筋，请鉴定单位看过再定办法。", "common_part", (Said(20, "repair", "四楼阳台边上的水泥掉到我晒的被子上。", 4, True),), fate="listed", list="problem", place=1, reason="高处掉落，先鉴定。", building="4", dangerous=True),
    Story("cs", "宠物不牵绳", "属于邻里公约，由居委会协调。", "private_part", (Said(16, "complaint", "大狗不牵绳，小孩吓哭了。", 2),), fate="declined", answer="这件事不归业委会决定；居委会已上门劝说，并在公示板提醒牵绳。"),
)  # fmt: skip

UNSORTED: tuple[tuple[str, Said], ...] = (
    ("wt", Said(3, "repair", "5号楼3号门洞对讲机坏了，快递上不来。", 1)),
    ("wt", Said(2, "repair", "二号楼楼顶有鸽子窝，落水口堵了。", 2, False, True)),
    ("wt", Said(1, "question", "外墙维修什么时候开工？", 2)),
    ("wt", Said(1, "praise", "楼组长赵阿姨上门送回音条，字很大，看得清。", None)),
    ("wt", Said(0, "suggestion", "能不能把垃圾房的门改成脚踩的？", None)),
    ("lz", Said(4, "repair", "8号楼楼道扶手松了。", 3, True)),
    ("lz", Said(1, "question", "养护合同能不能给别的小区看看？", None)),
    ("cs", Said(2, "repair", "6号楼门口路砖翘起来，老人绊了一跤。", 4, True, True)),
    ("yx", Said(1, "complaint", "装修到晚上十点。", 2)),
    ("xz", Said(3, "suggestion", "周末能不能借会议室给孩子写作业？", None)),
    ("hl", Said(5, "repair", "7号楼水泵夜里响。", 2)),
    ("yl", Said(2, "repair", "2号楼门禁坏了。", 2)),
    ("pa", Said(8, "question", "我们这么老的房子能加装电梯吗？", 2, False, True)),
    ("sg", Said(2, "complaint", "电梯里的灯一半不亮。", 3)),
    ("ht", Said(1, "question", "业委会什么时候选？我想报名。", None)),
    ("fy", Said(2, "question", "车库的五个问题答到第几个了？", 2)),
    ("sx", Said(3, "repair", "9楼水箱盖没盖好。", 3)),
    ("hs", Said(4, "suggestion", "能把修外墙的经验写出来给别的小区看吗？", None)),
)

CHARTER = """第一条　本联盟由居民区内各小区业主委员会自愿组成，居民区党总支牵头召集。
第二条　联盟不替任何小区作决定。各小区的业主共同决定的事项，只由本小区业主依法决定。
第三条　联盟听取居民意见，整理共性问题，交流办法，借用工具和人手，介绍专家。
第四条　各小区自行决定向联盟公开什么；没有决定的，只公开数量。
第五条　联盟没有账户，不收费用，不雇人员。
第六条　联盟的决议只约束自愿执行的小区；任何小区可以随时退出。
第七条　本章程由各小区业主委员会各自通过；业主委员会空缺的小区，待产生后再作决定。"""
