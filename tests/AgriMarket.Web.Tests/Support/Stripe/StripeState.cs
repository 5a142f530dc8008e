namespace AgriMarket.Web.Tests.Support.Stripe;

/// <summary>
/// What Stripe keeps for one market, and what it does to it. Everything that changes is told in <see cref="Events"/>. It is not
/// safe for several threads; <see cref="FakeStripe"/> lets one in at a time.
/// </summary>
internal sealed class StripeState(Func<DateTimeOffset> clock)
{
    private readonly OrderedDictionary<string, StripeObject> objects = [];
    private readonly List<StripeEvent> events = [];

    public long Now => clock().ToUnixTimeSeconds();

    /// <summary>All that has happened, the oldest first.</summary>
    public IReadOnlyList<StripeEvent> Events => events;

    public IReadOnlyList<StripeSession> Sessions => All<StripeSession>();

    public IReadOnlyList<StripeIntent> Intents => All<StripeIntent>();

    public IReadOnlyList<StripeRefund> Refunds => All<StripeRefund>();

    public IReadOnlyList<StripeDispute> Disputes => All<StripeDispute>();

    public IReadOnlyList<StripeAccount> Accounts => All<StripeAccount>();

    public IReadOnlyList<StripeTransfer> Transfers => All<StripeTransfer>();

    /// <summary>What the market put in from its own bank.</summary>
    public long ToppedUp { get; set; }

    /// <summary>How the next refunds begin: succeeded, pending, requires_action or failed.</summary>
    public string RefundsBegin { get; set; } = "succeeded";

    /// <summary>The market's money at Stripe; without fees and without waiting, which the real one has.</summary>
    public long Balance =>
        ToppedUp
        + Intents.Where(intent => intent.Status == "succeeded").Sum(intent => intent.Amount)
        - Refunds.Where(refund => !refund.IsGone).Sum(refund => refund.Amount)
        - Disputes.Where(dispute => dispute.HoldsMoney).Sum(dispute => dispute.Amount)
        - Transfers.Sum(transfer => transfer.Rest);

    public StripeSession Session(string id)
    {
        var session = Find<StripeSession>(id, "checkout.session");
        if (session.Status == "open" && Now >= session.ExpiresAt)
        {
            Expire(session);
        }

        return session;
    }

    public StripeIntent Intent(string id) => Find<StripeIntent>(id, "payment_intent");

    public StripeRefund Refund(string id) => Find<StripeRefund>(id, "refund");

    public StripeDispute Dispute(string id) => Find<StripeDispute>(id, "dispute");

    public StripeAccount Account(string id) => Find<StripeAccount>(id, "destination");

    public StripeTransfer Transfer(string id) => Find<StripeTransfer>(id, "transfer");

    public T Add<T>(T one)
        where T : StripeObject
    {
        objects.Add(one.Id, one);
        return one;
    }

    /// <summary>The payer sends the page. Only an open page can be paid.</summary>
    /// <param name="intentStatus">succeeded, or processing for money that takes its time.</param>
    public StripeIntent Pay(string sessionId, string intentStatus)
    {
        var session = Session(sessionId);
        if (session.Status != "open")
        {
            throw new InvalidOperationException($"Nobody can pay on a page that is {session.Status}.");
        }

        session.Intent = Add(
            new StripeIntent(Now)
            {
                Amount = session.Amount,
                Currency = session.Currency,
                TransferGroup = session.TransferGroup,
                Metadata = session.IntentMetadata,
                Status = intentStatus,
            }
        );
        (session.Status, session.PaymentStatus) = ("complete", intentStatus == "succeeded" ? "paid" : "unpaid");
        Tell("checkout.session.completed", session);
        return session.Intent;
    }

    /// <summary>Somebody pays on a page of another seller on this account, for a subscription: that has no payment intent.</summary>
    public StripeSession Subscribe()
    {
        var session = Add(
            new StripeSession(Now)
            {
                Mode = "subscription",
                Amount = 990,
                Currency = "cny",
                Item = "subscription",
                ClientReference = "another shop",
                Locale = "zh",
                SuccessUrl = "https://another.example/",
                CancelUrl = "https://another.example/",
                ExpiresAt = Now + (24 * 60 * 60),
                Methods = [],
                IntentMetadata = new Dictionary<string, string>(),
            }
        );
        (session.Status, session.PaymentStatus) = ("complete", "paid");
        Tell("checkout.session.completed", session);
        return session;
    }

    /// <summary>Money that took its time has come, or will not.</summary>
    public void EndPaying(string sessionId, bool hasCome)
    {
        var session = Session(sessionId);
        if (session.Intent is not { Status: "processing" } intent)
        {
            throw new InvalidOperationException("No money is on its way.");
        }

        intent.Status = hasCome ? "succeeded" : "requires_payment_method";
        session.PaymentStatus = hasCome ? "paid" : "unpaid";
        Tell(hasCome ? "checkout.session.async_payment_succeeded" : "checkout.session.async_payment_failed", session);
    }

