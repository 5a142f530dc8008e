using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Storage.Database;

namespace AgriMarket.Web.Tests.Support;

/// <summary>What must be true of stock and money, computed from the rows alone: the market's own invariants.</summary>
internal static class InvariantAssert
{
    /// <summary>Every capability's invariants, as its module registers them.</summary>
    public static IReadOnlyList<IInvariants> Areas { get; } =
    [
        .. typeof(Program)
            .Assembly.GetTypes()
            .Concat(typeof(IInvariants).Assembly.GetTypes())
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(IInvariants)))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .Select(type => (IInvariants)Activator.CreateInstance(type)!),
    ];

    /// <summary>With what is true of any database, which takes longer than all the rest.</summary>
    public static Auditor Everything { get; } = new(Areas);

    /// <summary>The capabilities' own.</summary>
    public static IReadOnlyList<IInvariants> OwnAreas { get; } = [.. Areas.Where(area => area is not DatabaseInvariants)];

    /// <summary>The capabilities' own rules.</summary>
    public static Auditor Rules { get; } = new(OwnAreas);

    public static Task AssertHoldAsync(MarketDb db) => AssertCleanAsync(Rules, db);

    public static async Task AssertCleanAsync(Auditor auditor, MarketDb db) =>
        Assert.Empty(
            await auditor.FindAsync(db, TestContext.Current.CancellationToken).Select(finding => finding.ToString()).ToListAsync()
        );
}
