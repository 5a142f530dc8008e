using System.Globalization;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Shell.Reading;

namespace AgriMarket.Web.Money.FundChanges;

/// <summary>What an official has typed to change a fund, as typed.</summary>
public sealed class FundChangeForm
{
    /// <summary>Made once with the form, so that a second click is the same proposal.</summary>
    public Guid Id { get; set; } = Guid.CreateVersion7();

    public string? AmountYuan { get; set; }

    public string? SchemeId { get; set; }

    /// <summary>Of the entry to take back.</summary>
    public Guid? EntryId { get; set; }

    /// <summary>Why it is wrong.</summary>
    public string? Note { get; set; }

    /// <summary>The proposal. A sum that cannot be read becomes one that the rules refuse.</summary>
    public FundChangeIntent ToIntent(Guid fundId, FundAction action, Guid officialId) =>
        new(
            Id,
            fundId,
            action,
            FundChange.Pays(action) ? Amounts.Fen(AmountYuan) ?? 0 : 0,
            FundChange.Pays(action) && Guid.TryParse(SchemeId, CultureInfo.InvariantCulture, out var schemeId) ? schemeId : null,
            officialId
        )
        {
            EntryId = action == FundAction.Correct ? EntryId : null,
            Note = Note ?? "",
        };
}
