using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Tests.Support;

/// <summary>Holds every cell of a status table: the named moves lead where they say, every other one is refused.</summary>
internal static class StatusMatrix
{
    public static void Holds<TStatus, TAction>(
        StatusTable<TStatus, TAction> table,
        string refusal,
        params IReadOnlyCollection<(TStatus From, TAction Action, TStatus To)> moves
    )
        where TStatus : struct, Enum
        where TAction : struct, Enum
    {
        foreach (var from in Enum.GetValues<TStatus>())
        {
            foreach (var action in Enum.GetValues<TAction>())
            {
                var move = moves.Where(move => move.From.Equals(from) && move.Action.Equals(action)).ToList();
                var after = table.After(from, action);
                Assert.Equal(move.Count == 1, table.Allows(from, action));
                Assert.Equal((from, action, move.Count == 1), (from, action, after.IsOk));
                if (after.IsOk)
                {
                    Assert.Equal(move[0].To, after.Value);
                }
                else
                {
                    Assert.Equal(refusal, after.Rejections[0].Code);
                }
            }
        }
    }
}
