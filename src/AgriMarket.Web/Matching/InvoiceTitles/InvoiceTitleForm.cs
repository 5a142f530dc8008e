using AgriMarket.Domain.Organisations;

namespace AgriMarket.Web.Matching.InvoiceTitles;

/// <summary>
/// What an institution has typed of its invoice title, as typed. Public and with setters because a static form fills it in.
/// </summary>
public sealed class InvoiceTitleForm
{
    public string? Title { get; set; }

    public string? CreditCode { get; set; }

    public string? AddressAndPhone { get; set; }

    public string? BankAccount { get; set; }

    /// <param name="known">Null while none is said.</param>
    /// <param name="name">The institution's, as confirmed: what is proposed then.</param>
    public static InvoiceTitleForm Of(InvoiceTitle? known, string name) =>
        new()
        {
            Title = known?.Title ?? name,
            CreditCode = known?.CreditCode,
            AddressAndPhone = known?.AddressAndPhone,
            BankAccount = known?.BankAccount,
        };

    public InvoiceTitle Read(Guid memberId) =>
        new()
        {
            MemberId = memberId,
            Title = Title ?? "",
            CreditCode = CreditCode ?? "",
            AddressAndPhone = AddressAndPhone ?? "",
            BankAccount = BankAccount ?? "",
        };
}
