using AgriMarket.Domain.Common;
using AgriMarket.Domain.Organisations;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Matching.InvoiceTitles;

/// <summary>Keeps in whose name invoices to an institution are made out.</summary>
public sealed class InvoiceTitleService(MarketWriter writer)
{
    /// <summary>
    /// What is said from now on, also on the papers of earlier orders. Rejects as <see cref="InvoiceTitle.Check"/> says, and with
    /// <c>invoice.not-institution</c> for who is none. The same said again changes nothing.
    /// </summary>
    public Task<Result<Done>> SaveAsync(InvoiceTitle typed) =>
        writer.RunAsync<Done>(async scope =>
        {
            var said = InvoiceTitle.Check(typed);
            if (!said.IsOk)
            {
                return Result<Done>.Refused(said.Rejections);
            }

            if (await scope.Db.InstitutionOfAsync(typed.MemberId) is null)
            {
                return new Rejection("invoice.not-institution");
            }

            if (await scope.Db.Set<InvoiceTitle>().FirstOrDefaultAsync(row => row.MemberId == typed.MemberId) is { } known)
            {
                known.Become(said.Value);
            }
            else
            {
                scope.Db.Add(said.Value);
            }

            await scope.Db.SaveChangesAsync();
            return Done.Instance;
        });
}
