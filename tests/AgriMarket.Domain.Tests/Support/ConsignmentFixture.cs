using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Domain.Matching.Proposals;
using CsCheck;
using static AgriMarket.Domain.Tests.Support.MatchFixture;

namespace AgriMarket.Domain.Tests.Support;

/// <summary>Planned consignments, the proposals they become, and the lots behind them.</summary>
internal static class ConsignmentFixture
{
    public static readonly DateTime Now = new(Today.Year, Today.Month, Today.Day, 4, 0, 0, DateTimeKind.Utc);
    public static readonly DateTime AnswerBefore = Now.AddHours(24);
    public static readonly Address Canteen = new("食堂", "13800000000", "110102", "一号");

    private static readonly Guid Run = Number(600);

    /// <summary>Everything that a greedy plan would propose in markets of three farmers.</summary>
    public static Gen<(MatchProblem Problem, Proposal[] Proposals)> Random =>
        Markets(25, 6)
            .Select(market =>
            {
                var problem = Problem(
                    [.. market.Lots.Select((lot, i) => lot with { FarmerId = Number(800 + i % 3) })],
                    market.Demands,
                    market.Weights
                );
                return (
                    problem,
                    Planned(problem)
                        .Select((planned, i) => ProposalPlan.Of(Number(500 + i), Run, problem, planned, Unchanged(problem, planned))!)
                        .ToArray()
                );
            });

    public static IReadOnlyList<PlannedConsignment> Planned(MatchProblem problem) =>
        MatchRun.Solve(MatchGraph.Of(problem), new GreedyMatchSolver(), TimeSpan.Zero).Plan.Consignments;

    /// <summary>The market as the run saw it.</summary>
    public static ProposalFacts Unchanged(MatchProblem problem, PlannedConsignment planned) =>
        new(problem.Demands.Single(demand => demand.Id == planned.DemandId), problem.Lots.ToDictionary(lot => lot.Id), AnswerBefore, Now);

    public static Proposal? Propose(MatchProblem problem, Func<ProposalFacts, ProposalFacts>? change = null)
    {
        var planned = Assert.Single(Planned(problem));
        var facts = Unchanged(problem, planned);
        return ProposalPlan.Of(Number(500), Run, problem, planned, change is null ? facts : change(facts));
    }

    /// <summary>Three lots of two farmers, 100 kg each, for one demand; lighter than 150 kg it does not go.</summary>
    public static Proposal Three() =>
        Propose(
            Problem(
                [Small(1, Farmer), Small(2, Farmer), Small(3, Number(801))],
                [Demand() with { Grams = 300_000, SmallestPartGrams = 150_000 }]
            )
        )!;

    /// <summary>A lot of 100 kg that is likely to spoil.</summary>
    public static MatchLot Small(int id, Guid farmerId) =>
        Lot(id) with
        {
            FreeGrams = 100_000,
            ExpectedUnsoldGrams = 0,
            FarmerId = farmerId,
        };

    /// <summary>The lots of a proposal with just enough left.</summary>
    /// <param name="closed">A lot that has been taken off sale.</param>
    public static Dictionary<Guid, Lot> OnSale(Proposal proposal, Func<ProposalPart, long>? available = null, Guid? closed = null) =>
        proposal.Parts.ToDictionary(
            part => part.LotId,
            part =>
                new Lot
                {
                    Id = part.LotId,
                    Status = part.LotId == closed ? LotStatus.Closed : LotStatus.Open,
                    FarmerId = part.FarmerId,
                    FarmerName = part.Household,
                    Household = part.Household,
                    ProduceCode = part.ProduceCode,
                    OriginCode = proposal.CountyCode,
                    SaleKind = SaleKind.Loose,
                    UnitGrams = part.UnitGrams,
                    UnitPriceFen = part.UnitPriceFen,
                    ReadyOn = Today,
                    BestBeforeOn = Today.AddDays(20),
                    ListedAt = Now,
                    ListedGrams = available?.Invoke(part) ?? part.Grams,
                }.Fresh()
        );

    public static BulkFacts Facts(IReadOnlyDictionary<Guid, Lot> lots) => new(Canteen, lots, Map, TimeSpan.FromHours(12), Now);

    /// <summary>Everybody accepts, but for the lots named, which are refused.</summary>
    public static Proposal Accepted(this Proposal proposal, params IReadOnlyCollection<Guid> refused)
    {
        Assert.True(proposal.AnswerByInstitution(accept: true, Now).IsOk);
        foreach (var part in proposal.Parts)
        {
            Assert.True(proposal.AnswerByFarmer(part.FarmerId, [part.LotId], !refused.Contains(part.LotId), Now).IsOk);
        }

        return proposal;
    }
}
