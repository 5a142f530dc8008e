using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Contacts;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Factors;

/// <summary>Tells a member that something about their second factor was changed, wherever they can be reached.</summary>
internal sealed class FactorMessages(CodeService messages)
{
    /// <summary>As a part of the command that changed it; the caller saves.</summary>
    public async Task TellAsync(WriteScope scope, Guid memberId, AccountMessageText text)
    {
        var member = await scope.Db.Set<Member>().AsNoTracking().SingleAsync(row => row.Id == memberId);
        foreach (var kind in Enum.GetValues<ContactKind>())
        {
            if (member.Verified(kind) is { } contact)
            {
                messages.SendFactor(scope, kind, contact, memberId, text);
            }
        }
    }
}
