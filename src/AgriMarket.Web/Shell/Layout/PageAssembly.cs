using System.Reflection;

namespace AgriMarket.Web.Shell.Layout;

/// <summary>Pages of a module that lies in another assembly than the program's own, handed in by that module.</summary>
internal sealed record PageAssembly(Assembly Assembly);
