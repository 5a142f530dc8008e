using AgriMarket.Web.People.Register;

namespace AgriMarket.Web.Aid.UnsoldReports;

/// <summary>What is noted of reports of unsold goods.</summary>
internal static class UnsoldActs
{
    public static readonly ActKind Decide = new("act.unsold-decide", typeof(UnsoldText), "Act.Decide");
}
