namespace AgriMarket.Web.Demo;

/// <summary>Names of people who do not exist, put together from common surnames and given names.</summary>
internal sealed class DemoNames(DemoRandom random)
{
    private const string Surnames =
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程苏魏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛阎段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤";
    private const string HuiSurnames = "马马马杨王李白丁海虎田苏金";

    private static readonly string[] ElderNames =
    [
        "建国",
        "国庆",
        "志强",
        "秀英",
        "桂兰",
        "玉梅",
        "德福",
        "永贵",
        "长生",
        "春花",
        "树林",
        "文才",
        "明富",
        "守义",
        "红军",
        "世荣",
        "兴国",
        "秀珍",
        "玉兰",
        "金凤",
        "满仓",
        "保田",
        "占山",
        "发祥",
        "成林",
        "正华",
        "光明",
        "先进",
        "大勇",
        "忠诚",
    ];

    private static readonly string[] YoungNames =
    [
        "晓雯",
        "子涵",
        "佳怡",
        "浩然",
        "梦琪",
        "思远",
        "雨桐",
        "俊杰",
        "嘉欣",
        "文博",
        "诗涵",
        "宇航",
        "静怡",
        "明哲",
        "雪莹",
        "志远",
        "欣妍",
        "天宇",
        "若曦",
        "一鸣",
        "丹",
        "磊",
        "倩",
        "凯",
        "婷",
        "鹏",
        "莉",
        "涛",
        "颖",
        "洋",
        "慧",
        "超",
        "敏",
        "峰",
        "芳",
        "斌",
        "琳",
        "辉",
        "燕",
        "宁",
    ];

    private static readonly string[] YiNames =
    [
        "吉克阿木",
        "阿的拉哈",
        "沙马尔古",
        "海来木呷",
        "曲比伍牛",
        "阿尔子哈",
        "吉木日洛",
        "马海阿支",
        "勒格阿呷",
        "俄木且沙",
        "苏呷伍各",
        "贾巴阿依",
        "罗洪木果",
        "依火吉伍",
        "木尔尔聪",
        "孙子石布",
        "吉伍阿牛",
        "且沙阿芝",
        "马卡友古",
        "阿苏木沙",
    ];

    private static readonly string[] UyghurNames =
    [
        "阿卜杜拉·麦麦提",
        "吐尔逊·艾力",
        "古丽巴哈尔·热合曼",
        "买买提明·肉孜",
        "阿依古丽·吐尔地",
        "艾合买提·卡德尔",
        "努尔古丽·阿西木",
        "依明江·玉素甫",
    ];

    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    /// <summary>A name as it is common where the farm lies; nobody else in the demo has it.</summary>
    /// <param name="people">As in the farms' file: han, hui, yi or uyghur.</param>
    public string Farmer(string people) =>
        Fresh(() =>
            people switch
            {
                "yi" => random.Pick(YiNames),
                "uyghur" => random.Pick(UyghurNames),
                "hui" => HuiSurnames[random.Between(0, HuiSurnames.Length - 1)] + random.Pick(ElderNames),
                "han" => Surname() + random.Pick(ElderNames),
                _ => throw new InvalidDataException($"The demo knows no names for {people}."),
            }
        );

    public string Resident() => Fresh(() => Surname() + random.Pick(YoungNames));

    private string Surname() => Surnames[random.Between(0, Surnames.Length - 1)].ToString();

    private string Fresh(Func<string> make)
    {
        var name = make();
        while (!taken.Add(name))
        {
            name = make();
        }

        return name;
    }
}
