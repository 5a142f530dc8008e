using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Organisations;
using AgriMarket.Platform.Storage.Reference;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Roles;
using Microsoft.AspNetCore.Identity;

namespace AgriMarket.Web.Demo;

/// <summary>A farm, co-operative or agent of the demo, as the farms' file has it.</summary>
internal sealed record DemoFarm(string Key, MemberRole Role, Member Member, string CountyCode, string Village, string People);

internal sealed record DemoResident(Member Member, Address Address);

/// <summary>Everybody in the demo market. All of them can sign in with <see cref="Password"/>.</summary>
internal sealed class DemoMembers(DemoRandom random, DemoNames names, RegionCatalogue regions, DateTime joinedAt)
{
    public const string Password = "demo-harvest";

    private const int ResidentCount = 120;
    private const string NationalOffice = "全国消费帮扶专项办公室";
    private const string FarmsFile = "AgriMarket.Web.Demo.Data.farms.csv";

    /// <summary>Where the residents live: cities, most of them far from the farms.</summary>
    private static readonly string[] Cities =
    [
        "310000",
        "310000",
        "110000",
        "110000",
        "440100",
        "440300",
        "330100",
        "320100",
        "320500",
        "420100",
        "510100",
        "500000",
        "610100",
        "120000",
        "350200",
        "370200",
    ];

    private static readonly string[] Streets =
    [
        "梧桐路",
        "人民路",
        "建设三路",
        "长宁街",
        "望江路",
        "新华北路",
        "青年大街",
        "文昌路",
        "滨河路",
        "学府路",
        "春晓街",
        "解放东路",
        "桂花巷",
        "和平里",
        "枫林路",
    ];

    private readonly List<RoleApplication> applications = [];
    private readonly List<Office> offices = [];

    /// <summary>One hash for all: a separate one for each would cost seconds and protect nothing.</summary>
    private readonly string passwordHash = new PasswordHasher<Member>().HashPassword(null!, Password);

    public Member Administrator { get; private set; } = null!;

    /// <summary>Of two counties, and two of the office of the whole country, where one proposes and the other approves.</summary>
    public IReadOnlyList<Member> Officials { get; private set; } = [];

    /// <summary>Who proposes what the whole country's fund is spent on.</summary>
    public Member MoneyProposer => Officials[2];

    public Member MoneyApprover => Officials[3];

    /// <summary>A school's, that buys in bulk.</summary>
    public Member Canteen { get; private set; } = null!;

    public IReadOnlyList<DemoFarm> Farms { get; private set; } = [];

    public IReadOnlyList<DemoResident> Residents { get; private set; } = [];

    public async Task JoinAsync(DemoServices services)
    {
        Administrator = Enrol("19900090001", "平台管理员");
        Apply(Administrator, MemberRole.Administrator, "110000", "", Guid.Empty);
        Officials =
        [
            Enrol("19900050001", "西吉县农业农村局"),
            Enrol("19900050002", "凉山州乡村振兴局"),
            Enrol("19900050003", "消费帮扶专项 周敏"),
            Enrol("19900050004", "消费帮扶专项 郑海"),
        ];
        Appoint(Officials[0], OfficeKind.Agriculture, "640422", "负责农产品产销对接。", Appointment.AllDuties);
        Appoint(Officials[1], OfficeKind.RuralRevitalisation, "513400", "负责消费帮扶工作。", Appointment.AllDuties);
        Appoint(
            MoneyProposer,
            OfficeKind.Agriculture,
            RegionCatalogue.Country,
            "编报专项补贴。",
            Duties.Edit | Duties.ProposeMoney | Duties.Audit
        );
        Appoint(MoneyApprover, OfficeKind.Agriculture, RegionCatalogue.Country, "审批专项补贴。", Duties.ApproveMoney | Duties.Audit);
        Canteen = Enrol("19900040001", "江畔中学食堂");
        Apply(Canteen, MemberRole.Institution, "420100", "每天一千二百人用餐，想按周采购。", Officials[0].Id);
        Farms = [.. ReferenceRow.ReadAll(FarmsFile).Select(Farm)];
        Residents = [.. Enumerable.Range(1, ResidentCount).Select(Resident)];
        Waiting();
        await services.WriteAsync(scope =>
        {
            scope.Db.AddRange(offices);
            scope.Db.AddRange(Officials.Prepend(Administrator).Append(Canteen));
            scope.Db.AddRange(Farms.Select(farm => farm.Member));
            scope.Db.AddRange(Residents.Select(resident => resident.Member));
            scope.Db.AddRange(applications);
            scope.Db.AddRange(applications.Where(row => row.DecidedBy is { } by && by != Guid.Empty).Select(Confirmed));
            return Task.CompletedTask;
        });
    }

