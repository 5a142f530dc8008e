using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Tests.Support;

namespace AgriMarket.Domain.Tests.Deliveries;

/// <summary>When money is final, and each fraud beside the honest order that looks nearly the same.</summary>
public sealed class DeliveryRulesTests
{
    private const long Yuan = 100;

    private static readonly DateTime Shipped = new(2020, 2, 17, 2, 0, 0, DateTimeKind.Utc);
    private static readonly DeliverySettings Settings = new(3, 7, 30, 100 * Yuan, 5_000 * Yuan, 6);

    /// <summary>Sent, and nothing more; two days on its way.</summary>
    private static readonly DeliveryTimes Sent = new(Shipped, 2, null, null, null, null);

    /// <summary>Handed to a carrier, delivered and confirmed as parcels are.</summary>
    private static readonly DeliveryTimes Honest = Sent with
    {
        PickedUpAt = Shipped.AddHours(1),
        DeliveredAt = Shipped.AddHours(40),
        ReceivedAt = Shipped.AddHours(44),
    };

    /// <summary>A buyer of old, a small grant, nothing in common with the seller.</summary>
    private static readonly DeliveryFacts Usual = new(
        2 * Yuan,
        60 * Yuan,
        Shipped,
        Shipped.AddDays(-90),
        IsSamePerson: false,
        IsSameMobile: false,
        IsSameAddress: false,
        IsSamePayee: false
    );

    [Fact]
    public void WithAScanItIsFinalAtReceiptAndWithoutOneDaysLater()
    {
        var unscanned = Honest with { PickedUpAt = null, DeliveredAt = null };

        Assert.True(Decide(Honest, Usual, Honest.ReceivedAt!.Value).IsFinal);
        Assert.False(Decide(unscanned, Usual, Honest.ReceivedAt!.Value.AddDays(3).AddTicks(-1)).IsFinal);
        Assert.Equal(
            (true, DeliveryBasis.Delay),
            Decide(unscanned, Usual, Honest.ReceivedAt!.Value.AddDays(3)) is var late ? (late.IsFinal, late.Basis) : default
        );
    }

    [Fact]
    public void NotConfirmedItIsFinalSomeDaysAfterItShouldHaveArrivedIfACarrierDeliveredIt()
    {
        var (delivered, due) = (Honest with { ReceivedAt = null }, Shipped.AddDays(2 + 7));

        Assert.False(Decide(delivered, Usual, due.AddTicks(-1)).IsFinal);
        Assert.True(Decide(delivered, Usual, due).IsFinal);
        Assert.Equal(DeliveryReasons.Unconfirmed, Decide(Sent with { PickedUpAt = Shipped }, Usual, due).Reasons);
        Assert.Equal(DeliveryReasons.None, Decide(Sent, Usual, due.AddTicks(-1)).Reasons);
        var late = Honest with { ReceivedAt = null, DeliveredAt = due.AddDays(5) };
        Assert.Equal(due.AddDays(8), DeliveryRules.FinalAt(late, Settings).At);
    }

    [Fact]
    public void WithoutPublicMoneyNobodyIsAskedToLook()
    {
        var own = Usual with { GrantFen = 0, IsSamePerson = true, IsSameMobile = true, ValueFen = 90_000 * Yuan };

        Assert.True(Decide(Sent, own, Shipped.AddDays(9)).IsFinal);
        Assert.True(Decide(Honest with { ReceivedAt = Shipped.AddSeconds(1) }, own, Shipped.AddHours(40)).IsFinal);
        Assert.Equal(DeliveryReasons.Returned, Decide(Sent with { ReturnedAt = Shipped.AddDays(3) }, own, Shipped.AddDays(3)).Reasons);
    }

    [Fact]
    public void AMadeUpNumberReceivedASecondLaterWaitsForAPerson()
    {
        var attack = Sent with { ReceivedAt = Shipped.AddSeconds(1) };
        var facts = Usual with { GrantFen = 150_000 * Yuan, ValueFen = 300_000 * Yuan, BuyerSince = Shipped };

        var verdict = Decide(attack, facts, Shipped.AddDays(30));

        Assert.False(verdict.IsFinal);
        Assert.Equal(DeliveryReasons.NewBuyer | DeliveryReasons.HighValue | DeliveryReasons.FastReceipt, verdict.Reasons);
    }

