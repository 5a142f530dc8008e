using AgriMarket.Domain.Members;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Money.Payments.Outgoing;
using AgriMarket.Web.People.Roles;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Payments.PayeeChoices;

/// <summary>
/// Who is no co-operative or official any more takes no farmer's money: the farmers take it themselves again, as if they had never asked.
/// </summary>
internal sealed class PayeeRevocation : IRoleRevocation
{
    public async Task RevokedAsync(WriteScope scope, RoleApplication application)
    {
        if (!await scope.Db.MayBePayeeAsync(application.MemberId))
        {
            await scope.Db.Set<PayeeChoice>().Where(row => row.PayeeId == application.MemberId).ExecuteDeleteAsync();
        }
    }
}
