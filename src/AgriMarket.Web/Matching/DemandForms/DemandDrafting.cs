using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Web.Matching.Demands;
using AgriMarket.Web.Matching.PriceBands;

namespace AgriMarket.Web.Matching.DemandForms;

/// <summary>What the form of a demand asks while it is filled in, and where it is sent.</summary>
public sealed class DemandDrafting(DemandService demands, MatchMap map, TimeProvider clock)
{
    private const int MaxHits = 12;

    private DateOnly Today => ChinaTime.Day(clock.GetUtcNow().UtcDateTime);

    /// <summary>Kinds that somebody may mean.</summary>
    public IReadOnlyList<Produce> Find(string text) => map.Produce.Search(text, MaxHits);

    /// <summary>The kind of exactly this name, in either language; null for none.</summary>
    public Produce? Named(string text) =>
        text.Trim() is { Length: > 0 } name
            ? map
                .Produce.Search(name, 1)
                .FirstOrDefault(kind => kind.NameZh == name || string.Equals(kind.NameEn, name, StringComparison.OrdinalIgnoreCase))
            : null;

    /// <summary>How many kinds of the catalogue fulfil a spec.</summary>
    public int KindsOf(ProduceSpec spec) => spec.Kinds(map.Produce).Count();

    /// <summary>True where something that may be sent has to travel cold.</summary>
    public bool MayNeedCold(ProduceSpec spec) => spec.Kinds(map.Produce).Any(kind => kind.ColdChain);

    /// <summary>What the form asks of the market before it is sent.</summary>
    /// <param name="takenGrams">What is ordered and proposed of it already.</param>
    public PriceQuestion Question(DemandForm form, Guid memberId, long takenGrams) =>
        DemandFormReader.Of(form, Today).Question(memberId, takenGrams);

    /// <summary>
    /// Posts the demand of a form, or changes the one it was made of; rejects with a sentence for every field that is wrong, and as the
    /// service says.
    /// </summary>
    public async Task<IReadOnlyList<Rejection>> SendAsync(DemandForm form, Guid memberId)
    {
        var reading = DemandFormReader.Of(form, Today);
        if (reading.Unreadable.Count > 0)
        {
            return reading.Wrongs(Today, map);
        }

        return form.Version == 0
            ? (await demands.PostAsync(form.Id, memberId, reading.Terms)).Rejections
            : (await demands.EditAsync(form.Id, memberId, form.Version, reading.Terms)).Rejections;
    }
}
