using System.ComponentModel.DataAnnotations;
using AgriMarket.Domain.Cases;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Trade.Findings;

/// <summary>Which patterns in sales with public money officials are shown (section <c>Findings</c>).</summary>
public sealed class FindingOptions
{
    public const string Section = "Findings";

    /// <summary>How far back sales are looked at, days.</summary>
    [Range(1, 90)]
    public int WindowDays { get; set; } = 30;

    /// <summary>Public money below which no pattern is shown, fen: what a new buyer draws unseen (decision 0029).</summary>
    [Range(0, 100_000_000)]
    public long LeastGrantFen { get; set; } = 10_000;

    /// <summary>Parcels from which a buyer and a seller can be a pair: every third day of a month.</summary>
    [Range(2, 1_000)]
    public int PairParcels { get; set; } = 10;

    /// <summary>What a pair draws of the public money of either side, percent.</summary>
    [Range(1, 100)]
    public int PairPercent { get; set; } = 50;

    /// <summary>Buyers who share a mobile, a door or a device: one more than a family of four (decision 0030).</summary>
    [Range(2, 1_000)]
    public int SharedAccounts { get; set; } = 5;

    /// <summary>Parcels of a buyer who shares something with the seller.</summary>
    [Range(1, 1_000)]
    public int RelatedParcels { get; set; } = 2;

    /// <summary>How many times the median of its kind the public money of a delivered kilogram may be.</summary>
    [Range(2, 100)]
    public int RateFactor { get; set; } = 3;

    /// <summary>Delivered parcels from which the rate of a lot or a seller says something.</summary>
    [Range(1, 1_000)]
    public int RateParcels { get; set; } = 5;

    /// <summary>Lots, or sellers, from which a kind has a median.</summary>
    [Range(2, 1_000)]
    public int RatePeers { get; set; } = 5;
}

/// <summary>The settings as the rules want them.</summary>
public sealed class FindingPolicy(IOptions<FindingOptions> options)
{
    public TimeSpan Window { get; } = TimeSpan.FromDays(options.Value.WindowDays);

    public FindingSettings Settings { get; } =
        new(
            options.Value.LeastGrantFen,
            options.Value.PairParcels,
            options.Value.PairPercent,
            options.Value.SharedAccounts,
            options.Value.RelatedParcels,
            options.Value.RateFactor,
            options.Value.RateParcels,
            options.Value.RatePeers
        );
}
