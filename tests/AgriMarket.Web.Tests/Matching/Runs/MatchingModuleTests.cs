using System.ComponentModel.DataAnnotations;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Domain.Matching.Shortfalls;
using AgriMarket.Web.Matching;
using AgriMarket.Web.Matching.Market;
using AgriMarket.Web.Matching.Solver;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Matching.Runs;

public sealed class MatchingModuleTests
{
    [Theory]
    [InlineData(null, typeof(FlowMatchSolver))]
    [InlineData("Flow", typeof(FlowMatchSolver))]
    [InlineData("Greedy", typeof(GreedyMatchSolver))]
    public void TheSolverIsTheOneThatIsSet(string? solver, Type type)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection([new("Matching:Solver", solver)]);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddMatching();
        using var services = builder.Services.BuildServiceProvider();
        Assert.IsType(type, services.GetRequiredService<IMatchSolver>());
    }

    [Theory]
    [InlineData(0, 0, 0, RationRule.Proportional, 10)]
    [InlineData(601, 0, 0, RationRule.Proportional, 10)]
    [InlineData(20, -1, 0, RationRule.Proportional, 10)]
    [InlineData(20, 0, -1, RationRule.Proportional, 10)]
    [InlineData(20, 0, 0, (RationRule)7, 10)]
    [InlineData(20, 0, 0, RationRule.MaxMin, 0)]
    public void AWrongSettingIsNamed(int seconds, int perMillion, int arcs, RationRule rule, int shortfallSeconds)
    {
        var options = new MatchOptions
        {
            LimitSeconds = seconds,
            GoodEnoughPerMillion = perMillion,
            MostIntegerArcs = arcs,
            RationRule = rule,
            ShortfallSeconds = shortfallSeconds,
        };
        Assert.False(Validator.TryValidateObject(options, new(options), null, true));
    }
}
