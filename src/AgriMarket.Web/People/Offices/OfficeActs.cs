using AgriMarket.Web.People.Register;

namespace AgriMarket.Web.People.Offices;

/// <summary>What is noted of offices.</summary>
internal static class OfficeActs
{
    public static readonly ActKind ChangeDuties = new("act.duties-change", typeof(OfficeText), "Act.DutiesChange");
    public static readonly ActKind Rename = new("act.office-rename", typeof(OfficeText), "Act.Rename");
}
