using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Tests.People.SignIn;

/// <summary>The program itself, started with words, as its operator starts it.</summary>
[Trait("Database", "sqlite"), Trait("Run", "process")]
public sealed class AdminVerbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("agrimarket-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string ConnectionString => $"Data Source={Path.Combine(folder, "market.db")};Pooling=False";

    [Fact]
    public async Task AnAdministratorIsMadeOnAnEmptyDatabaseAndOnlyOnceForALogin()
    {
        var (made, said, _) = await RunAsync(MemberVisitor.Password, "admin", "create", "--name", "管理员", "--login", "admin@example.com");
        var (again, _, refusal) = await RunAsync(
            MemberVisitor.Password,
            "admin",
            "create",
            "--name",
            "管理员",
            "--login",
            "Admin@example.com"
        );

        Assert.Equal((0, 1), (made, again));
        Assert.Contains("admin@example.com", said, StringComparison.Ordinal);
        Assert.Contains("already an account", refusal, StringComparison.Ordinal);
        await using var db = new SqliteMarketDb(MarketSql.InFile(ConnectionString));
        var member = await db.Set<Member>().SingleAsync(Cancel);
        Assert.Equal([MemberRole.Resident, MemberRole.Administrator], await db.RolesOfAsync(member.Id));
    }

    [Fact]
    public async Task AWeakPasswordMakesNobody()
    {
        var (code, _, refusal) = await RunAsync("short", "admin", "create", "--name", "管理员", "--login", "admin@example.com");

        Assert.Equal(1, code);
        Assert.Contains("at least 8", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HelpNamesTheVerbsAndAnUnknownOneIsRefused()
    {
        var (help, said, _) = await RunAsync("", "--help");
        var (unknown, _, _) = await RunAsync("", "dance");

        Assert.Equal((0, 1), (help, unknown));
        Assert.Contains("migrate", said, StringComparison.Ordinal);
        Assert.Contains("admin", said, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "market.db")), "Help touches no database.");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Task<(int Code, string Output, string Error)> RunAsync(string input, params IEnumerable<string> words) =>
        ProgramRun.RunAsync(ConnectionString, input, words);
}
