namespace AgriMarket.Web.Shell.PageCache;

/// <summary>
/// On a static page with a part that has a circuit and MudBlazor's components: it gets MudBlazor's files and is loaded whole, as
/// pages that are interactive themselves are (<see cref="FullPageLoads"/>).
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class HasWorkingPartAttribute : Attribute;
