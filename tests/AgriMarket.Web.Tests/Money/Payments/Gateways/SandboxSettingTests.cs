using AgriMarket.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AgriMarket.Web.Tests.Money.Payments.Gateways;

/// <summary>Test money in Production is meant, or it is not taken.</summary>
[Trait("Database", "sqlite")]
public sealed class SandboxSettingTests
{
    private const string Setting = "Payments:AllowSandbox";

    [Theory]
    [InlineData("Production", "false", false)]
    [InlineData("Production", "true", true)]
    [InlineData("Development", "false", true)]
    [InlineData("Staging", "false", true)]
    public async Task ProductionOpensWithTestMoneyOnlyWhenItIsSaid(string environment, string allowed, bool opens)
    {
        await using var market = new MarketApp(environment, (Setting, allowed));

        Assert.Equal(opens, market.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.IsCancellationRequested);
    }

    [Fact, Trait("Run", "process")]
    public async Task TheProgramEndsWithOneSentenceThatSaysWhatToDo()
    {
        using var database = TestDatabase.Create();

        var (code, output, error) = await ProgramRun.RunAsync(database.ConnectionString, "", $"--{Setting}=false");

        Assert.Equal((1, ""), (code, output));
        var sentence = Assert.Single(error.Trim().Split('\n'));
        Assert.Contains("Payments:Provider is \"sandbox\", but this is Production", sentence, StringComparison.Ordinal);
        Assert.Contains("Payments__AllowSandbox=true", sentence, StringComparison.Ordinal);
    }
}