    /// <summary>The entry of the register that a decision leaves.</summary>
    private Act Confirmed(RoleApplication application) =>
        Act.Of(
            new ActNote(RoleActs.Confirm.Code, application.DecidedBy, "role", application.Id)
            {
                SubjectName = $"{application.Role}",
                Before = $"{ApplicationStatus.Waiting}",
                After = $"{application.Status}",
            },
            application.DecidedBy == Administrator.Id
                ? new ActDuty(MemberRole.Administrator, null, "", null)
                : new ActDuty(
                    MemberRole.Official,
                    applications.First(row => row.MemberId == application.DecidedBy && row.Role == MemberRole.Official).RegionCode,
                    "",
                    null
                ),
            joinedAt
        );

    private DemoFarm Farm(ReferenceRow row, int place)
    {
        var role = Enum.Parse<MemberRole>(row.Text("role"));
        var (people, county) = (row.Text("people"), row.Text("county"));
        if (regions.Find(county)?.IsListed != true)
        {
            throw row.Wrong("county", "is none of the 832 counties");
        }

        var member = Enrol(FormattableString.Invariant($"1990002{place + 1:0000}"), row.Optional("name") ?? names.Farmer(people));
        var statement = $"{row.Text("place")}{row.Text("village")}，自产自销。";
        Apply(member, role, county, statement, Officials[place % 2].Id, row.Text("village"));
        return new DemoFarm(row.Text("farm"), role, member, county, row.Text("village"), people);
    }

    private DemoResident Resident(int number)
    {
        var member = Enrol(FormattableString.Invariant($"1990001{number:0000}"), number == 1 ? "林晓雯" : names.Resident());
        var place = regions.Find(random.Pick(Cities))!.Code;
        while (!regions.IsLeaf(place))
        {
            place = random.Pick([.. regions.Children(place)]).Code;
        }

        var street =
            $"{random.Pick(Streets)} {random.Between(1, 399)} 号 {random.Between(1, 28)} 栋 "
            + $"{random.Between(1, 26)}0{random.Between(1, 4)}";
        return new DemoResident(member, new Address(member.DisplayName, member.UserName!, place, street));
    }

    /// <summary>Some who have asked for a role and wait for an answer.</summary>
    private void Waiting()
    {
        Apply(Residents[7].Member, MemberRole.Farmer, "640422", "家里八亩马铃薯，想自己卖。", null, "大坪村");
        Apply(Residents[8].Member, MemberRole.Cooperative, "513434", "四十二户社员，主要是苦荞和花椒。", null, "上普雄村", "新乡村");
        Apply(Residents[9].Member, MemberRole.Institution, "310000", "公司食堂，六百人。", null);
    }

    private Member Enrol(string mobile, string name)
    {
        var member = new Member
        {
            Id = random.Id(joinedAt),
            UserName = mobile,
            NormalizedUserName = mobile,

            DisplayName = name,
            JoinedAt = joinedAt.AddDays(-random.Between(1, 60)),
            PasswordHash = passwordHash,
            SecurityStamp = random.Id(joinedAt).ToString("N"),
            LockoutEnabled = true,
            IsDemo = true,
        };
        member.Verify(ContactKind.Mobile, mobile, member.JoinedAt);
        return member;
    }

    /// <param name="region">The office's; the office of the whole country is in the capital.</param>
    private void Appoint(Member member, OfficeKind kind, string region, string statement, Duties duties)
    {
        var isNational = region == RegionCatalogue.Country;
        var name = isNational ? NationalOffice : member.DisplayName;
        var application = Apply(member, MemberRole.Official, isNational ? "110000" : region, statement, Administrator.Id);
        var office = offices.Find(row => row.Name == name);
        if (office is null)
        {
            office = new Office
            {
                Id = random.Id(joinedAt),
                Name = name,
                Kind = kind,
                RegionCode = region,
                AddedAt = joinedAt,
            };
            offices.Add(office);
        }

        DemoServices.Must(application.Appoint(office, duties, Administrator.Id));
    }

    /// <param name="decidedBy">Who confirms it; null when it still waits.</param>
    private RoleApplication Apply(
        Member member,
        MemberRole role,
        string region,
        string statement,
        Guid? decidedBy,
        params IReadOnlyList<string> villages
    )
    {
        var application = new RoleApplication
        {
            Id = random.Id(joinedAt),
            MemberId = member.Id,
            Role = role,
            DisplayName = member.DisplayName,
            RegionCode = region,
            Villages = villages,
            Statement = statement,
            AppliedAt = member.JoinedAt,
        };
        if (decidedBy is { } decider)
        {
            DemoServices.Must(application.Decide(ApplicationAction.Confirm, decider, [MemberRole.Administrator], null, joinedAt));
        }

        applications.Add(application);
        return application;
    }
}
