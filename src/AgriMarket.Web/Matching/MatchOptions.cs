using System.ComponentModel.DataAnnotations;

namespace AgriMarket.Web.Matching;

public enum MatchSolverKind
{
    /// <summary>Min-cost flow, and constraint programming where smallest parts or packs ask for it.</summary>
    Flow,

    /// <summary>Nearest expiry first: for machines on which the solver's native library does not run.</summary>
    Greedy,
}

/// <summary>How plans are sought (section <c>Matching</c>).</summary>
public sealed class MatchOptions
{
    public const string Section = "Matching";

    /// <summary><c>Flow</c> or <c>Greedy</c>.</summary>
    [EnumDataType(typeof(MatchSolverKind))]
    public MatchSolverKind Solver { get; set; } = MatchSolverKind.Flow;

    /// <summary>No run takes much longer than so many seconds, whatever its caller asks for; then the best plan so far is the answer.</summary>
    [Range(1, 600)]
    public int LimitSeconds { get; set; } = 20;

    /// <summary>A part of a plan this close to its bound, in millionths, is not worked on any longer; 0 works on until it is proven best.</summary>
    [Range(0, 100_000)]
    public int GoodEnoughPerMillion { get; set; } = 1_000;

    /// <summary>Up to so many arcs that have to do with each other are handed to constraint programming; more would not end in time.</summary>
    [Range(0, 100_000)]
    public int MostIntegerArcs { get; set; } = 5_000;
}
