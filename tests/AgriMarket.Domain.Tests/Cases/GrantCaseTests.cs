using AgriMarket.Domain.Cases;
using AgriMarket.Domain.Payments;
using CsCheck;

namespace AgriMarket.Domain.Tests.Cases;

public sealed class GrantCaseTests
{
    private static readonly DateTime Now = new(2035, 7, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void EveryCellOfTheTable() =>
        Assert.Equal(
            [
                "Open ProposeNothing NothingProposed",
                "Open ProposeTakeBack TakeBackProposed",
                "NothingProposed SendBack Open",
                "NothingProposed Approve NothingFound",
                "TakeBackProposed SendBack Open",
                "TakeBackProposed Approve TakenBack",
            ],
            from status in Enum.GetValues<CaseStatus>()
            from action in Enum.GetValues<CaseAction>()
            let next = GrantCase.Statuses.After(status, action)
            where next.IsOk
            select $"{status} {action} {next.Value}"
        );

    [Fact]
    public void WhoBoughtOrSoldDecidesNothing()
    {
        var (seller, buyer, proposer, second) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var about = Case(seller, buyer);

        Assert.All(
            new[] { seller, buyer },
            id => Assert.Equal("case.own", about.Propose(CaseAction.ProposeNothing, id, "x", Now).Rejections[0].Code)
        );
        Assert.True(about.Propose(CaseAction.ProposeTakeBack, proposer, "x", Now).IsOk);
        Assert.Equal("case.own", about.Approve(buyer, Now).Rejections[0].Code);
        Assert.Equal("case.same-official", about.Approve(proposer, Now).Rejections[0].Code);
        Assert.True(about.Approve(second, Now).IsOk);
        Assert.Equal((CaseStatus.TakenBack, second), (about.Status, about.DecidedBy));
    }

    [Fact]
    public void ASplitGivesAllThatThereIsAndNoSchemeMoreThanItHasLeft() =>
        Gen.Select(Gen.Long[0, 100_000], Gen.Select(Gen.Long[0, 50_000], Gen.Long[0, 50_000]).Array[0, 5])
            .Sample(
                (parcelFen, rows) =>
                {
                    GrantRest[] rests = [.. rows.Select(row => new GrantRest(Guid.NewGuid(), row.Item1, row.Item2))];
                    var split = GrantRest.Split(parcelFen, rests);
                    var left = rests.ToDictionary(rest => rest.SchemeId, rest => rest.LeftFen);
                    Assert.Equal(Math.Min(parcelFen, rests.Sum(rest => rest.LeftFen)), split.Sum(part => part.Fen));
                    Assert.All(split, part => Assert.InRange(part.Fen, 1, left[part.SchemeId]));
                }
            );

    [Fact]
    public void APayoutPaysTheOldestClaimFirstAndNoMoreThanItHas()
    {
        PayoutClaim[] claims = [Claim(300), Claim(500)];

        Assert.Equal([300L, 100L], PayoutClaim.Pay(claims, 400).Select(row => row.Fen));
        Assert.Equal([400L], PayoutClaim.Pay(claims, 1_000).Select(row => row.Fen));
        Assert.Empty(PayoutClaim.Pay(claims, 1_000));
    }

    private static PayoutClaim Claim(long fen) =>
        new()
        {
            Id = Guid.NewGuid(),
            FarmerId = Guid.NewGuid(),
            PaymentId = Guid.NewGuid(),
            PayoutId = Guid.NewGuid(),
            AmountFen = fen,
            At = Now,
        };

    private static GrantCase Case(Guid seller, Guid buyer)
    {
        var id = Guid.NewGuid();
        return new()
        {
            Id = id,
            FarmerId = seller,
            OriginCode = "522634",
            HoldsAll = false,
            Reason = "x",
            OfficeName = "x",
            OpenedBy = Guid.NewGuid(),
            OpenedAt = Now,
            Parcels =
            [
                new()
                {
                    CaseId = id,
                    ParcelId = Guid.NewGuid(),
                    OrderId = Guid.NewGuid(),
                    BuyerId = buyer,
                    GrantFen = 1,
                },
            ],
        };
    }
}
