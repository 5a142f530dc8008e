using System.Net;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.People.Register;
using AgriMarket.Web.Tests.People.Offices;
using AgriMarket.Web.Tests.Support;

namespace AgriMarket.Web.Tests.Bugs;

/// <summary>Any day may be typed, also one before or after which there is none.</summary>
public sealed class DaysAtTheEndsOfTimeTests(RightsScene scene) : IClassFixture<RightsScene>
{
    private static readonly DateOnly[] Ends =
    [
        DateOnly.MinValue,
        DateOnly.MinValue.AddDays(1),
        DateOnly.MaxValue.AddDays(-1),
        DateOnly.MaxValue,
    ];

    [Fact]
    public async Task TheRegisterHasNoEntryOnADayOutOfTheRangeOfAny()
    {
        var reads = scene.Get<RegisterReads>();
        var reader = scene.IdOf(Asker.Administrator);
        Assert.NotEmpty((await reads.ListAsync(reader, new ActFilter("", new DateOnly(2035, 7, 17), null))).Rows);
        using var browser = scene.Client(Asker.Administrator);
        foreach (var day in Ends)
        {
            Assert.Empty((await reads.ListAsync(reader, new ActFilter("", day, null))).Rows);
            using var page = await browser.GetAsync(
                new Uri($"/backoffice/register?day={day:yyyy-MM-dd}", UriKind.Relative),
                TestContext.Current.CancellationToken
            );
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }
    }

    [Fact]
    public async Task AFundOfAnyDaysIsRefusedWithASentence()
    {
        var funds = scene.Get<FundService>();
        foreach (var (from, to) in Pairs())
        {
            var proposal = scene.Trade.Proposal(SchemeKind.ShippingPerOrder, 200, 0, 100_000) with { StartsOn = from, EndsOn = to };

            // The form shows it beside what is typed.
            Assert.Equal(from <= to, proposal.Exposure() is not null);
            Assert.NotEmpty(funds.Check(proposal));
            Assert.NotEmpty((await funds.ProposeAsync(proposal)).Rejections);
        }
    }

    [Fact]
    public async Task ACampaignOfAnyDaysIsRefusedWithASentence()
    {
        foreach (var (from, to) in Pairs())
        {
            var draft = scene.Market.Draft(scene.Trade, scene.Ids["lot"]) with { StartsOn = from, EndsOn = to };

            Assert.NotEmpty((await scene.Market.Campaigns().SaveAsync(draft, publish: true)).Rejections);
        }
    }

    /// <summary>Each end of time with each other, and with a day of now.</summary>
    private static IEnumerable<(DateOnly From, DateOnly To)> Pairs()
    {
        DateOnly[] days = [.. Ends, DateOnly.FromDateTime(MarketApp.Start.UtcDateTime)];
        return days.SelectMany(from => days.Select(to => (from, to))).Where(pair => pair.from != pair.to || Ends.Contains(pair.to));
    }
}
