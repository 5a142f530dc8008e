using System.Security.Cryptography;
using System.Text;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using AgriMarket.Platform.Jobs;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Sms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.People.Contacts;

/// <summary>What a code is for.</summary>
/// <param name="Target">The number or address, as <see cref="Login.ReadContact"/> gives it.</param>
/// <param name="MemberId">Who is signed in; null for nobody.</param>
internal sealed record CodeSubject(ContactKind Kind, string Target, CodePurpose Purpose, Guid? MemberId)
{
    /// <summary>
    /// The codes that whoever types one has asked for. To whoever is not signed in no other is good: a code that its owner asked for
    /// serves nobody who has read it.
    /// </summary>
    public IReadOnlyList<Guid> AskedFor { get; init; } = [];
}

/// <summary>Starts the sending of messages at once.</summary>
internal sealed class AccountMessageSignal : JobSignal;

/// <summary>Asks for codes and checks them. Everything that bounds either is in the database, so that no restart forgets it.</summary>
internal sealed class CodeService(MarketWriter writer, AccountMessageSignal signal, IOptions<SmsOptions> options)
{
    /// <summary>
    /// Has a code sent, after this command; those sent before stay good for their time. Whoever is not signed in gets the same answer, for
    /// the same work, whether a member has the number or not. Rejects beside <paramref name="field"/> with <c>code.too-often</c> or
    /// <c>code.day-full</c>.
    /// </summary>
    /// <param name="network">The network address that asks.</param>
    /// <returns>The id of the code, which says nothing of its digits.</returns>
    public Task<Result<Guid>> AskAsync(CodeSubject subject, string network, string field) =>
        writer.RunAsync<Guid>(async scope =>
        {
            if (await WhyNotAsync(scope, subject, network, field) is { } whyNot)
            {
                return whyNot;
            }

            var code = new VerificationCode
            {
                Id = Guid.CreateVersion7(),
                Kind = subject.Kind,
                Target = subject.Target,
                Purpose = subject.Purpose,
                MemberId = subject.MemberId,
                ExpiresAt = scope.Now + VerificationCode.GoodFor,
            };
            scope.Db.Add(code);
            // Nobody is signed in by what is not proved: whoever signed up with another's number would share the account.
            var isKnown = subject.MemberId is not null || await CodeAccounts.Accounts(scope.Db, subject).AnyAsync();
            Send(scope, Message(scope, subject, network, code.Id, isKnown));
            await scope.Db.SaveChangesAsync();
            return code.Id;
        });

    /// <summary>
    /// Tells an old number or address that another has taken its place, as a part of the command that did it; the caller saves.
    /// </summary>
    public void SendChanged(WriteScope scope, CodeSubject subject, string network) =>
        Send(scope, Message(scope, subject, network, codeId: null, isKnown: true));

    /// <summary>
    /// Tells a number or address what became of its account's second factor, as a part of the command that did it; the caller saves.
    /// </summary>
    public void SendFactor(WriteScope scope, ContactKind kind, string contact, Guid memberId, AccountMessageText text) =>
        Send(
            scope,
            new AccountMessage
            {
                Id = Guid.CreateVersion7(),
                Kind = kind,
                Target = contact,
                Text = text,
                MemberId = memberId,
                Network = scope.Origin.Network,
                At = scope.Now,
                Status = AccountMessageStatus.Waiting,
                DueAt = scope.Now,
            }
        );

