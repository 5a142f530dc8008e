using AgriMarket.Domain.Ledger;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Web.Money.Ledger;
using AgriMarket.Web.Money.Payments.Outgoing;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Money.Payments;

/// <summary>When and how farmers get their money. The books are verified when the market goes.</summary>
public sealed class PayoutTests(MarketApp market) : IClassFixture<MarketApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private PayoutAccounts Accounts => market.Services.GetRequiredService<PayoutAccounts>();

    [Fact]
    public async Task WhatTheBuyerHasIsPaidOnceTheFarmerHasAnAccount()
    {
        var (trade, _, orderId) = await ReceivedAsync("522634");
        await trade.PayOutAsync();
        Assert.Equal((PayoutStatus.Waiting, 3_800L), (Assert.Single(await PayoutsAsync(trade, orderId)).Status, await OwedAsync(trade)));

        await trade.OpenAccountAsync(trade.Farmer);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => trade.PayOutAsync()));

        var payout = Assert.Single(await PayoutsAsync(trade, orderId));
        Assert.Equal(
            (PayoutStatus.Paid, 3_800L, trade.Farmer, "杨大山"),
            (payout.Status, payout.AmountFen, payout.PayeeId, payout.Household)
        );
        Assert.Equal(0, await OwedAsync(trade));
    }

    [Fact]
    public async Task WhatNobodyConfirmsIsPaidSomeDaysAfterItShouldHaveArrived()
    {
        var (trade, lotId) = await OpenAsync("520381");
        await trade.OpenAccountAsync(trade.Farmer);
        var orderId = await trade.BuyAsync(lotId, 5_000);
        await trade.ShipAsync(orderId);
        var parcel = (await trade.Reads.FindAsync(orderId, trade.Buyer))!.Order.Parcels[0];

        market.Clock.Advance(TimeSpan.FromDays(parcel.TransitDaysTo + 7) - TimeSpan.FromMinutes(1));
        await trade.PayOutAsync();
        Assert.Empty(await PayoutsAsync(trade, orderId));

        market.Clock.Advance(TimeSpan.FromMinutes(2));
        await trade.PayOutAsync();
        Assert.Equal(PayoutStatus.Paid, Assert.Single(await PayoutsAsync(trade, orderId)).Status);
    }

    [Fact]
    public async Task WhatIsGivenBackBeforeComesOffAndWhatIsGivenBackAfterIsTakenBack()
    {
        var (trade, lotId, orderId) = await ReceivedAsync("520328");
        await trade.PayOutAsync();
        Assert.True((await RefundAsync(trade, orderId, lotId, 1_000)).IsOk);
        Assert.Equal(3_040, Assert.Single(await PayoutsAsync(trade, orderId)).AmountFen);

        await trade.OpenAccountAsync(trade.Farmer);
        await trade.PayOutAsync();
        Assert.True((await RefundAsync(trade, orderId, lotId, 500)).IsOk);
        Assert.Equal(-380, await OwedAsync(trade));
        await trade.RoundAsync();

        await using var db = trade.Db();
        var reversal = await db.Set<PayoutReversal>()
            .SingleAsync(row => db.Set<Payout>().Any(payout => payout.Id == row.PayoutId && payout.PaymentId == orderId), Cancel);
        Assert.Equal((380L, true, 0L), (reversal.AmountFen, reversal.DoneAt is not null, await OwedAsync(trade)));
    }

    [Theory]
    [InlineData("520326", true)]
    [InlineData("520325", false)]
    public async Task WhenAllIsGivenBackNothingIsPaid(string county, bool isFoundFirst)
    {
        var (trade, lotId, orderId) = await ReceivedAsync(county);
        if (isFoundFirst)
        {
            await trade.PayOutAsync();
        }

        Assert.True((await RefundAsync(trade, orderId, lotId, 5_000)).IsOk);
        await trade.OpenAccountAsync(trade.Farmer);
        await trade.PayOutAsync();

        Assert.Equal((PayoutStatus.Cancelled, 0L), (Assert.Single(await PayoutsAsync(trade, orderId)).Status, await OwedAsync(trade)));
    }

    [Fact]
    public async Task SomebodyElseTakesTheMoneyOnceHeHasAgreed()
    {
        var (trade, _, orderId) = await ReceivedAsync("520330");
        var login = await NameAsync(trade, trade.Proposer, "13900000731");
        await trade.OpenAccountAsync(trade.Proposer);

        Assert.True((await Accounts.AskPayeeAsync(trade.Farmer, login)).IsOk);
        await trade.PayOutAsync();
        Assert.Equal(PayoutStatus.Waiting, Assert.Single(await PayoutsAsync(trade, orderId)).Status);
        Assert.Equal("payout.not-asked", (await Accounts.AnswerAsync(trade.Stranger, trade.Farmer, agrees: true)).Rejections[0].Code);

        Assert.True((await Accounts.AnswerAsync(trade.Proposer, trade.Farmer, agrees: true)).IsOk);
        await trade.PayOutAsync();

        var payout = Assert.Single(await PayoutsAsync(trade, orderId));
        Assert.Equal(
            (PayoutStatus.Paid, trade.Proposer, "杨大山", 0L),
            (payout.Status, payout.PayeeId, payout.Household, await OwedAsync(trade))
        );
    }

    [Fact]
    public async Task OnlyCooperativesAndOfficialsTakeOthersMoney()
    {
        var trade = await OrderFixture.OpenAsync(market, "520327");
        var stranger = await NameAsync(trade, trade.Stranger, "13900000732");

        foreach (
            var (login, code) in new[]
            {
                (stranger, "payout.payee-unknown"),
                ("13900000799", "payout.payee-unknown"),
                ("not a login", "member.not-a-mobile"),
            }
        )
        {
            Assert.Equal(code, (await Accounts.AskPayeeAsync(trade.Farmer, login)).Rejections[0].Code);
        }

        await using var db = trade.Db();
        db.Add(RoleApplication.Administrator(trade.Stranger, "某人", market.Clock.GetUtcNow().UtcDateTime));
        await db.SaveChangesAsync(Cancel);
        Assert.Equal("payout.payee-unknown", (await Accounts.AskPayeeAsync(trade.Farmer, stranger)).Rejections[0].Code);
    }

    private async Task<(OrderFixture Trade, Guid LotId)> OpenAsync(string county)
    {
        var trade = await OrderFixture.OpenAsync(market, county);
        return (trade, await trade.ListAsync(50_000));
    }

    /// <summary>Five kilograms, for 38 yuan, that their buyer has.</summary>
    private async Task<(OrderFixture Trade, Guid LotId, Guid OrderId)> ReceivedAsync(string county)
    {
        var (trade, lotId) = await OpenAsync(county);
        var orderId = await trade.BuyAsync(lotId, 5_000);
        await trade.ShipAsync(orderId);
        await trade.ReceiveAsync(orderId);
        return (trade, lotId, orderId);
    }

    private static Task<AgriMarket.Domain.Common.Result<Refund>> RefundAsync(OrderFixture trade, Guid orderId, Guid lotId, long grams) =>
        trade.RefundShippedAsync(orderId, trade.Farmer, [new(lotId, grams)], "坏了");

    private static async Task<List<Payout>> PayoutsAsync(OrderFixture trade, Guid orderId)
    {
        await using var db = trade.Db();
        return await db.Set<Payout>().AsNoTracking().Where(payout => payout.PaymentId == orderId).ToListAsync(Cancel);
    }

    private static async Task<long> OwedAsync(OrderFixture trade)
    {
        await using var db = trade.Db();
        var id = AccountIds.Farmer(trade.Farmer);
        return (await db.AccountsAsync([id]))[id].BalanceFen;
    }

    /// <summary>Gives a member a mobile to sign in with.</summary>
    private static async Task<string> NameAsync(OrderFixture trade, Guid memberId, string mobile)
    {
        await using var db = trade.Db();
        await db.Set<Member>()
            .Where(member => member.Id == memberId)
            .ExecuteUpdateAsync(
                member => member.SetProperty(row => row.UserName, mobile).SetProperty(row => row.NormalizedUserName, mobile),
                Cancel
            );
        return mobile;
    }
}
