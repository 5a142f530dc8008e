using AgriMarket.Web.People.Register;

namespace AgriMarket.Web.People.Offices;

/// <summary>What is noted of offices.</summary>
internal static class OfficeActs
{
    public static readonly ActKind ChangeDuties = new("act.duties-change", typeof(OfficeText), "Act.DutiesChange");
}
