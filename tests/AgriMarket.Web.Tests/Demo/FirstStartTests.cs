using System.Text.RegularExpressions;
using AgriMarket.Web.Tests.Support;

namespace AgriMarket.Web.Tests.Demo;

/// <summary>What whoever tries the market for the first time reads on the console.</summary>
public sealed partial class FirstStartTests
{
    private const string Opening = "AgriMarket is open at http://127.0.0.1:";

    /// <summary>The beginnings of the lines, in order; what stands twice comes once a set or a quarter.</summary>
    private static readonly string[] Story =
    [
        "Making the database, or bringing it up to this version.",
        "Reference data regions: ",
        "Reference data freight: ",
        "Reference data produce: ",
        "Reference data wholesale-prices: ",
        "Making the demo market: two weeks of trade.",
        "Making the demo market: 25 %.",
        "Making the demo market: 50 %.",
        "Making the demo market: 75 %.",
        "The demo market was made in ",
        Opening,
        "Demo members, all with the password ",
    ];

    [Fact, Trait("Run", "process")]
    public async Task TheConsoleSaysWhatIsMadeWhereTheMarketIsAndWhoCanSignInAndNothingElse()
    {
        var folder = Directory.CreateTempSubdirectory("agrimarket-");
        try
        {
            var lines = await ProgramRun.StartAsync($"Data Source={Path.Combine(folder.FullName, "market.db")}", "Administrator");

            var records = Records(lines).ToList();
            var messages = records.SelectMany(record => record.Skip(1)).Select(line => line.Trim()).ToList();

            Assert.All(records, record => Assert.StartsWith("info: AgriMarket.", record[0], StringComparison.Ordinal));
            Assert.All(Story.Zip(messages), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
            Assert.True(messages.Count > Story.Length);
            Assert.All(messages.Skip(Story.Length), member => Assert.Matches(DemoMember(), member));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>What was logged, each with its head line and the lines of its message, which are indented.</summary>
    private static List<List<string>> Records(IEnumerable<string> lines)
    {
        var records = new List<List<string>>();
        foreach (var line in lines)
        {
            if (!line.StartsWith(' '))
            {
                records.Add([]);
            }

            records[^1].Add(line);
        }

        return records;
    }

    [GeneratedRegex(@"^(Resident|Farmer|Cooperative|Agent|Institution|Official|Administrator) +1\d{10} +\S+$")]
    private static partial Regex DemoMember();
}
