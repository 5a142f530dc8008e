using AgriMarket.Domain.Common;
using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Lots;

namespace AgriMarket.Domain.Backlog.UnsoldReports;

/// <summary>Who reports, and for whom they may speak.</summary>
/// <param name="Name">Under which they work.</param>
/// <param name="Sells">Whether they list lots of their own.</param>
/// <param name="SpeaksFor">The regions in which they report for others too: those of an agent's or an official's role.</param>
public sealed record UnsoldReporter(string Name, bool Sells, IReadOnlyCollection<string> SpeaksFor);

/// <summary>Everything the rule for a report looks at, as of one moment.</summary>
/// <param name="Lot">The lot it is about; null for none, and for one that does not exist.</param>
public sealed record UnsoldFacts(UnsoldReporter Reporter, Lot? Lot, ProduceCatalogue Produce, RegionCatalogue Regions, DateTime Now);

/// <summary>What somebody reports as unsold. The id is made by the caller, so that a repeated request is recognised.</summary>
/// <param name="LotId">Null for goods that are not listed: only then produce and origin are asked.</param>
/// <param name="Grams">Null when no weight could be read from what was typed.</param>
public sealed record UnsoldReportDraft(
    Guid Id,
    Guid ReporterId,
    Guid? LotId,
    string ProduceCode,
    string OriginCode,
    long? Grams,
    UnsoldQuality? Quality,
    UnsoldTransport? Transport,
    string ContactName,
    string ContactMobile,
    string Note
)
{
    /// <summary>
    /// The report, or a sentence for each field that is wrong. Refused as a whole with <c>unsold.lot-unknown</c>: a farmer
    /// reports their own lots, an agent or official those of their region, and somebody else's lot is as good as none.
    /// </summary>
    public Result<UnsoldReport> Plan(UnsoldFacts facts)
    {
        if (LotId is not null && !MaySpeakFor(facts))
        {
            return new Rejection("unsold.lot-unknown");
        }

        List<Rejection> wrong = [.. GoodsWrongs(facts), .. StateWrongs(), .. ContactWrongs()];
        return wrong.Count > 0 ? wrong : Written(facts);
    }

    private bool MaySpeakFor(UnsoldFacts facts) =>
        facts.Lot is { } lot && ((facts.Reporter.Sells && lot.FarmerId == ReporterId) || IsWithin(facts, lot.OriginCode));

    private static bool IsWithin(UnsoldFacts facts, string originCode) =>
        facts.Reporter.SpeaksFor.Any(region => facts.Regions.IsWithin(originCode, region));

    private IEnumerable<Rejection> GoodsWrongs(UnsoldFacts facts)
    {
        if (LotId is null)
        {
            if (facts.Produce.Find(ProduceCode) is null)
            {
                yield return new("unsold.produce", nameof(ProduceCode));
            }

            if (!facts.Regions.IsLeaf(OriginCode))
            {
                yield return new("unsold.origin", nameof(OriginCode));
            }
            else if (!facts.Reporter.Sells && !IsWithin(facts, OriginCode))
            {
                yield return new("unsold.origin-elsewhere", nameof(OriginCode));
            }
        }

        if (Grams is not (> 0 and <= ListingRules.MaxQuantityGrams))
        {
            yield return new("unsold.grams", nameof(Grams), ListingRules.MaxQuantityGrams);
        }
        else if (facts.Lot is { } lot && Grams > lot.AvailableGrams)
        {
            yield return new("unsold.more-than-left", nameof(Grams), lot.AvailableGrams);
        }
    }

    private IEnumerable<Rejection> StateWrongs()
    {
        if (Quality is not { } quality || !Enum.IsDefined(quality))
        {
            yield return new("unsold.quality", nameof(Quality));
        }

        if (Transport is not { } transport || !Enum.IsDefined(transport))
        {
            yield return new("unsold.transport", nameof(Transport));
        }

        if (SingleLine.Of(Note).IsLongerThan(UnsoldReport.NoteMaxLength))
        {
            yield return new("unsold.note-long", nameof(Note), UnsoldReport.NoteMaxLength);
        }
    }

    private IEnumerable<Rejection> ContactWrongs()
    {
        if (SingleLine.Name(ContactName).IsEmptyOrLongerThan(Address.NameMaxLength))
        {
            yield return new("unsold.contact-name", nameof(ContactName), Address.NameMaxLength);
        }

        if (MobileNumber.Read(ContactMobile) is null)
        {
            yield return new("unsold.contact-mobile", nameof(ContactMobile));
        }
    }

    private UnsoldReport Written(UnsoldFacts facts) =>
        new()
        {
            Id = Id,
            ReporterId = ReporterId,
            ReporterName = facts.Reporter.Name,
            LotId = LotId,
            FarmerId = facts.Lot?.FarmerId,
            ProduceCode = LotId is null ? ProduceCode : facts.Lot!.ProduceCode,
            OriginCode = LotId is null ? OriginCode : facts.Lot!.OriginCode,
            Grams = Grams!.Value,
            Quality = Quality!.Value,
            Transport = Transport!.Value,
            ContactName = SingleLine.Name(ContactName),
            ContactMobile = MobileNumber.Read(ContactMobile)!,
            Note = SingleLine.Of(Note),
            At = facts.Now,
            SoldBeforeGrams = LotId is null ? 0 : facts.Lot!.SoldGrams,
        };
}
