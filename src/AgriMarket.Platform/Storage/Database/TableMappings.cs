using System.Collections.Immutable;
using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Platform.Storage.Database;

/// <summary>
/// Which assemblies say how rows are stored: every <see cref="ITables"/> in them is applied to the model. The database's contexts
/// are made in many places (by the market, by verbs on other files, by the migration tool), so that the program says it once.
/// </summary>
public static class TableMappings
{
    private static ImmutableHashSet<Assembly> assemblies = [];

    /// <summary>Adds the mappings of an assembly; once it is added, adding it again changes nothing.</summary>
    public static void AddFrom(Assembly assembly) => ImmutableInterlocked.Update(ref assemblies, known => known.Add(assembly));

    /// <summary>Maps every table that the program has. Called before the program has said where its tables are, it throws.</summary>
    internal static void Apply(ModelBuilder model)
    {
        if (assemblies.IsEmpty)
        {
            throw new InvalidOperationException("No tables are known: TableMappings.AddFrom comes before the first context is made.");
        }

        foreach (
            var type in assemblies.Append(typeof(ITables).Assembly).Distinct().SelectMany(assembly => assembly.GetTypes()).Where(IsMapping)
        )
        {
            ((ITables)Activator.CreateInstance(type)!).Map(model);
        }
    }

    private static bool IsMapping(Type type) => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(ITables));
}
