using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Organisations;

/// <summary>开票信息: in whose name invoices to an institution are made out, as whoever issues them needs it.</summary>
public sealed class InvoiceTitle
{
    public const int TextMaxLength = 100;

    public required Guid MemberId { get; init; }

    /// <summary>抬头: the registered name.</summary>
    public required string Title { get; set; }

    /// <summary>See <see cref="Organisations.CreditCode"/>.</summary>
    public required string CreditCode { get; set; }

    /// <summary>地址、电话, one line; may be empty.</summary>
    public required string AddressAndPhone { get; set; }

    /// <summary>开户行及账号, one line; may be empty.</summary>
    public required string BankAccount { get; set; }

    /// <summary>
    /// What was typed, read: each text on a line of its own, the code in capitals. Rejects beside the field with
    /// <c>invoice.title-missing</c>, <c>invoice.credit-code</c> or <c>invoice.long</c>.
    /// </summary>
    public static Result<InvoiceTitle> Check(InvoiceTitle typed)
    {
        var read = new InvoiceTitle
        {
            MemberId = typed.MemberId,
            Title = SingleLine.Name(typed.Title),
            CreditCode = Organisations.CreditCode.Read(typed.CreditCode) ?? "",
            AddressAndPhone = SingleLine.Of(typed.AddressAndPhone),
            BankAccount = SingleLine.Of(typed.BankAccount),
        };
        List<Rejection> wrong =
        [
            .. Why(read.Title.IsEmptyOrLongerThan(TextMaxLength), "invoice.title-missing", nameof(Title)),
            .. Why(read.CreditCode.Length == 0, "invoice.credit-code", nameof(CreditCode)),
            .. Why(read.AddressAndPhone.IsLongerThan(TextMaxLength), "invoice.long", nameof(AddressAndPhone)),
            .. Why(read.BankAccount.IsLongerThan(TextMaxLength), "invoice.long", nameof(BankAccount)),
        ];
        return wrong.Count > 0 ? wrong : read;
    }

    /// <summary>What is said from now on.</summary>
    public void Become(InvoiceTitle said) =>
        (Title, CreditCode, AddressAndPhone, BankAccount) = (said.Title, said.CreditCode, said.AddressAndPhone, said.BankAccount);

    private static IEnumerable<Rejection> Why(bool isWrong, string code, string field) =>
        isWrong ? [new Rejection(code, field, TextMaxLength)] : [];
}
