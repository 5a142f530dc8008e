using AgriMarket.Web.Matching.Market;
using AgriMarket.Web.People.Register;

namespace AgriMarket.Web.Matching.Runs;

/// <summary>What is noted of what officials do with plans.</summary>
internal static class MatchActs
{
    public static readonly ActKind Run = new("act.match-run", typeof(MatchText), "Act.Run");
}
