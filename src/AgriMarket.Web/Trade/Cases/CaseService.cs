using AgriMarket.Domain.Cases;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Organisations;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Payments.Outgoing;
using AgriMarket.Web.People.Factors;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Register;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.Cases;

/// <summary>What an official wants to look into.</summary>
/// <param name="Id">Made by the caller, so that a second click is the same case.</param>
/// <param name="ParcelIds">Of one seller; <see cref="GrantCase.MostParcels"/> at the most.</param>
/// <param name="HoldsAll">Hold all payouts of the seller.</param>
/// <param name="Reason">Why, in words for the seller.</param>
public sealed record CaseIntent(Guid Id, Guid OfficialId, IReadOnlyList<Guid> ParcelIds, bool HoldsAll, string Reason)
{
    /// <summary>The finding that it comes from; null for one from an order.</summary>
    public (FindingKind Kind, string Key)? Finding { get; init; }
}

/// <summary>
/// Opens cases about the public money of parcels and takes notes in them. <see cref="CaseDecisions"/> ends them. Refusals:
/// <c>case.not-official</c>, <c>member.other-region</c>, as <see cref="FactorGuard.WhyNotAsync"/> says, and those named below.
/// </summary>
public sealed class CaseService(MarketWriter writer, CaseRights rights, CaseNotifier notifier, FactorGuard guard)
{
    /// <summary>
    /// Opens a case: the payouts of its parcels are held from now on, and the seller is told. Rejects with <c>case.parcels</c> for none,
    /// too many, or parcels of several sellers; <c>case.parcel-unknown</c> for what was not sent or has no public money in it;
    /// <c>case.parcel-open</c> while another case is about it, <c>case.parcel-taken</c> once one took its money back; <c>case.own</c> to
    /// who bought or sold; and beside the field as <see cref="GrantCase.ReasonOf"/> does. A replay returns the same id.
    /// </summary>
    /// <returns>The case's id.</returns>
    public Task<Result<Guid>> OpenAsync(CaseIntent intent, Guid? sessionId = null) =>
        writer.RunAsync<Guid>(async scope =>
        {
            if (await scope.Db.Set<GrantCase>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == intent.Id) is { } known)
            {
                return known.OpenedBy == intent.OfficialId ? known.Id : new Rejection("case.id-taken");
            }

            var parcels = await scope.Db.GrantedParcelsAsync(intent.ParcelIds);
            var why =
                WhyNot(intent, parcels)
                ?? await scope.Db.WhyNotAboutAsync(intent.OfficialId, "case.own", [.. parcels.Values.SelectMany(row => row.Parties)])
                ?? await rights.WhyNotAsync(scope.Db, intent.OfficialId, Duties.Audit, parcels.Values.Select(row => row.Parcel.OriginCode))
                ?? await WhyNotFreeAsync(scope.Db, intent.ParcelIds)
                ?? await guard.WhyNotAsync(scope, intent.OfficialId, sessionId);
            if (why is not null)
            {
                return why;
            }

            var reason = GrantCase.ReasonOf(intent.Reason);
            if (!reason.IsOk)
            {
                return Result<Guid>.Refused(reason.Rejections);
            }

            var opened = await CaseOfAsync(scope, intent, [.. parcels.Values], reason.Value);
            scope.Db.Add(opened);
            await scope.Db.SaveChangesAsync();
            await PayoutHolds.HoldAsync(scope, opened.Id, opened.FarmerId, await UnpaidAsync(scope.Db, intent.ParcelIds), intent.HoldsAll);
            await NoteActAsync(scope, CaseActs.Open, opened, intent.OfficialId, before: "", reason.Value);
            await notifier.OpenedAsync(scope, opened);
            return opened.Id;
        });

    /// <summary>
    /// Writes something down in a case that is not decided. Rejects with <c>case.unknown</c>, <c>case.moved</c>, <c>case.notes-many</c> at
    /// <see cref="GrantCase.MostNotes"/>, and beside the field with <c>case.note-missing</c> and <c>case.note-long</c>. A replay counts
    /// once.
    /// </summary>
    public Task<Result<Done>> NoteAsync(Guid caseId, Guid noteId, string text, Guid officialId) =>
        writer.RunAsync<Done>(async scope =>
        {
            if (await scope.Db.Set<GrantCase>().AsNoTracking().FirstOrDefaultAsync(row => row.Id == caseId) is not { } noted)
            {
                return new Rejection("case.unknown");
            }

            if (await rights.WhyNotAsync(scope.Db, officialId, Duties.Audit, noted.OriginCode) is { } why)
            {
                return why;
            }

            var line = SingleLine.Of(text);
            if (line.IsEmptyOrLongerThan(CaseNote.TextMaxLength))
            {
                return new Rejection(
                    line.Length == 0 ? "case.note-missing" : "case.note-long",
                    nameof(CaseNote.Text),
                    CaseNote.TextMaxLength
                );
            }

            var notes = scope.Db.Set<CaseNote>().Where(row => row.CaseId == caseId);
            if (await notes.AnyAsync(row => row.Id == noteId))
            {
                return Done.Instance;
            }

            if (noted.IsDecided || await notes.CountAsync() >= GrantCase.MostNotes)
            {
                return noted.IsDecided ? new Rejection("case.moved") : new Rejection("case.notes-many", null, GrantCase.MostNotes);
            }

            scope.Db.Add(
                new CaseNote
                {
                    Id = noteId,
                    CaseId = caseId,
                    AuthorId = officialId,
                    At = scope.Now,
                    Text = line,
                }
            );
            await scope.Db.SaveChangesAsync();
            await NoteActAsync(scope, CaseActs.Note, noted, officialId, $"{noted.Status}", line);
            return Done.Instance;
        });

    /// <summary>An entry of the register about a case as it is now.</summary>
    internal static Task NoteActAsync(WriteScope scope, ActKind kind, GrantCase about, Guid officialId, string before, string reason) =>
        ActWriter.NoteAsync(
            scope,
            new(kind.Code, officialId, "case", about.Id)
            {
                Before = before,
                After = $"{about.Status}",
                Reason = reason,
            }
        );

    private static Rejection? WhyNot(CaseIntent intent, IReadOnlyDictionary<Guid, GrantedParcel> parcels)
    {
        if (intent.ParcelIds.Count is 0 or > GrantCase.MostParcels || intent.ParcelIds.Distinct().Count() != intent.ParcelIds.Count)
        {
            return new Rejection("case.parcels", null, GrantCase.MostParcels);
        }

        if (!intent.ParcelIds.All(id => parcels.TryGetValue(id, out var row) && row is { Parcel.IsSent: true, GrantFen: > 0 }))
        {
            return new Rejection("case.parcel-unknown");
        }

        return parcels.Values.DistinctBy(row => row.Parcel.FarmerId).Skip(1).Any()
            ? new Rejection("case.parcels", null, GrantCase.MostParcels)
            : null;
    }

    private static async Task<Rejection?> WhyNotFreeAsync(MarketDb db, IReadOnlyList<Guid> parcelIds)
    {
        var cases = await (
            from parcel in db.Set<CaseParcel>()
            join of in db.Set<GrantCase>() on parcel.CaseId equals of.Id
            where parcelIds.Contains(parcel.ParcelId) && of.Status != CaseStatus.NothingFound
            select of.Status
        ).ToListAsync();
        return cases.Contains(CaseStatus.TakenBack) ? new Rejection("case.parcel-taken")
            : cases.Count > 0 ? new Rejection("case.parcel-open")
            : null;
    }

    /// <summary>Those whose payout may still be sent.</summary>
    private static async Task<IReadOnlyList<Guid>> UnpaidAsync(MarketDb db, IReadOnlyList<Guid> parcelIds)
    {
        var over = await db.Set<Payout>()
            .Where(row => parcelIds.Contains(row.Id) && (row.Status == PayoutStatus.Paid || row.Status == PayoutStatus.Cancelled))
            .Select(row => row.Id)
            .ToListAsync();
        return [.. parcelIds.Except(over)];
    }

    private static async Task<GrantCase> CaseOfAsync(
        WriteScope scope,
        CaseIntent intent,
        IReadOnlyList<GrantedParcel> parcels,
        string reason
    )
    {
        var farmerId = parcels[0].Parcel.FarmerId;
        var finding = intent.Finding is var (kind, key)
            ? await scope.Db.Set<Finding>().AsNoTracking().FirstOrDefaultAsync(row => row.Kind == kind && row.Key == key)
            : null;
        finding = finding?.SellerId == farmerId ? finding : null;
        var office = await scope.Db.OfficeOfAsync(intent.OfficialId);
        var names = await scope.Db.NamesAsync([intent.OfficialId]);
        return new GrantCase
        {
            Id = intent.Id,
            FarmerId = farmerId,
            OriginCode = parcels[0].Parcel.OriginCode,
            FindingKind = finding?.Kind,
            FindingKey = finding?.Key,
            FindingUpTo = finding?.NewestAt,
            HoldsAll = intent.HoldsAll,
            Reason = reason,
            OfficeName = SingleLine.Shortened(office?.Name ?? names[intent.OfficialId], GrantCase.OfficeMaxLength),
            OpenedBy = intent.OfficialId,
            OpenedAt = scope.Now,
            Parcels =
            [
                .. parcels.Select(row => new CaseParcel
                {
                    CaseId = intent.Id,
                    ParcelId = row.Parcel.Id,
                    OrderId = row.Order.Id,
                    BuyerId = row.Order.BuyerId,
                    GrantFen = row.GrantFen,
                }),
            ],
        };
    }
}
