using System.Globalization;

namespace AgriMarket.Web.Tests.Support.Visitors;

/// <summary>Mobile numbers that members of tests have proved, each another.</summary>
internal static class VerifiedMobiles
{
    private const long First = 17_700_000_000;
    private static long last = First;

    public static string Next() => Interlocked.Increment(ref last).ToString(CultureInfo.InvariantCulture);
}
