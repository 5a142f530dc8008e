using AgriMarket.Domain.Common;
using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Shell.Editing;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AgriMarket.Web.Matching.BulkSelling;

/// <summary>What a farmer has typed about the terms of a lot, as typed.</summary>
public sealed class BulkTermsForm
{
    public const string Yes = "yes";
    public const string No = "no";

    /// <summary>Of what was kept when the form was opened; 0 where nothing was.</summary>
    public long? Version { get; set; }

    public string? Offered { get; set; }

    public string? Floor { get; set; }

    public string? Smallest { get; set; }

    /// <summary>The name of a grade; empty when nobody graded it.</summary>
    public string? Grade { get; set; } = "";

    public bool IsOffered => Offered != No;

    /// <summary>What is kept; empty where the farmer has said nothing.</summary>
    public static BulkTermsForm Of(BulkTerms? terms, long unitGrams) =>
        terms is null
            ? new() { Version = 0 }
            : new()
            {
                Version = terms.EditVersion,
                Offered = terms.IsOffered ? Yes : No,
                Floor = Amounts.YuanInput(terms.FloorUnitFen),
                Smallest = Amounts.WeightInput(terms.SmallestGrams, unitGrams),
                Grade = terms.Grade?.ToString() ?? "",
            };

    /// <summary>The terms as typed: what is left empty is as usual, and what cannot be read is nothing that could be right.</summary>
    public BulkTerms Read(BulkTerms usual, long unitGrams) =>
        new()
        {
            LotId = usual.LotId,
            IsOffered = IsOffered,
            FloorUnitFen = string.IsNullOrWhiteSpace(Floor) ? usual.FloorUnitFen : Amounts.Fen(Floor) ?? -1,
            SmallestGrams = string.IsNullOrWhiteSpace(Smallest) ? usual.SmallestGrams : Amounts.Grams(Smallest, unitGrams) ?? -1,
            Grade =
                string.IsNullOrEmpty(Grade) ? null
                : Enum.TryParse<ProduceGrade>(Grade, out var grade) ? grade
                : default(ProduceGrade),
        };
}

/// <summary>Where a farmer says on what terms institutions may be offered a lot. Static: it works on a weak line.</summary>
public sealed partial class BulkTermsPage(BulkTermsService service, NavigationManager navigation)
{
    private LotBulkTerms? found;
    private Guid farmerId;
    private IReadOnlyList<Rejection> rejections = [];
    private IReadOnlyList<EditedField>? changes;
    private bool isSaved;

    [Parameter]
    public Guid Id { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [SupplyParameterFromForm]
    private BulkTermsForm? Form { get; set; }

    protected override async Task OnInitializedAsync()
    {
        farmerId = (await Authentication).User.RequireMemberId();
        found = await service.FindAsync(Id, farmerId);
        if (found is null)
        {
            navigation.NotFound();
            return;
        }

        Form ??= BulkTermsForm.Of(found.Terms, Reader.UnitGrams);
    }

    private async Task SaveAsync()
    {
        var saved = await service.SaveAsync(farmerId, Form!.Read(found!.Usual, Reader.UnitGrams), Form.Version);
        rejections = Amounts.Asking(
            saved.Rejections,
            (nameof(BulkTerms.FloorUnitFen), Form.Floor),
            (nameof(BulkTerms.SmallestGrams), Form.Smallest)
        );
        isSaved = rejections.Count == 0;
        found = await service.FindAsync(Id, farmerId) ?? found;
        var theirs = BulkTermsForm.Of(found.Terms, Reader.UnitGrams);
        if (rejections.IsConflict())
        {
            changes = EditedField.Between(Fields(theirs), Fields(Form));
        }

        // Sent once more it is meant; and what was saved here is what the next save begins with.
        if (isSaved || changes is not null)
        {
            Form.Version = theirs.Version;
        }
    }

    private ShownField[] Fields(BulkTermsForm form) =>
        [
            new(T["Bulk.Offered"], T[form.IsOffered ? "Bulk.Yes" : "Bulk.No"]),
            new(Reader.Fill(T["Bulk.Floor"], Reader.PerUnit(found!.Lot.UnitGrams)), form.Floor ?? ""),
            new(Reader.Fill(T["Bulk.Smallest"], Reader.UnitName), form.Smallest ?? ""),
            new(T["Bulk.Grade"], string.IsNullOrEmpty(form.Grade) ? T["Grade.None"] : T[$"Grade.{form.Grade}"]),
        ];

    private string? Invalid(string field) => rejections.Any(rejection => rejection.Field == field) ? "true" : null;
}
