using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Payments;

public enum ChargeUse
{
    /// <summary>It pays for what it was asked for; anything above that goes back.</summary>
    Kept,

    /// <summary>It came too late, or a second time: all of it goes back.</summary>
    SentBack,

    /// <summary>It does not fit what was asked, so it is in nobody's books until a person has decided.</summary>
    Held,

    /// <summary>A person has dealt with it outside the market, and says how.</summary>
    DealtWith,
}

/// <summary>Money that a gateway has taken from a payer, once for each of the gateway's own ids.</summary>
public sealed class Charge
{
    /// <summary>The only currency of the market, as gateways spell it.</summary>
    public const string Yuan = "cny";

    public const int NoteMaxLength = 200;

    /// <summary>The gateway's id of the money.</summary>
    public required string Reference { get; init; }

    /// <summary>What it is said to be for; null when that is nothing of ours.</summary>
    public required Guid? PaymentId { get; init; }

    /// <summary>In the currency's smallest unit; fen when that is yuan.</summary>
    public required long Amount { get; init; }

    /// <summary>Three small letters.</summary>
    public required string Currency { get; init; }

    public required DateTime At { get; init; }

    public required ChargeUse Use { get; set; }

    /// <summary>Why it is or was held, a word of <see cref="HeldFor"/>; null when it never was.</summary>
    public HeldFor? HeldFor { get; init; }

    /// <summary>How a person dealt with it; empty otherwise.</summary>
    public string Note { get; private set; } = "";

    public Guid? DealtWithById { get; private set; }

    /// <summary>
    /// A person lets it go back, or says how it was dealt with. Rejects with <c>payment.not-held</c> and <c>payment.note</c>.
    /// </summary>
    public Result<Done> DealWith(ChargeUse use, string note, Guid memberId)
    {
        if (Use != ChargeUse.Held)
        {
            return new Rejection("payment.not-held");
        }

        var line = SingleLine.Of(note);
        if (line.IsEmptyOrLongerThan(NoteMaxLength))
        {
            return new Rejection("payment.note", nameof(Note), NoteMaxLength);
        }

        (Use, Note, DealtWithById) = (use, line, memberId);
        return Done.Instance;
    }
}

/// <summary>Why money waits for a person.</summary>
public enum HeldFor
{
    /// <summary>No payment of ours has the id that came with it.</summary>
    UnknownPayment,

    /// <summary>It is not yuan.</summary>
    Currency,

    /// <summary>It is less than was asked.</summary>
    TooLittle,
}

/// <summary>What is to become of money that has come in.</summary>
/// <param name="Use">Kept still depends on whether what it is for can be had.</param>
/// <param name="SurplusFen">What of it is more than was asked, and goes back.</param>
public sealed record ChargeVerdict(ChargeUse Use, HeldFor? HeldFor = null, long SurplusFen = 0);

/// <summary>Decides about money that has come in, by the figures alone.</summary>
public static class Charging
{
    /// <summary>
    /// What fits is kept once, and any more of it goes back; what does not fit waits for a person, since sending back the wrong
    /// sum, or a sum to the wrong person, cannot be undone.
    /// </summary>
    /// <param name="asked">How the payment stands that it says it is for, and the fen it asked for; null when it is nothing of
    /// ours.</param>
    public static ChargeVerdict Judge(long amount, string currency, (PaymentStatus Status, long AmountFen)? asked) =>
        asked switch
        {
            null => new(ChargeUse.Held, HeldFor.UnknownPayment),
            _ when currency != Charge.Yuan => new(ChargeUse.Held, HeldFor.Currency),
            { Status: PaymentStatus.Succeeded or PaymentStatus.Refunded } => new(ChargeUse.SentBack),
            { AmountFen: var fen } when amount < fen => new(ChargeUse.Held, HeldFor.TooLittle),
            { AmountFen: var fen } => new(ChargeUse.Kept, null, amount - fen),
        };
}
