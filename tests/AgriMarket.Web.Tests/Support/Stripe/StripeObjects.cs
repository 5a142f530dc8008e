using System.Text.Json.Nodes;

namespace AgriMarket.Web.Tests.Support.Stripe;

/// <summary>Something that Stripe keeps. Amounts are in the smallest unit, times are seconds since 1970, as Stripe has them.</summary>
internal abstract class StripeObject(string prefix, long created)
{
    public string Id { get; } = $"{prefix}_{Guid.NewGuid():N}";

    public long Created { get; } = created;

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>As the interface answers it.</summary>
    public JsonObject Json()
    {
        var json = Members();
        json["id"] = Id;
        json["created"] = Created;
        json["livemode"] = false;
        json["metadata"] = new JsonObject(Metadata.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
        return json;
    }

    protected abstract JsonObject Members();
}

internal sealed class StripeSession(long created) : StripeObject("cs_test", created)
{
    public required long Amount { get; init; }

    public required string Currency { get; init; }

    /// <summary>What the payer reads that he pays for.</summary>
    public required string Item { get; init; }

    public required string ClientReference { get; init; }

    public required string Locale { get; init; }

    public required string SuccessUrl { get; init; }

    public required string CancelUrl { get; init; }

    public required long ExpiresAt { get; init; }

    public required IReadOnlyList<string> Methods { get; init; }

    public required IReadOnlyDictionary<string, string> IntentMetadata { get; init; }

    public string? TransferGroup { get; init; }

    /// <summary>payment, or subscription for pages that have no payment intent.</summary>
    public string Mode { get; init; } = "payment";

    /// <summary>open, complete or expired.</summary>
    public string Status { get; set; } = "open";

    /// <summary>unpaid or paid.</summary>
    public string PaymentStatus { get; set; } = "unpaid";

    /// <summary>Null until the payer has sent the page.</summary>
    public StripeIntent? Intent { get; set; }

    /// <summary>Whether an answer carries the whole payment intent instead of its id.</summary>
    public JsonObject Json(bool withIntent)
    {
        var json = Json();
        json["payment_intent"] = withIntent ? Intent?.Json() : Intent?.Id;
        return json;
    }

    protected override JsonObject Members() =>
        new()
        {
            ["object"] = "checkout.session",
            ["url"] = Status == "open" ? $"https://checkout.stripe.test/c/pay/{Id}" : null,
            ["mode"] = Mode,
            ["status"] = Status,
            ["payment_status"] = PaymentStatus,
            ["payment_intent"] = Intent?.Id,
            ["amount_subtotal"] = Amount,
            ["amount_total"] = Amount,
            ["currency"] = Currency,
            ["client_reference_id"] = ClientReference,
            ["locale"] = Locale,
            ["success_url"] = SuccessUrl,
            ["cancel_url"] = CancelUrl,
            ["expires_at"] = ExpiresAt,
            ["payment_method_types"] = new JsonArray([.. Methods.Select(method => (JsonNode)method)]),
        };
}

internal sealed class StripeIntent(long created) : StripeObject("pi", created)
{
    public required long Amount { get; init; }

    public required string Currency { get; init; }

    public string? TransferGroup { get; init; }

    /// <summary>processing, succeeded or requires_payment_method.</summary>
    public required string Status { get; set; }

    protected override JsonObject Members() =>
        new()
        {
            ["object"] = "payment_intent",
            ["amount"] = Amount,
            ["amount_received"] = Status == "succeeded" ? Amount : 0,
            ["currency"] = Currency,
            ["status"] = Status,
            ["transfer_group"] = TransferGroup,
        };
}

internal sealed class StripeRefund(long created) : StripeObject("re", created)
{
    public required StripeIntent Intent { get; init; }

    public required long Amount { get; init; }

    /// <summary>pending, requires_action, succeeded, failed or canceled.</summary>
    public required string Status { get; set; }

    public string? FailureReason { get; set; }

    public bool IsGone => Status is "failed" or "canceled";

    protected override JsonObject Members() =>
        new()
        {
            ["object"] = "refund",
            ["payment_intent"] = Intent.Id,
            ["amount"] = Amount,
            ["currency"] = Intent.Currency,
            ["status"] = Status,
            ["failure_reason"] = FailureReason,
        };
}

internal sealed class StripeDispute(long created) : StripeObject("du", created)
{
    public required StripeIntent Intent { get; init; }

    public required long Amount { get; init; }

    public required string Reason { get; init; }

    public required long? DueBy { get; init; }

    public string Status { get; set; } = "needs_response";

    /// <summary>An inquiry takes no money, and what was won has been refunded.</summary>
    public bool HoldsMoney => Status is not ("won" or "prevented") && !Status.StartsWith("warning_", StringComparison.Ordinal);

    protected override JsonObject Members() =>
        new()
        {
            ["object"] = "dispute",
            ["payment_intent"] = Intent.Id,
            ["amount"] = Amount,
            ["currency"] = Intent.Currency,
            ["reason"] = Reason,
            ["status"] = Status,
            ["evidence_details"] = new JsonObject
            {
                ["due_by"] = DueBy,
                ["has_evidence"] = false,
                ["past_due"] = false,
                ["submission_count"] = 0,
            },
        };
}

internal sealed class StripeAccount(long created) : StripeObject("acct", created)
{
    public bool IsSubmitted { get; set; }

    public bool CanBePaid { get; set; }

    /// <summary>Stripe has it for an account that nobody has filled in yet, too.</summary>
    public string? DisabledReason { get; set; } = "requirements.past_due";

    protected override JsonObject Members() =>
        new()
        {
            ["object"] = "account",
            ["charges_enabled"] = false,
            ["payouts_enabled"] = CanBePaid,
            ["details_submitted"] = IsSubmitted,
            ["capabilities"] = new JsonObject { ["transfers"] = CanBePaid ? "active" : "inactive" },
            ["requirements"] = new JsonObject { ["disabled_reason"] = DisabledReason },
        };
}

internal sealed class StripeTransfer(long created) : StripeObject("tr", created)
{
    public required StripeAccount Destination { get; init; }

    public required long Amount { get; init; }

    public required string Currency { get; init; }

    public string? Group { get; init; }

    public List<StripeReversal> Reversals { get; } = [];

    public long Rest => Amount - Reversals.Sum(reversal => reversal.Amount);

    protected override JsonObject Members() =>
        new()
        {
            ["object"] = "transfer",
            ["amount"] = Amount,
            ["amount_reversed"] = Amount - Rest,
            ["currency"] = Currency,
            ["destination"] = Destination.Id,
            ["transfer_group"] = Group,
            ["reversed"] = Rest == 0,
        };
}

internal sealed class StripeReversal(long created) : StripeObject("trr", created)
{
    public required StripeTransfer Transfer { get; init; }

    public required long Amount { get; init; }

    protected override JsonObject Members() =>
        new()
        {
            ["object"] = "transfer_reversal",
            ["transfer"] = Transfer.Id,
            ["amount"] = Amount,
            ["currency"] = Transfer.Currency,
        };
}
