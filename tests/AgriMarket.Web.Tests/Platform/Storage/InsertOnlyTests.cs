using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Platform.Storage;

/// <summary>What is written once stays as it was written, whoever asks the database to change it.</summary>
public sealed class InsertOnlyTests(BrokenConstraints broken) : IClassFixture<BrokenConstraints>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Tables => [.. InsertOnlyTable.Of(SqliteModel).Select(table => table.Name)];

    private static IModel SqliteModel
    {
        get
        {
            using var db = new SqliteMarketDb(MarketSql.InFile("Data Source=none"));
            return db.Model;
        }
    }

    [Fact]
    public void MoneyStockAndSignaturesAreWrittenOnce() =>
        Assert.Equal(
            [
                "acts",
                "audit_draws",
                "audit_seeds",
                "carrier_scans",
                "case_notes",
                "case_parcels",
                "charges",
                "claim_payments",
                "delivery_proofs",
                "fund_changes",
                "gateway_events",
                "grants",
                "match_runs",
                "official_references",
                "payout_claims",
                "payout_holds",
                "refund_lines",
                "refunds",
                "shortfalls",
                "stock_adjustments",
                "stock_journal",
                "transfers",
            ],
            InsertOnlyTable.Of(SqliteModel).Select(table => table.Name).Order(StringComparer.Ordinal)
        );

    [Theory, MemberData(nameof(Tables))]
    public async Task NoColumnIsChangedAndNoRowDeleted(string name)
    {
        await using var db = await OpenAsync();
        var entity = db.Model.GetEntityTypes().Single(type => type.GetTableName() == name);
        var table = InsertOnlyTable.Of(db.Model, name)!;
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        await PlantAsync(db, entity);
        string[] all = [.. entity.GetProperties().Select(property => property.GetColumnName())];
        var isFixed = table.FixedColumns ?? all;

        foreach (var column in isFixed)
        {
            await RefusedAsync(db, $"UPDATE {name} SET \"{column}\" = \"{column}\"");
        }

        await RefusedAsync(db, $"DELETE FROM {name}");
        foreach (var column in all.Except(isFixed))
        {
            var update = $"UPDATE {name} SET \"{column}\" = \"{column}\"";
            await db.Database.ExecuteSqlRawAsync(update, Cancel);
        }
    }

    [Fact]
    public async Task WhatElseChangesIsNotGuarded()
    {
        await using var db = await OpenAsync();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);

        Assert.Equal(
            1,
            await db.Database.ExecuteSqlRawAsync(
                "UPDATE freight_rates SET first_fen = first_fen WHERE service = 'ExpressStandard' AND zone = 1",
                Cancel
            )
        );
    }

    [Fact]
    public async Task AMissingTriggerIsSeenAndMadeAnew()
    {
        await using var db = await OpenAsync();
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        Assert.Empty(await db.MissingTriggersAsync(Cancel));
        await InsertOnlyGuards.DropAsync(db, "transfers", "transfers_no_delete");

        var missing = Assert.Single(await db.MissingTriggersAsync(Cancel));
        await db.MakeMissingTriggersAsync(Cancel);

        Assert.Equal(("transfers", "DELETE"), (missing.Table, missing.Refused));
        Assert.Empty(await db.MissingTriggersAsync(Cancel));
    }

    // SQLite makes a table anew for most changes of it, and what it was apart from its columns would go with the old one.
    [Fact, Trait("Database", "sqlite")]
    public async Task ATableThatIsMadeAnewIsStillGuardedAndClustered()
    {
        await using var db = await OpenAsync();
        var model = db.GetService<IDesignTimeModel>().Model;
        await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
        await db.Database.ExecuteSqlRawAsync("PRAGMA defer_foreign_keys = ON", Cancel);

        foreach (
            var command in db.GetService<IMigrationsSqlGenerator>()
                .Generate([new DropCheckConstraintOperation { Name = "ck_transfers_amount", Table = "transfers" }], model)
        )
        {
            await db.Database.ExecuteSqlRawAsync(command.CommandText, Cancel);
        }

        Assert.Empty(await db.MissingTriggersAsync(Cancel));
        var made = await db
            .Database.SqlQueryRaw<string>("SELECT sql AS \"Value\" FROM sqlite_master WHERE type = 'table' AND name = 'transfers'")
            .SingleAsync(Cancel);
        Assert.EndsWith("WITHOUT ROWID", made, StringComparison.Ordinal);
    }

    private async Task<MarketDb> OpenAsync()
    {
        var db = await broken.Market.Services.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContextAsync(Cancel);
        await db.Database.OpenConnectionAsync(Cancel);
        return db;
    }

    private static async Task RefusedAsync(MarketDb db, string sql)
    {
        await db.Database.ExecuteSqlRawAsync("SAVEPOINT attempt", Cancel);
        var refused = await Record.ExceptionAsync(() => db.Database.ExecuteSqlRawAsync(sql, Cancel));
        await db.Database.ExecuteSqlRawAsync("ROLLBACK TO SAVEPOINT attempt", Cancel);
        Assert.True(refused?.Message.Contains("is insert-only", StringComparison.Ordinal), $"{sql}: {refused?.Message ?? "done"}");
    }

    /// <summary>A row that refers to nothing: SQLite's triggers look at rows. A server's look at statements.</summary>
    private static async Task PlantAsync(MarketDb db, IEntityType entity)
    {
        if (!db.Database.IsSqlite())
        {
            return;
        }

        await db.Database.ExecuteSqlRawAsync("PRAGMA defer_foreign_keys = ON; PRAGMA ignore_check_constraints = ON", Cancel);
        var columns = entity.GetFlattenedProperties().ToList();
        var insert =
            $"INSERT INTO {entity.GetTableName()} ({string.Join(", ", columns.Select(column => $"\"{column.GetColumnName()}\""))}) "
            + $"VALUES ({string.Join(", ", columns.Select(Value))})";
        await db.Database.ExecuteSqlRawAsync(insert, Cancel);

        static string Value(IProperty column) =>
            column.IsNullable
                ? "NULL"
                : column.GetRelationalTypeMapping().StoreType switch
                {
                    "BLOB" => "zeroblob(16)",
                    "TEXT" => "'x'",
                    _ => "1",
                };
    }
}
