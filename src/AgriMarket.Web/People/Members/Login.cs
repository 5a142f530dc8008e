using System.Net.Mail;
using System.Text;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Members;
using PhoneNumbers;

namespace AgriMarket.Web.People.Members;

/// <summary>
/// What a member signs in with: a mobile number (<c>13812345678</c>; in E.164 when it is not of mainland China) or an e-mail
/// address. One spelling for each, so that 138 1234 5678 and +86-138-1234-5678 are one member.
/// </summary>
internal sealed record Login(string Name, bool IsMobile)
{
    private const string HomeRegion = "CN";
    private const int HomeCountryCode = 86;
    private const int AddressMaxLength = 254;

    /// <summary>
    /// Reads what was typed. Rejects with <c>member.login-missing</c>, <c>member.not-a-mobile</c> or <c>member.not-an-address</c>.
    /// </summary>
    /// <param name="field">The input's name, for the refusal.</param>
    public static Result<Login> Read(string? typed, string field)
    {
        var text = SingleLine.Folded(typed);
        if (text.Length == 0)
        {
            return new Rejection("member.login-missing", field);
        }

        if (text.Contains('@', StringComparison.Ordinal))
        {
            return IsAddress(text) ? new Login(text.ToLowerInvariant(), IsMobile: false) : new Rejection("member.not-an-address", field);
        }

        return (MobileNumber.Read(text) ?? MobileAbroad(text)) is { } number
            ? new Login(number, IsMobile: true)
            : new Rejection("member.not-a-mobile", field);
    }

    /// <summary>
    /// Reads a number or address that is to be proved. Rejects like <see cref="Read"/>, and with <c>member.mobile-abroad</c>: messages go
    /// to mobiles of mainland China.
    /// </summary>
    public static Result<string> ReadContact(ContactKind kind, string? typed, string field)
    {
        var read = Read(typed, field);
        if (!read.IsOk)
        {
            return Result<string>.Refused(read.Rejections);
        }

        return (kind, read.Value) switch
        {
            (ContactKind.Email, { IsMobile: false } address) => address.Name,
            (ContactKind.Email, _) => new Rejection("member.not-an-address", field),
            (_, { IsMobile: false }) => new Rejection("member.not-a-mobile", field),
            (_, { Name: ['+', ..] }) => new Rejection("member.mobile-abroad", field),
            var (_, number) => number.Name,
        };
    }

    private static bool IsAddress(string text) =>
        text.Length <= AddressMaxLength
        && text.All(char.IsAscii)
        && MailAddress.TryCreate(text, out var address)
        && address.Address == text
        && address.Host.Contains('.', StringComparison.Ordinal);

    private static string? MobileAbroad(string text)
    {
        var phones = PhoneNumberUtil.GetInstance();
        try
        {
            var number = phones.Parse(text, HomeRegion);
            return
                number.CountryCode != HomeCountryCode
                && phones.IsValidNumber(number)
                && phones.GetNumberType(number) is PhoneNumberType.MOBILE or PhoneNumberType.FIXED_LINE_OR_MOBILE
                ? phones.Format(number, PhoneNumberFormat.E164)
                : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