    /// <summary>Each row is a fraud, and the order of honest people that differs from it by as little as may be.</summary>
    public static TheoryData<string, DeliveryReasons, DeliveryTimes, DeliveryFacts, DeliveryTimes, DeliveryFacts> Pairs =>
        new()
        {
            {
                "an invented buyer with a large grant; a county's first campaign, where every buyer is new and gets two yuan",
                DeliveryReasons.NewBuyer,
                Honest,
                Usual with
                {
                    GrantFen = 101 * Yuan,
                    BuyerSince = Shipped,
                },
                Honest,
                Usual with
                {
                    BuyerSince = Shipped,
                }
            },
            {
                "an invented buyer again; a canteen in its second month, with forty orders behind it and a large grant",
                DeliveryReasons.NewBuyer,
                Honest,
                Usual with
                {
                    GrantFen = 400 * Yuan,
                    ValueFen = 4_000 * Yuan,
                    BuyerSince = Shipped.AddDays(-29),
                },
                Honest,
                Usual with
                {
                    GrantFen = 400 * Yuan,
                    ValueFen = 4_000 * Yuan,
                    BuyerSince = Shipped.AddDays(-30),
                }
            },
            {
                "one order that is large enough to be worth it; a canteen's usual order",
                DeliveryReasons.HighValue,
                Honest,
                Usual with
                {
                    ValueFen = 5_000 * Yuan,
                },
                Honest,
                Usual with
                {
                    ValueFen = 4_999 * Yuan,
                }
            },
            {
                "confirmed within hours; delivered in the same town within hours, as its carrier says",
                DeliveryReasons.FastReceipt,
                Honest with
                {
                    DeliveredAt = null,
                    ReceivedAt = Shipped.AddHours(5),
                },
                Usual,
                Honest with
                {
                    DeliveredAt = Shipped.AddHours(4),
                    ReceivedAt = Shipped.AddHours(5),
                },
                Usual
            },
            {
                "confirmed within hours; handed over two days before the farmer marks it",
                DeliveryReasons.FastReceipt,
                Honest with
                {
                    DeliveredAt = null,
                    ReceivedAt = Shipped.AddHours(2),
                },
                Usual,
                Honest with
                {
                    DeliveredAt = null,
                    PickedUpAt = Shipped.AddDays(-2),
                    ReceivedAt = Shipped.AddHours(2),
                },
                Usual
            },
            {
                "goods bought from oneself; a farmer who buys from another",
                DeliveryReasons.SamePerson,
                Honest,
                Usual with
                {
                    IsSamePerson = true,
                },
                Honest,
                Usual
            },
            {
                "goods sent to the seller's own mobile; a family that shares one, bought from a stranger",
                DeliveryReasons.SameMobile,
                Honest,
                Usual with
                {
                    IsSameMobile = true,
                },
                Honest,
                Usual
            },
            {
                "goods sent to where the seller lives; neighbours of each other, not of the seller",
                DeliveryReasons.SameAddress,
                Honest,
                Usual with
                {
                    IsSameAddress = true,
                },
                Honest,
                Usual
            },
            {
                "a buyer who takes the seller's money; a co-operative that takes its farmer's, bought by a third",
                DeliveryReasons.SamePayee,
                Honest,
                Usual with
                {
                    IsSamePayee = true,
                },
                Honest,
                Usual
            },
        };

    [Theory, MemberData(nameof(Pairs))]
    public void AFraudWaitsAndTheHonestOrderBesideItDoesNot(
        string _,
        DeliveryReasons reason,
        DeliveryTimes fraud,
        DeliveryFacts fraudFacts,
        DeliveryTimes honest,
        DeliveryFacts honestFacts
    )
    {
        var found = Decide(fraud, fraudFacts, fraud.ReceivedAt!.Value);
        Assert.Equal((reason, false), (found.Reasons, found.IsFinal));
        var passed = Decide(honest, honestFacts, honest.ReceivedAt!.Value);
        Assert.Equal((DeliveryReasons.None, true), (passed.Reasons, passed.IsFinal));
    }

    [Fact]
    public void AReviewMovesOnlyAsItsTableSays() =>
        StatusMatrix.Holds(
            DeliveryReview.Statuses,
            "delivery.decided",
            [
                (DeliveryReviewStatus.Waiting, DeliveryReviewAction.Release, DeliveryReviewStatus.Released),
                (DeliveryReviewStatus.Waiting, DeliveryReviewAction.Refuse, DeliveryReviewStatus.Refused),
                (DeliveryReviewStatus.Waiting, DeliveryReviewAction.Clear, DeliveryReviewStatus.Cleared),
                (DeliveryReviewStatus.Cleared, DeliveryReviewAction.Ask, DeliveryReviewStatus.Waiting),
            ]
        );

    [Fact]
    public void OneDecisionIsMadeByNeitherSideAndSaysWhy()
    {
        var (seller, official) = (Guid.NewGuid(), Guid.NewGuid());
        var review = new DeliveryReview
        {
            ParcelId = Guid.NewGuid(),
            OrderId = Guid.NewGuid(),
            FarmerId = seller,
            BuyerId = Guid.NewGuid(),
            OriginCode = "522634",
            ReasonBits = (int)(DeliveryReasons.NewBuyer | DeliveryReasons.FastReceipt),
            AskedAt = Shipped,
        };

        Assert.Equal("delivery.own", Assert.Single(review.Decide(true, seller, "好", Shipped).Rejections).Code);
        Assert.Equal("delivery.note-missing", Assert.Single(review.Decide(true, official, " ", Shipped).Rejections).Code);
        review.Follow(DeliveryReasons.None);
        Assert.Equal("delivery.decided", Assert.Single(review.Decide(true, official, "好", Shipped).Rejections).Code);
        review.Follow(DeliveryReasons.FastReceipt);
        Assert.Equal([DeliveryReasons.FastReceipt], review.EachReason);
        Assert.True(review.Decide(false, official, "查无此单", Shipped).IsOk);
        review.Follow(DeliveryReasons.None);
        Assert.Equal((DeliveryReviewStatus.Refused, official, "查无此单"), (review.Status, review.DecidedBy, review.Note));
    }

    private static DeliveryVerdict Decide(DeliveryTimes times, DeliveryFacts facts, DateTime now) =>
        DeliveryRules.Decide(times, facts, Settings, now);
}
