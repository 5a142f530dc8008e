using AgriMarket.Web.Platform.Audit;
using AgriMarket.Web.Platform.Storage;

namespace AgriMarket.Web.Tests.Orders;

/// <summary>What must be true of stock and money, computed from the rows alone: the market's own invariants.</summary>
internal static class Books
{
    /// <summary>Every capability's invariants, as its module registers them.</summary>
    public static IReadOnlyList<IInvariants> Areas { get; } = [.. typeof(MarketDb).Assembly.GetTypes()
        .Where(type => type.IsClass && type.IsAssignableTo(typeof(IInvariants)))
        .OrderBy(type => type.Name, StringComparer.Ordinal)
        .Select(type => (IInvariants)Activator.CreateInstance(type)!)];

    public static Auditor Auditor { get; } = new(Areas);

    public static async Task AssertHoldAsync(MarketDb db) => Assert.Empty(await BreachesAsync(db));

    public static async Task<IReadOnlyList<string>> BreachesAsync(MarketDb db) =>
        await Auditor.FindAsync(db, TestContext.Current.CancellationToken).Select(finding => finding.ToString()).ToListAsync();
}
