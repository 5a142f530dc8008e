using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Tests.House;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace AgriMarket.Web.Tests.Platform.Storage;

/// <summary>What holds of every table, on both databases; read from the model from which their migrations are made.</summary>
[Trait("Database", "none")]
public sealed class SchemaTests
{
    private static readonly string List = Path.Combine(RepositoryTree.FindTop(), ".github", "decisions", "0016-one-clean-schema.md");

    public static TheoryData<string> Providers => ["sqlite", "postgres"];

    [Theory, MemberData(nameof(Providers))]
    public void NothingIsDeletedBecauseSomethingElseIs(string provider) => Assert.Empty(Cascades(ModelOf(provider)));

    [Fact]
    public void APlantedCascadeIsFound()
    {
        using var planted = new Planted();

        Assert.Equal(["Child -> Parent: Cascade", "Orphan -> Parent: SetNull"], Cascades(WholeModel(planted)));
    }

    [Theory, MemberData(nameof(Providers))]
    public void EachIndexIsListedWithTheQueryThatUsesIt(string provider) =>
        Assert.Equal(Listed(File.ReadLines(List)).Order(StringComparer.Ordinal), Indexes(ModelOf(provider)).Order(StringComparer.Ordinal));

    [Fact]
    public void APlantedIndexIsMissedInTheList()
    {
        using var planted = new Planted();

        Assert.Equal(["Child (Name), unique, where Name <> ''"], Indexes(WholeModel(planted)));
        Assert.Equal(
            ["Other (Name)"],
            Listed(["# Text", "| index | query |", "| --- | --- |", "| `Other (Name)` | Somewhere.FindAsync |", "| `Untold (Name)` | |"])
        );
    }

    [Theory, MemberData(nameof(Providers))]
    public void TheMigrationMakesTheModel(string provider)
    {
        using var db = Open(provider);

        Assert.Single(db.Database.GetMigrations());
        Assert.False(db.Database.HasPendingModelChanges());
    }

    private static MarketDb Open(string provider) =>
        provider == "sqlite"
            ? new SqliteMarketDb(MarketSql.InFile("Data Source=none"))
            : new PostgresMarketDb(MarketSql.OnServer("Host=none"));

    private static IModel ModelOf(string provider)
    {
        using var db = Open(provider);
        return WholeModel(db);
    }

    /// <summary>With all that migrations are made from, which a running program has no use for.</summary>
    private static IModel WholeModel(DbContext db) => db.GetService<IDesignTimeModel>().Model;

    /// <summary>References by which deleting a row would delete or change others.</summary>
    private static IEnumerable<string> Cascades(IModel model) =>
        from entity in model.GetEntityTypes()
        from reference in entity.GetDeclaredForeignKeys()
        where reference.DeleteBehavior is DeleteBehavior.Cascade or DeleteBehavior.SetNull
        orderby entity.DisplayName()
        select $"{entity.DisplayName()} -> {reference.PrincipalEntityType.DisplayName()}: {reference.DeleteBehavior}";

    private static IEnumerable<string> Indexes(IModel model) =>
        from entity in model.GetEntityTypes()
        from index in entity.GetDeclaredIndexes()
        let columns = index.Properties.Select(
            (property, i) => property.GetColumnName() + (index.IsDescending is { } down && (down.Count == 0 || down[i]) ? " desc" : "")
        )
        select $"{entity.GetTableName()} ({string.Join(", ", columns)}){(index.IsUnique ? ", unique" : "")}"
            + $"{(index.GetFilter() is { } filter ? $", where {filter}" : "")}";

    /// <summary>The indexes of a list, as far as it says who uses them.</summary>
    private static IEnumerable<string> Listed(IEnumerable<string> lines) =>
        from line in lines
        where line.StartsWith("| `", StringComparison.Ordinal)
        let cells = line.Split('|', StringSplitOptions.TrimEntries)
        where cells is [_, _, { Length: > 0 }, ..]
        select cells[1].Trim('`');

    /// <summary>Tables as they must not be.</summary>
    private sealed class Planted : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseSqlite("Data Source=none");

        protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
            configurationBuilder.Conventions.Remove<ForeignKeyIndexConvention>();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Child>().HasOne<Parent>().WithMany().HasForeignKey(row => row.ParentId);
            modelBuilder.Entity<Child>().HasIndex(row => row.Name).IsUnique().HasFilter("Name <> ''");
            modelBuilder.Entity<Orphan>().HasOne<Parent>().WithMany().HasForeignKey(row => row.ParentId).OnDelete(DeleteBehavior.SetNull);
        }
    }

    private sealed class Parent
    {
        public int Id { get; init; }
    }

    private sealed class Child
    {
        public int Id { get; init; }

        public int ParentId { get; init; }

        public string Name { get; init; } = "";
    }

    private sealed class Orphan
    {
        public int Id { get; init; }

        public int? ParentId { get; init; }
    }
}
