using System.Globalization;
using System.Text.Json.Nodes;

namespace AgriMarket.Web.Tests.Support.Stripe;

/// <summary>The addresses of Stripe's interface that the market calls, and the rules that Stripe has for what is sent there.</summary>
internal sealed class StripeRoutes(StripeState books)
{
    private const int LongestList = 100;
    private const int UsualList = 10;
    private static readonly string[] KnownMethods = ["card", "alipay", "wechat_pay"];

    /// <summary>Does what a call asks for.</summary>
    /// <exception cref="StripeRefusal">It cannot be done.</exception>
    public JsonObject Answer(StripeCall call) =>
        (call.Method, call.Segments) switch
        {
            ("POST", ["checkout", "sessions"]) => CreateSession(call).Json(),
            ("GET", ["checkout", "sessions", var id]) => books.Session(id).Json(withIntent: call["expand[0]"] == "payment_intent"),
            ("POST", ["checkout", "sessions", var id, "expire"]) => books.ExpireByHand(id).Json(),
            ("GET", ["payment_intents", var id]) => books.Intent(id).Json(),
            ("POST", ["refunds"]) => CreateRefund(call).Json(),
            ("GET", ["refunds"]) => List(call, books.Refunds.Where(refund => refund.Intent.Id == call.Text("payment_intent"))),
            ("GET", ["refunds", var id]) => books.Refund(id).Json(),
            ("GET", ["disputes", var id]) => books.Dispute(id).Json(),
            ("POST", ["accounts"]) => CreateAccount(call).Json(),
            ("GET", ["accounts", var id]) => books.Account(id).Json(),
            ("POST", ["account_links"]) => CreateAccountLink(call),
            ("POST", ["transfers"]) => CreateTransfer(call).Json(),
            ("GET", ["transfers"]) => List(call, books.Transfers.Where(transfer => transfer.Group == call.Text("transfer_group"))),
            ("POST", ["transfers", var id, "reversals"]) => CreateReversal(id, call).Json(),
            ("GET", ["transfers", var id, "reversals"]) => List(call, books.Transfer(id).Reversals),
            _ => throw new StripeRefusal(404, "invalid_request_error", null, $"Unrecognized request URL ({call.Method}: {call.Path})."),
        };

    private StripeSession CreateSession(StripeCall call)
    {
        call.Knows(
            "mode",
            "locale",
            "client_reference_id",
            "metadata",
            "payment_intent_data",
            "allowed_payment_method_types",
            "payment_method_options",
            "line_items",
            "success_url",
            "cancel_url",
            "expires_at"
        );
        if (call.Text("mode") != "payment" || call.Number("line_items[0][quantity]") != 1)
        {
            throw StripeRefusal.Parameter("parameter_invalid", "mode", "Only one thing, and only to pay for it, is made here.");
        }

        string[] methods =
        [
            .. call
                .Parameters.Where(pair => pair.Key.StartsWith("allowed_payment_method_types[", StringComparison.Ordinal))
                .Select(pair => pair.Value),
        ];
        if (methods.Length == 0 || methods.Except(KnownMethods).Any())
        {
            throw StripeRefusal.Parameter(
                "parameter_invalid",
                "allowed_payment_method_types",
                $"Invalid allowed_payment_method_types: {string.Join(", ", methods.Except(KnownMethods))}."
            );
        }

        if (methods.Contains("wechat_pay") && call["payment_method_options[wechat_pay][client]"] != "web")
        {
            throw StripeRefusal.Parameter(
                "parameter_missing",
                "payment_method_options[wechat_pay][client]",
                "wechat_pay needs to know its client."
            );
        }

        var expires = call.Number("expires_at");
        if (expires < books.Now + (30 * 60) || expires > books.Now + (24 * 60 * 60))
        {
            throw StripeRefusal.Parameter(
                "timestamp_invalid",
                "expires_at",
                "The expires_at timestamp must be between 30 minutes and 24 hours from Checkout Session creation."
            );
        }

        return books.Add(
            new StripeSession(books.Now)
            {
                Amount = call.Number("line_items[0][price_data][unit_amount]"),
                Currency = call.Text("line_items[0][price_data][currency]"),
                Item = call.Text("line_items[0][price_data][product_data][name]"),
                ClientReference = call.Text("client_reference_id"),
                Locale = call.Text("locale"),
                SuccessUrl = call.Address("success_url"),
                CancelUrl = call.Address("cancel_url"),
                ExpiresAt = expires,
                Methods = methods,
                Metadata = call.In("metadata"),
                IntentMetadata = call.In("payment_intent_data[metadata]"),
                TransferGroup = call["payment_intent_data[transfer_group]"],
            }
        );
    }

    private StripeRefund CreateRefund(StripeCall call)
    {
        call.Knows("payment_intent", "amount", "metadata");
        return books.Refund(call.Text("payment_intent"), call.Number("amount"), call.In("metadata"));
    }

    private StripeAccount CreateAccount(StripeCall call)
    {
        call.Knows("controller", "capabilities", "metadata");
        return call["capabilities[transfers][requested]"] == "true"
            ? books.Add(new StripeAccount(books.Now) { Metadata = call.In("metadata") })
            : throw StripeRefusal.Parameter("parameter_missing", "capabilities", "An account that can take transfers has to ask for it.");
    }

    private JsonObject CreateAccountLink(StripeCall call)
    {
        call.Knows("account", "type", "return_url", "refresh_url");
        (_, _) = (call.Address("return_url"), call.Address("refresh_url"));
        return call.Text("type") == "account_onboarding"
            ? new JsonObject
            {
                ["object"] = "account_link",
                ["url"] = $"https://connect.stripe.test/setup/e/{books.Account(call.Text("account")).Id}",
                ["created"] = books.Now,
                ["expires_at"] = books.Now + (5 * 60),
            }
            : throw StripeRefusal.Parameter("parameter_invalid", "type", "Only account_onboarding is made here.");
    }

    private StripeTransfer CreateTransfer(StripeCall call)
    {
        call.Knows("amount", "currency", "destination", "transfer_group", "metadata");
        return books.Send(
            new StripeTransfer(books.Now)
            {
                Amount = call.Number("amount"),
                Currency = call.Text("currency"),
                Destination = books.Account(call.Text("destination")),
                Group = call["transfer_group"],
                Metadata = call.In("metadata"),
            }
        );
    }

    private StripeReversal CreateReversal(string transferId, StripeCall call)
    {
        call.Knows("amount", "metadata");
        return books.TakeBack(
            new StripeReversal(books.Now)
            {
                Transfer = books.Transfer(transferId),
                Amount = call.Number("amount"),
                Metadata = call.In("metadata"),
            }
        );
    }

    /// <summary>A page of a list, the newest first.</summary>
    private static JsonObject List(StripeCall call, IEnumerable<StripeObject> all)
    {
        var limit = Math.Min(call["limit"] is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : UsualList, LongestList);
        var rest = all.Reverse().ToList();
        if (call["starting_after"] is { } last)
        {
            rest = [.. rest.SkipWhile(one => one.Id != last).Skip(1)];
        }

        return new JsonObject
        {
            ["object"] = "list",
            ["url"] = call.Path,
            ["has_more"] = rest.Count > limit,
            ["data"] = new JsonArray([.. rest.Take(limit).Select(one => (JsonNode)one.Json())]),
        };
    }
}