    /// <summary>
    /// Uses up the codes that were sent for this, as a part of a command; null when the digits are those of one. What is wrong is counted
    /// against each, so that the command must not be refused for it, or the count would be taken back.
    /// </summary>
    /// <param name="key">Of <see cref="CodeKey"/>.</param>
    /// <param name="isFinal">Whether right digits use the codes up, or only show that they are right.</param>
    public static async Task<Rejection?> CheckAsync(
        WriteScope scope,
        byte[] key,
        CodeSubject subject,
        string? typed,
        string field,
        bool isFinal = true
    )
    {
        var digits = Digits(typed);
        if (digits.Length != VerificationCode.Digits)
        {
            return new Rejection("code.missing", field, (long)VerificationCode.Digits);
        }

        var codes = await OpenAsync(scope, subject);
        var right = codes.Find(code => IsOf(digits, CodeKey.Digits(key, code.Id)));
        if (right is not null && !isFinal)
        {
            return null;
        }

        // One message is enough: with it those before and after it are used up. Of wrong digits the last code bears most.
        var tried = codes.ConvertAll(code => code.Try(right is not null, scope.Now, field));
        var whyNot = tried.LastOrDefault(VerificationCode.None(field));
        await scope.Db.SaveChangesAsync();
        return whyNot;
    }

    private static bool IsOf(string typed, string digits) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(typed), Encoding.ASCII.GetBytes(digits));

    /// <summary>What was typed, without what people put between digits; fullwidth ones come from Chinese keyboards.</summary>
    private static string Digits(string? typed) =>
        SingleLine.Closed(typed).Replace("-", "", StringComparison.Ordinal) is { } text && text.All(char.IsAsciiDigit) ? text : "";

    /// <summary>Those that are good for this, the first first.</summary>
    private static async Task<List<VerificationCode>> OpenAsync(WriteScope scope, CodeSubject subject)
    {
        var codes = await scope
            .Db.Set<VerificationCode>()
            .Where(row =>
                row.Target == subject.Target
                && row.Purpose == subject.Purpose
                && row.MemberId == subject.MemberId
                && row.UsedAt == null
                && row.ExpiresAt > scope.Now
            )
            .OrderBy(row => row.ExpiresAt)
            .ToListAsync();
        return codes.FindAll(code => code.IsOpen(scope.Now) && (subject.MemberId is not null || subject.AskedFor.Contains(code.Id)));
    }

    private async Task<Rejection?> WhyNotAsync(WriteScope scope, CodeSubject subject, string network, string field)
    {
        var since = scope.Now - CodeLimit.Day;
        var lately = scope.Db.Set<AccountMessage>().Where(row => row.CodeId != null && row.At > since);
        (CodeLimit Limit, IQueryable<AccountMessage> Asked)[] limits =
        [
            (CodeLimit.OfContact, lately.Where(row => row.Target == subject.Target)),
            (CodeLimit.OfMember, lately.Where(row => subject.MemberId != null && row.MemberId == subject.MemberId)),
            (CodeLimit.OfNetwork, lately.Where(row => row.Network == network)),
            (CodeLimit.OfAll(options.Value.CodesPerDay), lately.Where(row => row.Status != AccountMessageStatus.Withheld)),
        ];
        foreach (var (limit, asked) in limits)
        {
            var count = new CodesLately(await asked.CountAsync(), await asked.MaxAsync(row => (DateTime?)row.At));
            if (limit.WhyNot(count, scope.Now, field) is { } whyNot)
            {
                return whyNot;
            }
        }

        return null;
    }

    private static AccountMessage Message(WriteScope scope, CodeSubject subject, string network, Guid? codeId, bool isKnown) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Kind = subject.Kind,
            Target = subject.Target,
            Text = codeId is null ? AccountMessageText.Changed : AccountMessageText.Code,
            CodeId = codeId,
            MemberId = subject.MemberId,
            Network = network,
            At = scope.Now,
            Status = isKnown ? AccountMessageStatus.Waiting : AccountMessageStatus.Withheld,
            DueAt = isKnown ? scope.Now : null,
        };

    /// <summary>The sandbox's messages are fetched by the page that shows them.</summary>
    private void Send(WriteScope scope, AccountMessage message)
    {
        scope.Db.Add(message);
        if (!options.Value.IsSandbox)
        {
            scope.OnDurable(signal.Raise);
        }
    }
}
