using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AgriMarket.Platform.Storage.Database;

/// <summary>
/// Tables whose rows SQLite keeps in the tree of their key (<c>WITHOUT ROWID</c>), one tree less to write for each row. It pays
/// where rows are small, many and found by their key. PostgreSQL has no such thing.
/// </summary>
public static class ClusteredTables
{
    private const string Annotation = "AgriMarket:Clustered";

    public static void IsClustered<T>(this EntityTypeBuilder<T> entity)
        where T : class => entity.HasAnnotation(Annotation, true);

    public static bool Has(IReadOnlyModel? model, string table) =>
        model is not null
        && model.GetEntityTypes().Any(entity => entity.GetTableName() == table && entity.FindAnnotation(Annotation) is not null);
}
