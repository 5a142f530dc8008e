using AgriMarket.Platform.Audit;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Platform.Audit;

/// <summary>The verb as an auditor uses it.</summary>
[Trait("Database", "sqlite"), Trait("Run", "process")]
public sealed class VerifyVerbTests(AuditedMarket audited) : IClassFixture<AuditedMarket>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("agrimarket-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Copy => Path.Combine(folder, "copy.db");

    [Fact]
    public void EveryInvariantIsRegistered() =>
        Assert.Equal(
            InvariantAssert.Areas.Select(area => area.Name).Order(),
            audited.Market.Services.GetServices<IInvariants>().Select(area => area.Name).Order()
        );

    [Fact]
    public async Task AMarketThatRunsIsCheckedWhereItLies()
    {
        var (code, said, complaint) = await ProgramRun.RunAsync(audited.Market.ConnectionString, "", "verify");

        Assert.True(code == 0, said + complaint);
        Assert.Contains("Stock: 14 lots,", said, StringComparison.Ordinal);
        Assert.Contains(
            "ok      Each farmer of a paid order is owed exactly the goods of their lines that were not refunded.",
            said,
            StringComparison.Ordinal
        );
        Assert.Contains("all hold.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADamagedFileEndsWithOneAndNamesTheRow()
    {
        File.Copy(audited.Copy, Copy);
        var account = await HarmAsync(
            "UPDATE accounts SET debits_posted_fen = debits_posted_fen + 1 WHERE id = 'gateway'; SELECT 'gateway'"
        );

        var (code, said, _) = await ProgramRun.RunAsync("Data Source=nowhere.db", "", "verify", "--database", Copy);

        Assert.Equal(1, code);
        Assert.Contains("BROKEN  The four sums of an account are the sums of its transfers.", said, StringComparison.Ordinal);
        Assert.Contains($"account {account}: found fen of debits posted ", said, StringComparison.Ordinal);
        Assert.Equal([Copy], Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("missing", "There is no file")]
    [InlineData("text", "cannot be read as a database")]
    [InlineData("empty", "is no database of the market")]
    [InlineData("newer", "newer program")]
    public async Task WhatCannotBeCheckedGetsASentence(string which, string sentence)
    {
        switch (which)
        {
            case "text":
                await File.WriteAllTextAsync(Copy, new string('x', 10_000), Cancel);
                break;
            case "empty":
                await HarmAsync("CREATE TABLE other (id TEXT); SELECT ''");
                break;
            case "newer":
                File.Copy(audited.Copy, Copy);
                await HarmAsync("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29991231000000_Later', '99.0.0'); SELECT ''");
                break;
        }

        var (code, _, complaint) = await ProgramRun.RunAsync("Data Source=nowhere.db", "", "verify", "--database", Copy);

        Assert.Equal(1, code);
        Assert.Contains(sentence, complaint, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", complaint, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<string> HarmAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Copy};Pooling=False;Foreign Keys=False");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (string)(await command.ExecuteScalarAsync(Cancel))!;
    }
}
