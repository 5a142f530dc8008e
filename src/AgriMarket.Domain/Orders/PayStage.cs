using AgriMarket.Domain.Payments;

namespace AgriMarket.Domain.Orders;

/// <summary>How far the money of a paid parcel is on its way to its farmer, or why it has not been sent yet.</summary>
public enum PayStage
{
    /// <summary>The goods are still to be sent.</summary>
    ToShip,

    /// <summary>Sent; the buyer has it to confirm, or some days have to pass.</summary>
    WithBuyer,

    /// <summary>Somebody in office has to look at its delivery first, since public money is in it.</summary>
    InReview,

    /// <summary>The buyer's bank has taken the payment back, and it is not known yet who has it in the end.</summary>
    Disputed,

    /// <summary>Somebody in office looks into its public money, and nothing is sent before that has ended.</summary>
    Held,

    /// <summary>It could be sent, but neither the farmer nor anybody for them has an account that can take it.</summary>
    NoAccount,

    /// <summary>Sent with the next round.</summary>
    Due,

    /// <summary>Reserved; the gateway is at it.</summary>
    Sending,
    Paid,

    /// <summary>Tried as often as makes sense; a person has to look.</summary>
    Failed,

    /// <summary>All of it was refunded, so there is nothing to pay.</summary>
    Nothing,

    /// <summary>All of it paid what its farmer has to give back.</summary>
    SetOff,
}

/// <summary>Says how far a parcel's money is.</summary>
public static class PayStages
{
    /// <param name="keptFen">Its goods less what was refunded.</param>
    /// <param name="payout">Null before it is due.</param>
    /// <param name="isDisputed">Its payment is, at this moment.</param>
    /// <param name="canBePaid">Its farmer, or who takes the money for them, has an account that is ready.</param>
    /// <param name="isInReview">A person has to look at its delivery.</param>
    /// <param name="isFinal">Its delivery is proven, or is as soon as somebody looks.</param>
    /// <param name="isHeld">An open case holds it, or all of its farmer's.</param>
    /// <param name="setOffFen">What of it paid what its farmer has to give back.</param>
    public static PayStage Of(
        Parcel parcel,
        long keptFen,
        Payout? payout,
        bool isDisputed,
        bool canBePaid,
        bool isInReview,
        bool isFinal,
        bool isHeld = false,
        long setOffFen = 0
    ) =>
        payout?.Status switch
        {
            PayoutStatus.Paid => PayStage.Paid,
            PayoutStatus.Sending => PayStage.Sending,
            PayoutStatus.Failed or PayoutStatus.Waiting when isHeld => PayStage.Held,
            PayoutStatus.Failed => PayStage.Failed,
            PayoutStatus.Cancelled when setOffFen > 0 => PayStage.SetOff,
            PayoutStatus.Cancelled => PayStage.Nothing,
            _ when keptFen == 0 => PayStage.Nothing,
            _ when !parcel.IsSent => PayStage.ToShip,
            _ when isDisputed => PayStage.Disputed,
            _ when isHeld => PayStage.Held,
            null when isInReview => PayStage.InReview,
            null when !isFinal => PayStage.WithBuyer,
            _ => canBePaid ? PayStage.Due : PayStage.NoAccount,
        };
}
