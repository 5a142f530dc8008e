using AgriMarket.Domain.Common;
using AgriMarket.Domain.Deliveries;

namespace AgriMarket.Web.Trade.Carriers;

/// <summary>
/// Whoever follows parcels at their carriers and reports their scans: the sandbox, or Kuaidi100. Never called inside a transaction.
/// </summary>
public interface ICarrierTracking
{
    /// <summary><c>sandbox</c> or <c>kuaidi100</c>: also a part of the address that reports are sent to.</summary>
    string Name { get; }

    /// <summary>
    /// Has a number followed. Asked twice it is followed once. Rejects with <c>carrier.unreachable</c> when nobody knows whether it is
    /// (ask again), and with <c>carrier.refused</c> and the other side's words when it is not.
    /// </summary>
    /// <param name="mobile">Of whom it goes to: some carriers want it before they say anything.</param>
    Task<Result<Done>> RegisterAsync(ParcelTracking tracking, string mobile, CancellationToken stop = default);

    /// <summary>What the body of a report says; null when it is not signed by the other side, or cannot be read.</summary>
    CarrierReport? Read(string body);
}

/// <summary>What is known of one number at its carrier.</summary>
/// <param name="Carrier">A <see cref="Domain.Deliveries.Carrier.Code"/>; empty for a carrier that is not known here.</param>
/// <param name="Scans">In any order, some of them perhaps reported before.</param>
public sealed record CarrierReport(string Carrier, string Number, IReadOnlyList<ReportedScan> Scans);

/// <param name="At">UTC.</param>
/// <param name="Text">The carrier's own words.</param>
public sealed record ReportedScan(ScanKind Kind, DateTime At, string Text);
