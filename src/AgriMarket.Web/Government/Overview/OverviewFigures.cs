using AgriMarket.Domain.Lots;
using AgriMarket.Web.Aid.Campaigns;
using AgriMarket.Web.Money.FundRecords;

namespace AgriMarket.Web.Government.Overview;

/// <summary>What was paid for on one China day.</summary>
/// <param name="GrantedFen">Public money granted to these orders.</param>
public sealed record SalesDay(DateOnly Day, long Grams, int Orders, long GoodsFen, long GrantedFen)
{
    /// <summary>What campaigns had set themselves for the day: the target of each that ran, spread evenly over its days.</summary>
    public long TargetGrams { get; init; }

    /// <summary>With what was paid at other times of the day.</summary>
    public SalesDay Plus(SalesDay more) =>
        this with
        {
            Grams = Grams + more.Grams,
            Orders = Orders + more.Orders,
            GoodsFen = GoodsFen + more.GoodsFen,
            GrantedFen = GrantedFen + more.GrantedFen,
        };
}

/// <summary>What is on sale at one moment.</summary>
/// <param name="Lots">Lots open, within their days and not sold out.</param>
/// <param name="EndingGrams">What of it goes off within <see cref="OverviewReads.EndingDays"/> days.</param>
public sealed record OnSale(int Lots, long EndingGrams);

/// <summary>Everything the board shows, of the whole market, read at one moment.</summary>
/// <param name="Days">The last days, today last.</param>
/// <param name="Yesterday">As the day before ended.</param>
/// <param name="NeedHelp">Lots with the fewest days left.</param>
/// <param name="NearlyUsed">Open funds of which much is used.</param>
/// <param name="Todos">What waits for the one who looks.</param>
public sealed record OverviewFigures(
    DateTime At,
    IReadOnlyList<SalesDay> Days,
    OnSale Now,
    OnSale Yesterday,
    IReadOnlyList<Lot> NeedHelp,
    IReadOnlyList<CampaignSummary> Campaigns,
    IReadOnlyList<FundOverview> NearlyUsed,
    IReadOnlyList<Todo> Todos
)
{
    public SalesDay Today => Days[^1];

    public SalesDay DayBefore => Days[^2];
}
