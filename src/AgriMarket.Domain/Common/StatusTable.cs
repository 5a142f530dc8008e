namespace AgriMarket.Domain.Common;

/// <summary>
/// The one table of a state machine: which action leads from which status to which. An action without a cell is illegal,
/// and whoever asks gets a refusal, never a shrug.
/// </summary>
public sealed class StatusTable<TStatus, TAction>(string rejectionCode, IReadOnlyDictionary<(TStatus From, TAction Action), TStatus> moves)
    where TStatus : struct, Enum
    where TAction : struct, Enum
{
    /// <summary>The status after <paramref name="action"/>, or the table's rejection.</summary>
    public Result<TStatus> After(TStatus from, TAction action) =>
        moves.TryGetValue((from, action), out var to) ? to : new Rejection(rejectionCode, null, from, action);

    public bool Allows(TStatus from, TAction action) => moves.ContainsKey((from, action));
}
