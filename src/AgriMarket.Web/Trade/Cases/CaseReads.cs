using AgriMarket.Domain.Cases;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Organisations;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Cases;

/// <summary>A case with the names of those in it.</summary>
/// <param name="GrantFen">The public money of its parcels when it was opened.</param>
public sealed record CaseView(GrantCase Case, IReadOnlyDictionary<Guid, string> Names, long GrantFen)
{
    public string SellerName => NameOf(Case.FarmerId);

    public string NameOf(Guid? memberId) => memberId is { } id ? Names.GetValueOrDefault(id, "") : "";
}

/// <summary>A case with what was written down, and what was taken back.</summary>
/// <param name="ClaimedFen">What the seller has to give back for it; zero before it is decided.</param>
/// <param name="PaidFen">What of that is paid.</param>
/// <param name="Steps">What its reader may do about it now.</param>
public sealed record CaseDetails(
    CaseView View,
    IReadOnlyList<CaseNote> Notes,
    long ClaimedFen,
    long PaidFen,
    IReadOnlyList<CaseAction> Steps
);

/// <summary>What a seller is told of the cases about them, and what they have to give back.</summary>
/// <param name="Open">The oldest first.</param>
/// <param name="OwedFen">What later payouts pay first.</param>
/// <param name="PaidFen">What payouts have paid so far.</param>
public sealed record SellerCases(IReadOnlyList<GrantCase> Open, long OwedFen, long PaidFen);

/// <summary>A parcel that a case can be opened about.</summary>
public sealed record CaseCandidate(Guid ParcelId, Guid OrderId, Guid FarmerId, string SellerName, long GrantFen);

/// <summary>What officials see of cases.</summary>
public sealed class CaseReads(IDbContextFactory<MarketDb> contexts, RegionCatalogue regions, CaseRights rights)
{
    /// <summary>Of a list: of what is decided, the latest.</summary>
    public const int Most = 100;

    /// <summary>The cases of this official's region: those that wait for somebody first, then what was decided last.</summary>
    public async Task<IReadOnlyList<CaseView>> ForOfficialAsync(Guid officialId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        if (await db.ReadableRegionAsync(officialId, regions) is not { } region)
        {
            return [];
        }

        var cases = db.Set<GrantCase>().AsNoTracking().Include(row => row.Parcels).Where(row => row.OriginCode.StartsWith(region));
        var shown = await cases
            .OrderBy(row => row.DecidedAt != null)
            .ThenByDescending(row => row.DecidedAt)
            .ThenBy(row => row.OpenedAt)
            .Take(Most)
            .ToListAsync();
        return [.. await ViewsAsync(db, shown)];
    }

    /// <summary>A case; null when there is none, and for who may not look into it.</summary>
    public async Task<CaseDetails?> FindAsync(Guid caseId, Guid officialId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        if (
            await db.Set<GrantCase>().AsNoTracking().Include(row => row.Parcels).FirstOrDefaultAsync(row => row.Id == caseId)
                is not { } found
            || await rights.WhyNotAsync(db, officialId, Duties.None, found.OriginCode) is not null
        )
        {
            return null;
        }

        var notes = await db.Set<CaseNote>()
            .AsNoTracking()
            .Where(row => row.CaseId == caseId)
            .OrderBy(row => row.At)
            .ThenBy(row => row.Id)
            .ToListAsync();
        var parcelIds = found.Parcels.ConvertAll(parcel => parcel.ParcelId);
        var claims = await db.Set<PayoutClaim>()
            .Where(row => parcelIds.Contains(row.PayoutId) && row.SchemeId != null && row.CaseId == caseId)
            .Select(row => new { row.AmountFen, row.PaidFen })
            .ToListAsync();
        var view = (await ViewsAsync(db, [found], notes.Select(note => note.AuthorId)))[0];
        var steps = await rights.StepsAsync(db, found, officialId);
        return new CaseDetails(view, notes, claims.Sum(row => row.AmountFen), claims.Sum(row => row.PaidFen), steps);
    }

    /// <summary>What a seller reads of the cases about them.</summary>
    public async Task<SellerCases> OfSellerAsync(Guid farmerId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var open = await db.Set<GrantCase>()
            .AsNoTracking()
            .Include(row => row.Parcels)
            .Where(row => row.FarmerId == farmerId && row.DecidedAt == null)
            .OrderBy(row => row.OpenedAt)
            .Take(Most)
            .ToListAsync();
        var claims = await db.Set<PayoutClaim>()
            .Where(row => row.FarmerId == farmerId)
            .GroupBy(row => row.FarmerId)
            .Select(rows => new { AmountFen = rows.Sum(row => row.AmountFen), PaidFen = rows.Sum(row => row.PaidFen) })
            .FirstOrDefaultAsync();
        return new SellerCases(open, claims is null ? 0 : claims.AmountFen - claims.PaidFen, claims?.PaidFen ?? 0);
    }

    /// <summary>
    /// The parcels of these that this official can open a case about: sent, with public money, of their region, and in no case that
    /// is open or took it back.
    /// </summary>
    public async Task<IReadOnlyList<CaseCandidate>> CandidatesAsync(IReadOnlyCollection<Guid> parcelIds, Guid officialId)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var parcels = await db.GrantedParcelsAsync([.. parcelIds.Take(GrantCase.MostParcels)]);
        var taken = await (
            from parcel in db.Set<CaseParcel>()
            join of in db.Set<GrantCase>() on parcel.CaseId equals of.Id
            where parcelIds.Contains(parcel.ParcelId) && of.Status != CaseStatus.NothingFound
            select parcel.ParcelId
        ).ToListAsync();
        var free = new List<GrantedParcel>();
        foreach (var origin in parcels.Values.Where(row => !taken.Contains(row.Parcel.Id)).GroupBy(row => row.Parcel.OriginCode))
        {
            free.AddRange(await rights.WhyNotAsync(db, officialId, Duties.Audit, origin.Key) is null ? origin : []);
        }

        var names = await db.NamesAsync([.. free.Select(row => row.Parcel.FarmerId).Distinct()]);
        return
        [
            .. free.Where(row => row is { Parcel.IsSent: true, GrantFen: > 0 })
                .OrderByDescending(row => row.GrantFen)
                .ThenBy(row => row.Parcel.Id)
                .Select(row => new CaseCandidate(
                    row.Parcel.Id,
                    row.Order.Id,
                    row.Parcel.FarmerId,
                    names.GetValueOrDefault(row.Parcel.FarmerId, ""),
                    row.GrantFen
                )),
        ];
    }

    private static async Task<List<CaseView>> ViewsAsync(MarketDb db, List<GrantCase> cases, params IEnumerable<Guid> others)
    {
        var names = await db.NamesAsync([
            .. cases
                .SelectMany(row => new[] { row.FarmerId, row.OpenedBy, row.ProposedBy ?? row.OpenedBy, row.DecidedBy ?? row.OpenedBy })
                .Concat(others)
                .Distinct(),
        ]);
        return cases.ConvertAll(row => new CaseView(row, names, row.Parcels.Sum(parcel => parcel.GrantFen)));
    }
}
