using AgriMarket.Domain.Common;
using AgriMarket.Domain.Organisations;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.OwnData;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Matching.InvoiceTitles;

/// <summary>In whose name a member has invoices made out.</summary>
internal sealed class InvoiceTitlePersonalData : IPersonalData
{
    public async Task<IReadOnlyList<PersonalTable>> ReadAsync(MarketDb db, Guid memberId) =>
        [
            PersonalTable.Of(
                "invoice_titles",
                await db.Set<InvoiceTitle>().AsNoTracking().Where(row => row.MemberId == memberId).ToListAsync(),
                ("title", row => row.Title),
                ("credit_code", row => row.CreditCode),
                ("address_and_phone", row => row.AddressAndPhone),
                ("bank_account", row => row.BankAccount)
            ),
        ];

    public Task<Rejection?> WhyNotCloseAsync(WriteScope scope, Guid memberId) => Task.FromResult<Rejection?>(null);

    /// <summary>Nothing follows from it: it goes.</summary>
    public Task EraseAsync(WriteScope scope, Guid memberId) =>
        scope.Db.Set<InvoiceTitle>().Where(row => row.MemberId == memberId).ExecuteDeleteAsync();
}
