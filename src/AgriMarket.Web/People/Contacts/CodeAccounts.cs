using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Contacts;

/// <summary>An account that somebody with the right code may choose.</summary>
public sealed record AccountChoice(Guid Id, string DisplayName, string Login);

/// <summary>Whom a right code stands for.</summary>
/// <param name="Member">Null when several accounts share the number, and one is to be chosen; the code is still good then.</param>
internal sealed record CodeRecognition(Member? Member, IReadOnlyList<AccountChoice> Choices);

/// <summary>Recognises members by a code sent to a number or address that they have proved.</summary>
internal sealed class CodeAccounts(MarketWriter writer, CodeKey key)
{
    /// <summary>Accounts of one number to choose from: a co-operative and its people.</summary>
    public const int MaxChoices = 20;

    /// <summary>
    /// Uses the code up and does something to its account in the same command. Rejects beside <paramref name="field"/> as
    /// <see cref="CodeService.CheckAsync"/> does, and with <c>member.locked</c>.
    /// </summary>
    /// <param name="isWanted">Which of several accounts.</param>
    /// <param name="doAsync">The caller saves nothing.</param>
    /// <param name="whyNotYet">What is still missing for the account, so that the code stays good; null for nothing.</param>
    public async Task<Result<CodeRecognition>> RecogniseAsync(
        CodeSubject subject,
        string? typed,
        string field,
        Func<Member, bool> isWanted,
        Func<WriteScope, Member, Task> doAsync,
        Func<WriteScope, Member, Task<Rejection?>>? whyNotYet = null
    )
    {
        var secret = await key.GetAsync();
        if (!secret.IsOk)
        {
            return Result<CodeRecognition>.Refused(secret.Rejections);
        }

        // A wrong code is no refusal of the command, which has counted it.
        var tried = await writer.RunAsync<Result<CodeRecognition>>(async scope =>
        {
            var accounts = await Accounts(scope.Db, subject).OrderBy(row => row.JoinedAt).Take(MaxChoices).ToListAsync();
            var chosen = accounts.Count == 1 ? accounts[0] : accounts.Find(account => isWanted(account));
            var missing = chosen is not null && whyNotYet is not null ? await whyNotYet(scope, chosen) : null;
            var isFinal = missing is null && (accounts.Count == 0 || chosen is not null);
            var whyNot = await CodeService.CheckAsync(scope, secret.Value, subject, typed, field, isFinal);
            if (whyNot is not null || accounts.Count == 0)
            {
                return Result<Result<CodeRecognition>>.Of(whyNot ?? VerificationCode.None(field));
            }

            if (chosen is null)
            {
                return Result<Result<CodeRecognition>>.Of(
                    new CodeRecognition(null, [.. accounts.Select(row => new AccountChoice(row.Id, row.DisplayName, row.UserName!))])
                );
            }

            if ((chosen.LockedAt is not null ? new Rejection("member.locked") : missing) is { } refused)
            {
                return Result<Result<CodeRecognition>>.Of(refused);
            }

            await doAsync(scope, chosen);
            await scope.Db.SaveChangesAsync();
            return Result<Result<CodeRecognition>>.Of(new CodeRecognition(chosen, []));
        });
        return tried.IsOk ? tried.Value : Result<CodeRecognition>.Refused(tried.Rejections);
    }

    /// <summary>Those who have proved it; and to set a password anew, whoever signs in with it.</summary>
    public static IQueryable<Member> Accounts(MarketDb db, CodeSubject subject)
    {
        var proved = db.WithVerified(subject.Kind, subject.Target);
        var name = subject.Target.ToUpperInvariant();
        return subject.Purpose == CodePurpose.ResetPassword
            ? proved.Union(db.Set<Member>().Where(member => member.NormalizedUserName == name))
            : proved;
    }
}
