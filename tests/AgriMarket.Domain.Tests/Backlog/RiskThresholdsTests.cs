using System.ComponentModel.DataAnnotations;
using AgriMarket.Domain.Backlog;
using CsCheck;

namespace AgriMarket.Domain.Tests.Backlog;

public sealed class RiskThresholdsTests
{
    [Theory]
    [InlineData(299, 90, 2, RiskLevel.Fine)]
    [InlineData(300, 90, 2, RiskLevel.Watch)]
    [InlineData(599, 90, 2, RiskLevel.Watch)]
    [InlineData(600, 90, 2, RiskLevel.Urgent)]
    [InlineData(600, 90, 10, RiskLevel.Urgent)]
    [InlineData(600, 90, 11, RiskLevel.Watch)]
    [InlineData(799, 90, 3, RiskLevel.Urgent)]
    [InlineData(800, 90, 3, RiskLevel.Critical)]
    [InlineData(1_000, 90, 4, RiskLevel.Urgent)]
    [InlineData(1_000, 24, 0, RiskLevel.Urgent)]
    [InlineData(1_000, 14, 0, RiskLevel.Watch)]
    [InlineData(1_000, 4, 0, RiskLevel.Fine)]
    [InlineData(1_000, 0, 0, RiskLevel.Fine)]
    public void ALevelNeedsTheProbabilityARestThatMattersAndFewDays(int perMille, long rest, int days, RiskLevel level) =>
        Assert.Equal(level, RiskThresholds.Default.Of(perMille, rest, offeredGrams: 100, days));

    [Fact]
    public void MoreOfAnythingBadNeverLowersTheLevel() =>
        Gen.Select(Gen.Int[0, 1_000], Gen.Int[0, 1_000], Gen.Long[0, 1_000], Gen.Long[0, 1_000], Gen.Int[0, 20], Gen.Int[0, 20])
            .Sample(
                (one, other, rest, moreRest, days, fewerDays) =>
                {
                    var better = RiskThresholds.Default.Of(Math.Min(one, other), rest, 1_000, Math.Max(days, fewerDays));
                    Assert.True(
                        better
                            <= RiskThresholds.Default.Of(Math.Max(one, other), Math.Max(rest, moreRest), 1_000, Math.Min(days, fewerDays))
                    );
                }
            );

    [Fact]
    public void TheDefaultsAreValid()
    {
        Assert.Empty(Problems(RiskThresholds.Default));
        Assert.Empty(Problems(ForecastSettings.Default));
    }

    [Fact]
    public void AWrongValueIsRefusedWithASentenceThatSaysWhatToWrite()
    {
        Assert.Contains(
            Problems(new RiskThresholds { WatchPerMille = 700 }),
            problem => problem.Contains("300, 600, 800", StringComparison.Ordinal)
        );
        Assert.Contains(
            Problems(new RiskThresholds { CriticalRestPercent = 10 }),
            problem => problem.Contains("5, 15, 25", StringComparison.Ordinal)
        );
        Assert.Contains(
            Problems(new RiskThresholds { CriticalDays = 11 }),
            problem => problem.Contains("3 and 10", StringComparison.Ordinal)
        );
        Assert.NotEmpty(Problems(new RiskThresholds { UrgentPerMille = 1_001 }));
        Assert.NotEmpty(Problems(new ForecastSettings { Doubt = 0 }));
    }

    private static List<string> Problems(object options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new(options), results, validateAllProperties: true);
        return [.. results.Select(result => result.ErrorMessage!)];
    }
}
