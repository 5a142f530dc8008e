using AgriMarket.Domain.Common;
using AgriMarket.Domain.Subsidies;

namespace AgriMarket.Domain.Orders;

/// <summary>
/// Splits what is refunded of an order between its schemes and its buyer, in the proportion in which they paid for it.
/// Each line's goods and each parcel's shipping are a whole of their own: who cancels unsubsidised apples gets all of what they
/// cost, whatever else was in the order. By <see cref="Rounding.Cascade"/> (schemes first, the buyer last), so that any sequence
/// of refunds ends with everybody having exactly what they had paid.
/// </summary>
public sealed class RefundShares
{
    private readonly OrderLine[] lines;
    private readonly Grant[] grants;

    /// <summary>By grant, by line.</summary>
    private readonly long[][] shares;

    private readonly long[] grantFen;
    private readonly long[] lineFen;

    private RefundShares(Order order)
    {
        lines = [.. order.Lines.OrderBy(line => line.LotId)];
        grants = [.. order.Grants.OrderBy(grant => grant.SchemeId)];
        shares = [.. grants.Select(grant => grant.LineFen.Count == lines.Length ? [.. grant.LineFen] : Split(grant))];
        (grantFen, lineFen) = (new long[grants.Length], new long[lines.Length]);
    }

    /// <summary>What goes back to each scheme, in the order of their ids.</summary>
    public IReadOnlyList<(Guid SchemeId, long Fen)> Schemes => [.. grants.Select((grant, i) => (grant.SchemeId, grantFen[i]))];

    /// <summary>Public money that goes back of one line.</summary>
    public long OfLine(Guid lotId) => lineFen[Array.FindIndex(lines, line => line.LotId == lotId)];

    /// <summary>What is refunded now, on top of what the order's lines and parcels say was refunded before.</summary>
    /// <param name="now">The grams of each lot.</param>
    /// <param name="parcels">The order's parcels, each with the lots in it.</param>
    /// <param name="undone">The parcels whose shipping goes back with it.</param>
    public static RefundShares Of(
        Order order,
        IReadOnlyDictionary<Guid, long> now,
        IReadOnlyList<(Parcel Parcel, IReadOnlyList<Guid> LotIds)> parcels,
        IReadOnlyCollection<Parcel> undone
    )
    {
        var split = new RefundShares(order);
        split.Share(
            grant => SchemeKinds.Of(grant.Kind).Side == SubsidySide.Goods,
            [
                .. split.lines.Select(
                    (line, i) =>
                        new Whole(line.GoodsFen, line.FenOf(line.RefundedGrams), line.FenOf(now.GetValueOrDefault(line.LotId)), [i])
                ),
            ]
        );
        split.Share(
            grant => SchemeKinds.Of(grant.Kind).Side == SubsidySide.Shipping,
            [
                .. parcels.Select(row => new Whole(
                    row.Parcel.ShippingFen,
                    row.Parcel.IsUndone ? row.Parcel.ShippingFen : 0,
                    undone.Contains(row.Parcel) ? row.Parcel.ShippingFen : 0,
                    [.. row.LotIds.Select(lotId => Array.FindIndex(split.lines, line => line.LotId == lotId))]
                )),
            ]
        );
        return split;
    }

    private void Share(Func<Grant, bool> which, IReadOnlyList<Whole> wholes)
    {
        int[] paying = [.. Enumerable.Range(0, grants.Length).Where(i => which(grants[i]))];
        if (wholes.Any(whole => PaidOf(paying, whole) > whole.Fen))
        {
            // Schemes stacked on one line can pay more than that line and less than all: then the lines cannot be told apart.
            wholes =
            [
                new Whole(
                    wholes.Sum(whole => whole.Fen),
                    wholes.Sum(whole => whole.BeforeFen),
                    wholes.Sum(whole => whole.NowFen),
                    [.. wholes.Where(whole => whole.NowFen > 0).SelectMany(whole => whole.Lines)],
                    AllLines: true
                ),
            ];
        }

        foreach (var whole in wholes.Where(whole => whole.NowFen > 0))
        {
            long[] paid = [.. paying.Select(i => whole.AllLines ? grants[i].AmountFen : whole.Lines.Sum(line => shares[i][line]))];
            long[] all = [.. paid, whole.Fen - paid.Sum()];
            var (before, after) = (Rounding.Cascade(whole.BeforeFen, all), Rounding.Cascade(whole.BeforeFen + whole.NowFen, all));
            for (var i = 0; i < paying.Length; i++)
            {
                grantFen[paying[i]] += after[i] - before[i];
            }

            Attribute(paying, whole, Enumerable.Range(0, paying.Length).Sum(i => after[i] - before[i]));
        }
    }

    /// <summary>Says of which lines the public money was: by what they had been granted, or by their goods where that is nothing.</summary>
    private void Attribute(int[] paying, Whole whole, long fen)
    {
        long[] weights = [.. whole.Lines.Select(line => paying.Sum(i => shares[i][line]))];
        var parts = Rounding.LargestRemainder(fen, weights.Sum() > 0 ? weights : [.. whole.Lines.Select(line => lines[line].GoodsFen)]);
        for (var i = 0; i < parts.Length; i++)
        {
            lineFen[whole.Lines[i]] += parts[i];
        }
    }

    private long PaidOf(int[] paying, Whole whole) => paying.Sum(i => whole.Lines.Sum(line => shares[i][line]));

    private long[] Split(Grant grant) =>
        Rounding.LargestRemainder(
            grant.AmountFen,
            lines.Any(line => line.GrantedFen > 0) ? [.. lines.Select(line => line.GrantedFen)] : [.. lines.Select(line => line.GoodsFen)]
        );

    /// <summary>Something that was paid for: goods of a line, or the shipping of a parcel.</summary>
    /// <param name="Lines">The lines it belongs to, by their place.</param>
    private sealed record Whole(long Fen, long BeforeFen, long NowFen, IReadOnlyList<int> Lines, bool AllLines = false);
}
