using AgriMarket.Domain.Common;
using AgriMarket.Domain.Ledger;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Ledger;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Tests.Support;

/// <summary>Any entry of the ledger taken back by its mirror image, as changes of funds and refunds take back theirs.</summary>
internal static class LedgerCorrections
{
    /// <param name="id">The correction's.</param>
    public static async Task<Result<Done>> CorrectAsync(WriteScope scope, Guid id, Guid entryId)
    {
        var wrong = await scope.Db.Set<Transfer>().AsNoTracking().FirstOrDefaultAsync(entry => entry.Id == entryId);
        return wrong is { Kind: TransferKind.Direct or TransferKind.Post }
            ? await LedgerWriter.WriteAsync(scope, [wrong.Corrected(id, scope.Now)])
            : new Rejection("ledger.unknown");
    }
}