    public StripeSession ExpireByHand(string id)
    {
        var session = Session(id);
        if (session.Status != "open")
        {
            throw new StripeRefusal(
                400,
                "invalid_request_error",
                null,
                "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of "
                    + $"`{session.Status}`."
            );
        }

        Expire(session);
        return session;
    }

    public StripeRefund Refund(string intentId, long amount, IReadOnlyDictionary<string, string> metadata)
    {
        var intent = Intent(intentId);
        var rest = intent.Amount - Refunds.Where(refund => refund.Intent == intent && !refund.IsGone).Sum(refund => refund.Amount);
        if (intent.Status != "succeeded")
        {
            throw StripeRefusal.Of("payment_intent_unexpected_state", "This PaymentIntent does not have a successful charge to refund.");
        }

        if (Disputes.Any(dispute => dispute.Intent == intent && dispute.HoldsMoney))
        {
            throw StripeRefusal.Of("charge_disputed", "The charge has been charged back.");
        }

        if (amount > rest)
        {
            throw rest == 0
                ? StripeRefusal.Of("charge_already_refunded", "The charge has already been refunded.")
                : StripeRefusal.Parameter(
                    "amount_too_large",
                    "amount",
                    $"Refund amount ({amount}) is greater than unrefunded amount on charge ({rest})"
                );
        }

        var refund = Add(
            new StripeRefund(Now)
            {
                Intent = intent,
                Amount = amount,
                Metadata = metadata,
                Status = RefundsBegin,
            }
        );
        refund.FailureReason = refund.Status == "failed" ? "declined" : null;
        Tell("refund.created", refund);
        return refund;
    }

    /// <summary>The payer's bank has taken a refund or, also after it had, sends it back.</summary>
    public void EndRefund(string id, string status, string? reason = null)
    {
        var refund = Refund(id);
        (refund.Status, refund.FailureReason) = (status, reason);
        Tell(status == "failed" ? "refund.failed" : "refund.updated", refund);
    }

    public StripeDispute Dispute(string intentId, long amount, string reason, string status)
    {
        var dispute = Add(
            new StripeDispute(Now)
            {
                Intent = Intent(intentId),
                Amount = amount,
                Reason = reason,
                Status = status,
                DueBy = Now + (7 * 24 * 60 * 60),
            }
        );
        Tell("charge.dispute.created", dispute);
        return dispute;
    }

    public void MoveDispute(string id, string status)
    {
        var dispute = Dispute(id);
        dispute.Status = status;
        Tell(status is "won" or "lost" or "warning_closed" ? "charge.dispute.closed" : "charge.dispute.updated", dispute);
    }

    public void MoveAccount(string id, bool isSubmitted, bool canBePaid, string? disabledReason)
    {
        var account = Account(id);
        (account.IsSubmitted, account.CanBePaid, account.DisabledReason) = (isSubmitted, canBePaid, disabledReason);
        Tell("account.updated", account);
    }

    public StripeTransfer Send(StripeTransfer transfer)
    {
        if (!transfer.Destination.CanBePaid)
        {
            throw StripeRefusal.Of(
                "insufficient_capabilities_for_transfer",
                "Your destination account needs to have at least one of the following capabilities enabled: transfers."
            );
        }

        if (transfer.Amount > Balance)
        {
            throw StripeRefusal.Of("balance_insufficient", "You have insufficient available funds in your Stripe account.");
        }

        Tell("transfer.created", Add(transfer));
        return transfer;
    }

    public StripeReversal TakeBack(StripeReversal reversal)
    {
        if (reversal.Amount > reversal.Transfer.Rest)
        {
            throw StripeRefusal.Parameter(
                "amount_too_large",
                "amount",
                $"Reversal amount ({reversal.Amount}) is greater than unreversed amount ({reversal.Transfer.Rest})"
            );
        }

        reversal.Transfer.Reversals.Add(reversal);
        Tell("transfer.reversed", reversal.Transfer);
        return reversal;
    }

    private void Expire(StripeSession session)
    {
        session.Status = "expired";
        Tell("checkout.session.expired", session);
    }

    private void Tell(string type, StripeObject about) => events.Add(StripeEvent.Of(type, about, Now));

    private List<T> All<T>()
        where T : StripeObject => [.. objects.Values.OfType<T>()];

    private T Find<T>(string id, string kind)
        where T : StripeObject => objects.GetValueOrDefault(id) as T ?? throw StripeRefusal.Missing(kind, id);
}
