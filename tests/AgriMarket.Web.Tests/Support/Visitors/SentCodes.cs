using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.People.Contacts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Support.Visitors;

/// <summary>What stands in the messages that members get.</summary>
internal static class SentCodes
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The digits of the code that was made last for a number or address.</summary>
    public static async Task<string> DigitsAsync(this MarketApp market, string contact, CodePurpose purpose)
    {
        await using var db = await market.Services.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContextAsync(Cancel);
        var code = await db.Set<VerificationCode>()
            .Where(row => row.Target == contact && row.Purpose == purpose)
            .OrderByDescending(row => row.Id)
            .FirstAsync(Cancel);
        return CodeKey.Digits((await market.Services.GetRequiredService<CodeKey>().GetAsync()).Value, code.Id);
    }

    /// <summary>Other digits than these.</summary>
    public static string Wrong(string digits) => (digits[0] == '9' ? '0' : (char)(digits[0] + 1)) + digits[1..];

    /// <summary>Every message to a number or address, the oldest first.</summary>
    public static async Task<List<AccountMessage>> MessagesAsync(this MarketApp market, string contact)
    {
        await using var db = await market.Services.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContextAsync(Cancel);
        return await db.Set<AccountMessage>().AsNoTracking().Where(row => row.Target == contact).OrderBy(row => row.Id).ToListAsync(Cancel);
    }
}
