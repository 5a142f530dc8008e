using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Writer;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Factors;

/// <summary>Makes the recovery codes of a member.</summary>
internal static class RecoveryCodes
{
    /// <summary>New codes in place of all before, as a part of a command; the caller saves.</summary>
    /// <returns>The codes, which nobody can read again.</returns>
    public static async Task<IReadOnlyList<string>> ReplaceAsync(WriteScope scope, Guid memberId)
    {
        List<string> made = [.. Enumerable.Range(0, RecoveryCode.HowMany).Select(_ => FactorKeys.MakeRecovery())];
        await scope.Db.Set<RecoveryCode>().Where(row => row.MemberId == memberId).ExecuteDeleteAsync();
        scope.Db.AddRange(
            made.Select(shown => new RecoveryCode
            {
                Id = Guid.CreateVersion7(),
                MemberId = memberId,
                Hash = FactorKeys.Hash(shown),
            })
        );
        return made;
    }
}
