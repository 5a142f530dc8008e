using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Trade.Audits;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Government.Audits;

/// <summary>What everybody may know of the audits, and recompute.</summary>
public sealed partial class PublicAuditsPage
{
    private PageOf<PublicAuditDay> days = PageOf<PublicAuditDay>.Empty;

    [SupplyParameterFromQuery(Name = "page")]
    private string? Number { get; set; }

    protected override async Task OnInitializedAsync() => days = await Audits.DaysAsync(QueryValue.Page(Number));

    private static IEnumerable<(string Name, string Value)> FiguresOf(PublicAuditDay day) =>
        [
            ("Public.Candidates", $"{day.Draw!.Candidates}"),
            ("Public.Chosen", $"{day.Draw.Drawn}"),
            ("Public.Waiting", $"{day.Waiting}"),
            ("Public.Proven", $"{day.Proven}"),
            ("Public.NotProven", $"{day.NotProven}"),
            ("Public.LookedAtFen", Reader.Yuan(day.LookedAtFen)),
            ("Public.NotProvenFen", Reader.Yuan(day.NotProvenFen)),
        ];
}
