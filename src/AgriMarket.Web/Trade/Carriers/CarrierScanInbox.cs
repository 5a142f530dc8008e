using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Trade.Deliveries;
using AgriMarket.Web.Trade.OrderRecords;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Carriers;

/// <summary>Takes in what carriers report, and has it decided at once whether money is final by it.</summary>
public sealed class CarrierScanInbox(MarketWriter writer, DeliveryDecider decider)
{
    /// <summary>
    /// Records the scans of a number for every parcel under it. Idempotent; the order in which they come does not matter. A number that
    /// nobody has here changes nothing, nor does what was scanned before a parcel's order was paid. Rejects with <c>market.busy</c>
    /// and <c>market.unavailable</c>: then it has to be reported again.
    /// </summary>
    public Task<Result<Done>> RecordAsync(CarrierReport report) =>
        writer.RunAsync<Done>(async scope =>
        {
            var number = TrackingNumber.Normalise(report.Number);
            var trackings = await scope
                .Db.Set<ParcelTracking>()
                .Where(row => row.Number == number && row.Carrier == report.Carrier)
                .ToListAsync();
            foreach (var tracking in trackings)
            {
                await RecordAsync(scope, tracking, report.Scans);
            }

            return Done.Instance;
        });

    private async Task RecordAsync(WriteScope scope, ParcelTracking tracking, IReadOnlyList<ReportedScan> reported)
    {
        var known = await scope.Db.Set<CarrierScan>().Where(row => row.ParcelId == tracking.ParcelId).Select(row => row.Key).ToListAsync();
        CarrierScan[] fresh =
        [
            .. reported
                .Where(scan => tracking.Counts(scan.At, scope.Now))
                .Select(scan => ToRow(tracking.ParcelId, scan, scope.Now))
                .DistinctBy(scan => scan.Key)
                .Where(scan => !known.Contains(scan.Key))
                .OrderBy(scan => scan.At)
                .Take(Math.Max(0, CarrierScan.MaxOfParcel - known.Count)),
        ];
        if (fresh.Length == 0)
        {
            return;
        }

        foreach (var scan in fresh)
        {
            scope.Db.Add(scan);
            tracking.Take(scan.Kind, scan.At);
        }

        await scope.Db.SaveChangesAsync();
        await decider.DecideAsync(scope, await scope.Db.Set<Parcel>().AsNoTracking().SingleAsync(row => row.Id == tracking.ParcelId));
        OrderEvents.Moved(scope, tracking.OrderId, [tracking.FarmerId]);
    }

    private static CarrierScan ToRow(Guid parcelId, ReportedScan scan, DateTime now)
    {
        var line = SingleLine.Of(scan.Text);
        return new CarrierScan
        {
            ParcelId = parcelId,
            Key = KeyOf(scan, line),
            Kind = scan.Kind,
            At = scan.At,
            Text = SingleLine.Shortened(line, CarrierScan.TextMaxLength),
            ReceivedAt = now,
        };
    }

    private static string KeyOf(ReportedScan scan, string line)
    {
        var said = string.Create(CultureInfo.InvariantCulture, $"{scan.Kind}|{scan.At.Ticks}|{line}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said)))[..CarrierScan.KeyMaxLength];
    }
}
