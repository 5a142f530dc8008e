namespace AgriMarket.Web.Operations.Addresses;

/// <summary>
/// The addresses of the pages for administrators, for those pages and for whoever links to them. It knows nothing, so that every room may.
/// </summary>
public static class OperationsAddresses
{
    public const string Members = "/backoffice/member-locks";
    public const string Offices = "/backoffice/offices";
    public const string System = "/backoffice/system";
}
