using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Writer;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Security;

/// <summary>Which browsers members sign in with, by hashes: accounts that share one may be one person's.</summary>
internal static class MemberDevices
{
    /// <summary>A member has signed in with a browser of this name, as a part of a command.</summary>
    public static async Task NoteAsync(WriteScope scope, Guid memberId, string browser)
    {
        var key = KeyHash.Of(browser);
        await scope.Sql.UpsertAsync(
            new MemberDevice
            {
                MemberId = memberId,
                DeviceKey = key,
                SeenAt = scope.Now,
            }
        );
        var tooMany = await scope
            .Db.Set<MemberDevice>()
            .Where(row => row.MemberId == memberId && row.DeviceKey != key)
            .OrderByDescending(row => row.SeenAt)
            .Skip(MemberDevice.MostOfMember - 1)
            .Select(row => row.DeviceKey)
            .ToListAsync();
        if (tooMany.Count > 0)
        {
            await scope
                .Db.Set<MemberDevice>()
                .Where(row => row.MemberId == memberId && tooMany.Contains(row.DeviceKey))
                .ExecuteDeleteAsync();
        }
    }
}
