using AgriMarket.Domain.Audits;
using AgriMarket.Domain.Tests.Support;

namespace AgriMarket.Domain.Tests.Audits;

/// <summary>What sellers, officials and the clock may do to an audit.</summary>
public sealed class GrantAuditTests
{
    /// <summary>10:00 in China.</summary>
    private static readonly DateTime Now = new(2035, 7, 17, 2, 0, 0, DateTimeKind.Utc);

    private static readonly Guid Seller = Guid.CreateVersion7();
    private static readonly Guid Buyer = Guid.CreateVersion7();
    private static readonly Guid Official = Guid.CreateVersion7();

    [Fact]
    public void AnAuditMovesOnlyAsItsTableSays() =>
        StatusMatrix.Holds(
            GrantAudit.Statuses,
            "audit.moved",
            [
                (GrantAuditStatus.Asked, GrantAuditAction.Answer, GrantAuditStatus.Answered),
                (GrantAuditStatus.Asked, GrantAuditAction.Lapse, GrantAuditStatus.NotProven),
                (GrantAuditStatus.Answered, GrantAuditAction.Prove, GrantAuditStatus.Proven),
                (GrantAuditStatus.Answered, GrantAuditAction.Disprove, GrantAuditStatus.NotProven),
            ]
        );

    [Fact]
    public void ASellerMayAnswerUntilTheEndOfTheLastDayAndOnce()
    {
        var audit = Asked();
        Assert.Equal(new DateOnly(2035, 7, 24), audit.LastDay);
        Assert.Equal("audit.late", audit.Answer(new("走顺丰", ""), 7, audit.AnswerBefore).Rejections[0].Code);

        Assert.True(audit.Answer(new(" 走\n顺丰 ", "sf 1"), 7, audit.AnswerBefore.AddTicks(-1)).IsOk);

        Assert.Equal((GrantAuditStatus.Answered, "走 顺丰", "SF1"), (audit.Status, audit.Text, audit.TrackingNumber));
        Assert.Equal("audit.moved", audit.Answer(new("又", ""), 7, Now).Rejections[0].Code);
    }

    [Theory]
    [InlineData(0, "", "audit.text-missing")]
    [InlineData(501, "", "audit.text-long")]
    [InlineData(500, "单号", "audit.number")]
    [InlineData(1, "12345678901234567890123456789012345678901", "audit.number")]
    public void WhatIsNoAnswerIsRefusedBesideItsField(int length, string number, string code)
    {
        var audit = Asked();

        Assert.Equal(code, Assert.Single(audit.Answer(new(new string('字', length), number), 7, Now).Rejections).Code);
        Assert.Equal(GrantAuditStatus.Asked, audit.Status);
    }

    [Fact]
    public void AnOfficialDecidesWhatWasAnsweredWithAReasonAndNotTheirOwn()
    {
        var audit = Asked();
        Assert.Equal("audit.moved", audit.Decide(true, Official, "好", Now).Rejections[0].Code);
        Assert.True(audit.Answer(new("走顺丰", ""), 7, Now).IsOk);
        Assert.Equal("audit.own", audit.Decide(true, Seller, "好", Now).Rejections[0].Code);
        Assert.Equal("audit.own", audit.Decide(false, Buyer, "好", Now).Rejections[0].Code);
        Assert.Equal("audit.reason-missing", audit.Decide(true, Official, " ", Now).Rejections[0].Code);
        Assert.Equal("audit.reason-long", audit.Decide(true, Official, new string('字', 301), Now).Rejections[0].Code);
        Assert.Equal("audit.moved", audit.Lapse(audit.AnswerBefore).Rejections[0].Code);
        Assert.Equal((false, true), (audit.IsOverdue(audit.ReviewBefore!.Value.AddTicks(-1)), audit.IsOverdue(audit.ReviewBefore.Value)));

        Assert.True(audit.Decide(false, Official, "查无此单", Now).IsOk);

        Assert.Equal((GrantAuditStatus.NotProven, false), (audit.Status, audit.IsLapsed));
        Assert.Equal("audit.moved", audit.Decide(true, Official, "改", Now).Rejections[0].Code);
    }

    [Fact]
    public void TheClockEndsWhatNobodyAnswersAndNotSooner()
    {
        var audit = Asked();
        Assert.Equal("audit.moved", audit.Lapse(audit.AnswerBefore.AddTicks(-1)).Rejections[0].Code);

        Assert.True(audit.Lapse(audit.AnswerBefore).IsOk);

        Assert.Equal((GrantAuditStatus.NotProven, true), (audit.Status, audit.IsLapsed));
    }

    private static GrantAudit Asked() =>
        new()
        {
            ParcelId = Guid.CreateVersion7(),
            Day = new DateOnly(2035, 7, 16),
            OrderId = Guid.CreateVersion7(),
            FarmerId = Seller,
            BuyerId = Buyer,
            OriginCode = "522634",
            GrantFen = 200,
            AskedAt = Now,
            AnswerBefore = GrantAudit.EndOfDayIn(7, Now),
        };
}
