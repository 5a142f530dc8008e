using AgriMarket.Domain.Common;
using AgriMarket.Domain.Deliveries;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Trade.Carriers;

/// <summary>Follows every number, and has it picked up, moved and delivered within minutes.</summary>
internal sealed class SandboxCarrier : ICarrierTracking
{
    private static readonly (ScanKind Kind, string Text)[] Steps =
    [
        (ScanKind.PickedUp, "【沙箱】已揽收"),
        (ScanKind.InTransit, "【沙箱】到达转运中心"),
        (ScanKind.OutForDelivery, "【沙箱】派送中"),
        (ScanKind.Delivered, "【沙箱】已签收"),
    ];

    public string Name => CarrierOptions.Sandbox;

    public Task<Result<Done>> RegisterAsync(ParcelTracking tracking, string mobile, CancellationToken stop = default) =>
        Task.FromResult<Result<Done>>(Done.Instance);

    /// <summary>Nobody outside reports for the sandbox.</summary>
    public CarrierReport? Read(string body) => null;

    /// <summary>What has been scanned of a parcel until now.</summary>
    /// <param name="pause">From one scan to the next.</param>
    internal static CarrierReport ReportOf(ParcelTracking tracking, TimeSpan pause, DateTime now) =>
        new(
            tracking.Carrier,
            tracking.Number,
            [
                .. Steps
                    .Select((step, i) => new ReportedScan(step.Kind, tracking.ShippedAt + (i + 1) * pause, step.Text))
                    .Where(scan => scan.At <= now),
            ]
        );
}

/// <summary>Reports the sandbox's scans when their time has come, so that a market in development has them by itself.</summary>
internal sealed class SandboxScanJob(
    CarrierScanInbox inbox,
    DueWork due,
    IOptions<CarrierOptions> options,
    TimeProvider clock,
    ILogger<SandboxScanJob> log
) : RecurringJob(TimeSpan.FromMinutes(1), clock, log, due.SignalOf(null, Name))
{
    public const string Name = "carrier.sandbox";

    private readonly TimeSpan pause = TimeSpan.FromMinutes(options.Value.SandboxMinutes);
    private readonly TimeProvider clock = clock;

    protected override bool IsNeeded => pause > TimeSpan.Zero;

    protected override Task<int> RunAsync(CancellationToken stop) => ScanDueAsync(stop);

    /// <summary>Reports what is due. Reported twice it is taken in once.</summary>
    public async Task<int> ScanDueAsync(CancellationToken stop = default) =>
        (
            await due.RunAsync(
                new DueKind<ParcelTracking>(
                    Name,
                    ReadDueAsync,
                    tracking => DueKind.Text(tracking.ParcelId),
                    (tracking, _) => inbox.RecordAsync(SandboxCarrier.ReportOf(tracking, pause, clock.GetUtcNow().UtcDateTime))
                ),
                stop
            )
        ).Done;

    private Task<List<ParcelTracking>> ReadDueAsync(MarketDb db, DateTime now, ParcelTracking? last, int size, CancellationToken stop)
    {
        var before = now - pause;
        var moving = db.Set<ParcelTracking>()
            .AsNoTracking()
            .Where(row => row.State == TrackingState.Registered && row.DeliveredAt == null && row.ShippedAt <= before);
        return (
            last is null
                ? moving
                : moving.Where(row => row.ShippedAt >= last.ShippedAt && (row.ShippedAt > last.ShippedAt || row.ParcelId > last.ParcelId))
        )
            .OrderBy(row => row.ShippedAt)
            .ThenBy(row => row.ParcelId)
            .Take(size)
            .ToListAsync(stop);
    }
}
