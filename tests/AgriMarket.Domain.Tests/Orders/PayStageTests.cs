using AgriMarket.Domain.Logistics;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Payments;

namespace AgriMarket.Domain.Tests.Orders;

public sealed class PayStageTests
{
    private static readonly DateTime Now = new(2020, 2, 17, 2, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void AParcelThatIsNotSentWaitsForItsFarmer() => Assert.Equal(PayStage.ToShip, Stage(Parcel(), null));

    [Fact]
    public void ASentParcelWaitsUntilItsDeliveryIsProven()
    {
        var parcel = Sent();

        Assert.Equal(PayStage.WithBuyer, Stage(parcel, null, isFinal: false));
        Assert.Equal(PayStage.InReview, Stage(parcel, null, isInReview: true));
        Assert.Equal(PayStage.Due, Stage(parcel, null));
        Assert.Equal(PayStage.NoAccount, Stage(parcel, null, canBePaid: false));
    }

    [Fact]
    public void ADisputeHoldsBackWhatIsNotOnItsWay()
    {
        Assert.Equal(PayStage.Disputed, Stage(Sent(), Payout(), isDisputed: true));
        Assert.Equal(PayStage.Disputed, Stage(Sent(), null, isDisputed: true, canBePaid: false));
        Assert.Equal(PayStage.ToShip, Stage(Parcel(), null, isDisputed: true));
        Assert.Equal(PayStage.Sending, Stage(Sent(), Sending(), isDisputed: true));
    }

    [Fact]
    public void ADuePayoutNeedsAnAccount()
    {
        Assert.Equal(PayStage.Due, Stage(Sent(), Payout()));
        Assert.Equal(PayStage.NoAccount, Stage(Sent(), Payout(), canBePaid: false));
    }

    [Fact]
    public void APayoutThatIsDoneOrGivenUpSaysSo()
    {
        var (paid, failed, nothing) = (Sending(), Payout(), Payout());
        paid.Succeed("po", Now);
        nothing.Reduce(100);
        for (var tries = 0; tries < Retries.Most; tries++)
        {
            failed.Send(Guid.NewGuid(), Guid.NewGuid(), Now);
            failed.Fail("closed", Now);
        }

        Assert.Equal(PayStage.Paid, Stage(Sent(), paid, keptFen: 0, isDisputed: true, canBePaid: false));
        Assert.Equal(PayStage.Failed, Stage(Sent(), failed));
        Assert.Equal(PayStage.Nothing, Stage(Sent(), nothing));
        Assert.Equal(PayStage.Nothing, Stage(Parcel(), null, keptFen: 0));
    }

    private static PayStage Stage(
        Parcel parcel,
        Payout? payout,
        long keptFen = 100,
        bool isDisputed = false,
        bool canBePaid = true,
        bool isInReview = false,
        bool isFinal = true
    ) => PayStages.Of(parcel, keptFen, payout, isDisputed, canBePaid, isInReview, isFinal);

    private static Payout Payout() =>
        AgriMarket.Domain.Payments.Payout.Of(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), ["杨大山"], 100, Now);

    private static Payout Sending()
    {
        var payout = Payout();
        payout.Send(Guid.NewGuid(), Guid.NewGuid(), Now);
        return payout;
    }

    private static Parcel Parcel() => Order().Parcels[0];

    private static Parcel Sent()
    {
        var order = Order();
        Assert.True(order.Move(OrderAction.Pay, Now).IsOk);
        Assert.True(order.Ship(order.Parcels[0].Id, "sf", "SF1000000000001", Now).IsOk);
        return order.Parcels[0];
    }

    private static Order Order() =>
        new()
        {
            Id = Guid.NewGuid(),
            BuyerId = Guid.NewGuid(),
            ShipTo = new Address("李雷", "13800000000", "310104", "天平路 1 号"),
            PlacedAt = Now,
            PayBefore = Now,
            GoodsFen = 100,
            ShippingFen = 0,
            ShippingSubsidyFen = 0,
            FundSubsidyFen = 0,
            ToPayFen = 100,
            Parcels =
            [
                new Parcel
                {
                    Id = Guid.NewGuid(),
                    OrderId = Guid.NewGuid(),
                    FarmerId = Guid.NewGuid(),
                    OriginCode = "522634",
                    Service = FreightService.ExpressStandard,
                    Grams = 500,
                    DistanceKm = 1,
                    ShippingFen = 0,
                    TransitDaysTo = 3,
                },
            ],
        };
}
