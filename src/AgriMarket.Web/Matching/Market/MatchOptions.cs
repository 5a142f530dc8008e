using System.ComponentModel.DataAnnotations;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Shortfalls;

namespace AgriMarket.Web.Matching.Market;

public enum MatchSolverKind
{
    /// <summary>Min-cost flow, and constraint programming where smallest parts or packs ask for it.</summary>
    Flow,

    /// <summary>Nearest expiry first: for machines on which the solver's native library does not run.</summary>
    Greedy,
}

/// <summary>How plans are sought, and how a lot that brings less than was promised is shared out (section <c>Matching</c>).</summary>
public sealed class MatchOptions
{
    public const string Section = "Matching";

    /// <summary><c>Flow</c> or <c>Greedy</c>.</summary>
    [EnumDataType(typeof(MatchSolverKind))]
    public MatchSolverKind Solver { get; set; } = MatchSolverKind.Flow;

    /// <summary>
    /// No run takes much longer than so many seconds, whatever its caller asks for; then the best plan so far is the answer.
    /// </summary>
    [Range(1, 600)]
    public int LimitSeconds { get; set; } = 20;

    /// <summary>
    /// A part of a plan this close to its bound, in millionths, is not worked on any longer; 0 works on until it is proven best.
    /// </summary>
    [Range(0, 100_000)]
    public int GoodEnoughPerMillion { get; set; } = 1_000;

    /// <summary>
    /// Up to so many arcs that have to do with each other are handed to constraint programming; more would not end in time.
    /// </summary>
    [Range(0, 100_000)]
    public int MostIntegerArcs { get; set; } = 5_000;

    /// <summary>Minutes between two runs that nobody starts; 0 leaves all runs to officials, those for urgent lots too.</summary>
    [Range(0, 1_440)]
    public int RunMinutes { get; set; } = 60;

    /// <summary>Hours that farmers and institutions have to answer a proposal.</summary>
    [Range(1, 72)]
    public int AnswerHours { get; set; } = 24;

    /// <summary>
    /// Hours that the goods of a bulk order wait for the institution's payment; a payment page cannot stay open for longer than a day.
    /// </summary>
    [Range(1, 23)]
    public int PayHours { get; set; } = 12;

    /// <summary>Days that answers and payment take: goods are planned to leave so much later.</summary>
    [Range(0, 7)]
    public int LeadDays { get; set; } = 1;

    /// <summary>What runs weigh that nobody weighs otherwise: see <see cref="MatchWeights"/>.</summary>
    [Range(0, MatchWeights.Most)]
    public int SavedFenPerKg { get; set; } = MatchWeights.Default.SavedFenPerKg;

    [Range(0, MatchWeights.Most)]
    public int IncomePercent { get; set; } = MatchWeights.Default.IncomePercent;

    [Range(0, MatchWeights.Most)]
    public int FreightPercent { get; set; } = MatchWeights.Default.FreightPercent;

    [Range(0, MatchWeights.Most)]
    public int ListedFenPerKg { get; set; } = MatchWeights.Default.ListedFenPerKg;

    [Range(0, 100)]
    public int FarmerPercent { get; set; } = MatchWeights.Default.FarmerPercent;

    public MatchWeights Weights => new(SavedFenPerKg, IncomePercent, FreightPercent, ListedFenPerKg, FarmerPercent);

    /// <summary>
    /// <c>Proportional</c> or <c>MaxMin</c>: the published rule by which a lot that brings less than was promised is shared out.
    /// </summary>
    [EnumDataType(typeof(RationRule))]
    public RationRule RationRule { get; set; } = RationRule.Proportional;

    /// <summary>How often parts are looked for that are still to be cut, such as those of orders that were unpaid.</summary>
    [Range(1, 600)]
    public int ShortfallSeconds { get; set; } = 10;
}
