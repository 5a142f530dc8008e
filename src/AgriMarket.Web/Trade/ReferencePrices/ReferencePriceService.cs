using System.Globalization;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Organisations;
using AgriMarket.Domain.Prices;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Register;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.ReferencePrices;

/// <summary>Sets what kinds of produce are worth: by an official, with a reason, and by this market's own sales.</summary>
public sealed class ReferencePriceService(
    MarketWriter writer,
    IDbContextFactory<MarketDb> contexts,
    ReferencePriceCache cache,
    ProduceCatalogue produce,
    WholesalePrices wholesale,
    TimeProvider clock
)
{
    /// <summary>
    /// Sets or takes back the reference price of a kind or category, from the next quote on. Rejects as
    /// <see cref="OfficialReference.Of"/> and <see cref="OfficeQueries.WithDutyAsync"/> say, with <c>price.nationwide</c> to an office of
    /// a part of the country, since these prices hold everywhere, and beside the field with <c>price.target-unknown</c>. A
    /// price that is set already changes nothing.
    /// </summary>
    public Task<Result<Done>> SetAsync(ReferenceRequest request) =>
        writer.RunAsync<Done>(async scope =>
        {
            var post = await scope.Db.WithDutyAsync(request.OfficialId, Duties.ProposeMoney);
            if (!post.IsOk)
            {
                return Result<Done>.Refused(post.Rejections);
            }

            if (post.Value.RegionCode != RegionCatalogue.Country)
            {
                return new Rejection("price.nationwide");
            }

            if (!IsKnown(request))
            {
                return new Rejection("price.target-unknown", nameof(request.Target));
            }

            var before = (await scope.Db.LastReferencesAsync()).FirstOrDefault(row =>
                (row.IsCategory, row.Target) == (request.IsCategory, request.Target)
            );
            var planned = OfficialReference.Of(request, before, await KnownAsync(scope.Db, request, scope.Now), scope.Now);
            if (!planned.IsOk)
            {
                return Result<Done>.Refused(planned.Rejections);
            }

            if (before?.FenPerKg != request.FenPerKg)
            {
                scope.Db.Add(planned.Value);
                await scope.Db.SaveChangesAsync();
                await NoteAsync(scope, request, before);
                scope.OnUndone(cache.Forget);
                scope.OnDurable(cache.Forget);
            }

            return Done.Instance;
        });

    /// <summary>Works out anew what kinds are worth by this market's sales.</summary>
    /// <returns>How many kinds changed.</returns>
    public async Task<int> RefreshSalesAsync(CancellationToken stop = default)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var fresh = SalesReference.Of(await db.SoldPricesAsync(clock.GetUtcNow().UtcDateTime, stop));
        var known = await db.Set<SalesReference>().AsNoTracking().ToListAsync(stop);
        var (gone, come) = (known.Except(fresh).ToList(), fresh.Except(known).ToList());
        if (gone.Count + come.Count == 0)
        {
            return 0;
        }

        var written = await writer.RunWhenThereIsRoomAsync<Done>(async scope =>
        {
            var codes = gone.ConvertAll(row => row.ProduceCode);
            await scope.Db.Set<SalesReference>().Where(row => codes.Contains(row.ProduceCode)).ExecuteDeleteAsync();
            scope.Db.AddRange(come);
            await scope.Db.SaveChangesAsync();
            scope.OnUndone(cache.Forget);
            scope.OnDurable(cache.Forget);
            return Done.Instance;
        });
        return written.IsOk ? gone.Select(row => row.ProduceCode).Union(come.Select(row => row.ProduceCode)).Count() : 0;
    }

    /// <summary>Prices in fen a kilogram; empty where none was or is set.</summary>
    private static Task NoteAsync(WriteScope scope, ReferenceRequest request, OfficialReference? before) =>
        ActWriter.NoteAsync(
            scope,
            new(ReferencePriceActs.Set.Code, request.OfficialId, "produce", null)
            {
                SubjectName = request.Target,
                Before = before?.FenPerKg?.ToString(CultureInfo.InvariantCulture) ?? "",
                After = request.FenPerKg?.ToString(CultureInfo.InvariantCulture) ?? "",
                Reason = request.Reason,
            }
        );

    private bool IsKnown(ReferenceRequest request) =>
        request.IsCategory
            ? Enum.TryParse<ProduceCategory>(request.Target, out var category) && Enum.GetName(category) == request.Target
            : produce.Find(request.Target) is not null;

    /// <summary>What sales or the wholesale series say of the kind, or at the most of the kinds of the category.</summary>
    private async Task<long?> KnownAsync(MarketDb db, ReferenceRequest request, DateTime now)
    {
        var month = ChinaTime.Day(now).Month;
        var sales = await db.Set<SalesReference>().AsNoTracking().ToDictionaryAsync(row => row.ProduceCode, row => row.FenPerKg);
        long? Of(string code) => sales.TryGetValue(code, out var fen) ? fen : wholesale.TypicalFenPerKg(code, month);
        return request.IsCategory
            ? produce.All.Where(kind => kind.Category.ToString() == request.Target).Max(kind => Of(kind.Code))
            : Of(request.Target);
    }
}
