using System.ComponentModel;
using System.Security.Claims;
using System.Text.Json;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Orders;
using AgriMarket.Platform.Api;
using AgriMarket.Platform.Limits;
using AgriMarket.Web.Money.FundRecords;
using AgriMarket.Web.Money.Payments.Incoming;
using AgriMarket.Web.People.Members;
using AgriMarket.Web.People.Security;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Trade.OrderRecords;
using AgriMarket.Web.Trade.OrderViews;
using AgriMarket.Web.Trade.Refunds;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AgriMarket.Web.Trade.Orders;

/// <summary>Quotes and orders for programs, on both sides: buyers place, cancel and receive, farmers ship.</summary>
internal static class OrderEndpoints
{
    public const int MaxPageSize = 100;

    private const string Buyer = "buyer";
    private const string Farmer = "farmer";

    public static void MapOrders(this RouteGroupBuilder api)
    {
        api.MapPost("/quotes", QuoteAsync)
            .WithTags("orders")
            .RequireAuthorization(Policies.Member)
            .CountAs(OrderLimits.Quotes)
            .MayAnswer(StatusCodes.Status429TooManyRequests)
            .WithSummary("What an order would cost now, and why. Nothing is reserved.");
        var orders = api.MapGroup("/orders").WithTags("orders");
        orders
            .MapPost("", PlaceAsync)
            .RequireAuthorization(Policies.Member)
            .CountAs(OrderLimits.Orders)
            .MayAnswer(StatusCodes.Status429TooManyRequests)
            .WithSummary("Place an order: stock and subsidies are reserved until payBefore.");
        orders
            .MapGet("", ListAsync)
            .RequireAuthorization(Policies.Member)
            .WithSummary("Your own orders, the newest first: what you bought, or what you sold and have to ship.");
        orders.MapGet("/{id:guid}", FindAsync).RequireAuthorization(Policies.Member).WithSummary("An order of your own.");
        orders
            .MapPost("/{id:guid}/cancel", CancelAsync)
            .RequireAuthorization(Policies.Member)
            .WithSummary("Give up an unpaid order (no body), or take back what is not shipped of a paid one.");
        orders
            .MapPost("/{id:guid}/refunds", RefundAsync)
            .RequireAuthorization(Policies.Member)
            .WithSummary("Give money back for goods of yours, or of your office's place, that cannot be sent or were not right.");
        orders
            .MapPost("/{id:guid}/shipments", ShipAsync)
            .RequireAuthorization(Policies.Seller)
            .WithSummary("Say that a parcel of yours is with a carrier.");
        orders
            .MapPost("/{id:guid}/receipt", ReceiveAsync)
            .RequireAuthorization(Policies.Member)
            .WithSummary("Say that a parcel has arrived.");
    }

    private static async Task<Results<Ok<QuoteResponse>, Refused>> QuoteAsync(
        OrderRequest request,
        ClaimsPrincipal buyer,
        OrderService orders,
        SchemeFormatter words,
        Refusals sentences
    ) =>
        (
            await orders.QuoteAsync(
                request.Wanted,
                request.ShipTo.RegionCode,
                buyer.RequireMemberId(),
                request.ShipTo.Street,
                request.ForEarlierArrival
            )
        ).Answer(quote => QuoteResponse.Of(quote, words, sentences));

    private static async Task<Results<Created<PlacedResponse>, Refused>> PlaceAsync(
        OrderRequest request,
        HttpContext http,
        OrderService orders,
        PaymentService payments
    )
    {
        var buyerId = http.User.RequireMemberId();
        var placed = await orders.PlaceAsync(request.By(buyerId, Caller.NetworkOf(http.Connection.RemoteIpAddress)));
        return placed.IsOk
            ? TypedResults.Created(
                $"{ApiModule.Path}/orders/{placed.Value}",
                PlacedResponse.Of((await payments.FindAsync(placed.Value, buyerId))!)
            )
            : new Refused(placed.Rejections);
    }

    private static async Task<Results<Ok<OrdersResponse>, Refused>> ListAsync(
        ClaimsPrincipal member,
        OrderLists lists,
        [Description("buyer (as without it) or farmer: then only your own parcels, and only of paid orders.")] string? role,
        [Description(
            "Of the order for a buyer: awaitingPayment, paid, shipped, received, cancelled, expired or refunded. Of your "
                + "parcels for a farmer: toShip, shipped, received or cancelled."
        )]
            string? status,
        [Description("The next of the page before.")] string? cursor,
        [Description("From 1 to 100; 20 without it.")] int? pageSize
    )
    {
        var (isFarmer, size, after) = (role is Farmer, pageSize ?? OrderReads.PageSize, cursor is null ? null : OrderCursor.Read(cursor));
        var (ofOrder, ofParcel) = (isFarmer ? null : Word<OrderStatus>(status), isFarmer ? Word<ParcelStatus>(status) : null);
        List<Rejection> wrong =
        [
            .. Unreadable(nameof(role), role is not (null or Buyer or Farmer)),
            .. Unreadable(nameof(status), status is not null && ofOrder is null && ofParcel is null),
            .. Unreadable(nameof(pageSize), size is < 1 or > MaxPageSize),
            .. cursor is not null && after is null ? [new Rejection("order.cursor", nameof(cursor))] : Array.Empty<Rejection>(),
        ];
        if (wrong.Count > 0)
        {
            return new Refused(wrong);
        }

        var memberId = member.RequireMemberId();
        return TypedResults.Ok(
            OrdersResponse.Of(
                isFarmer ? await lists.SoldAsync(memberId, ofParcel, after, size) : await lists.BoughtAsync(memberId, ofOrder, after, size)
            )
        );
    }

    private static async Task<Results<Ok<OrderResponse>, Refused>> FindAsync(Guid id, ClaimsPrincipal buyer, OrderReads orders) =>
        await orders.FindAsync(id, buyer.RequireMemberId()) is { } view ? TypedResults.Ok(OrderResponse.Of(view)) : Unknown();

    private static async Task<Results<Ok<OrderResponse>, Refused>> CancelAsync(
        Guid id,
        CancelRequest? request,
        ClaimsPrincipal buyer,
        OrderService orders,
        RefundService refunds,
        OrderReads reads
    )
    {
        var buyerId = buyer.RequireMemberId();
        var rejections = request is null
            ? (await orders.CancelAsync(id, buyerId)).Rejections
            : (await refunds.CancelAsync(request.Id, id, buyerId, LineRequest.Of(request.Lines))).Rejections;
        return rejections.Count == 0 ? await FindAsync(id, buyer, reads) : new Refused(rejections);
    }

    private static async Task<Results<Ok<RefundResponse>, Refused>> RefundAsync(
        Guid id,
        RefundRequest request,
        ClaimsPrincipal member,
        RefundService refunds
    ) =>
        (
            await refunds.RefundAsync(
                new RefundIntent(request.Id, id, member.RequireMemberId(), request.Kind, LineRequest.Of(request.Lines), request.Note)
            )
        ).Answer(RefundResponse.Of);

    private static async Task<Results<Ok<ShipmentResponse>, Refused>> ShipAsync(
        Guid id,
        ShipmentRequest request,
        ClaimsPrincipal farmer,
        OrderService orders,
        FarmOrderReads reads
    )
    {
        var farmerId = farmer.RequireMemberId();
        var chosen = Choose(await reads.ParcelsAsync(id, farmerId), request.ParcelId);
        if (!chosen.IsOk)
        {
            return new Refused(chosen.Rejections);
        }

        var shipped = await orders.ShipAsync(chosen.Value.Id, farmerId, request.Carrier, request.TrackingNumber);
        return shipped.IsOk
            ? TypedResults.Ok(ShipmentResponse.Of((await reads.ParcelsAsync(id, farmerId)).Single(parcel => parcel.Id == chosen.Value.Id)))
            : new Refused(shipped.Rejections);
    }

    private static async Task<Results<Ok<OrderResponse>, Refused>> ReceiveAsync(
        Guid id,
        ReceiptRequest? request,
        ClaimsPrincipal buyer,
        OrderService orders,
        OrderReads reads
    )
    {
        var buyerId = buyer.RequireMemberId();
        if (await reads.FindAsync(id, buyerId) is not { } view)
        {
            return Unknown();
        }

        var chosen = Choose(view.Order.Parcels, request?.ParcelId);
        var rejections = chosen.IsOk ? (await orders.ReceiveAsync(chosen.Value.Id, buyerId)).Rejections : chosen.Rejections;
        return rejections.Count == 0 ? await FindAsync(id, buyer, reads) : new Refused(rejections);
    }

    /// <summary>The parcel that is meant, of those that are the member's own in this order.</summary>
    private static Result<Parcel> Choose(IReadOnlyList<Parcel> own, Guid? parcelId) =>
        (own, parcelId) switch
        {
            ([], _) => new Rejection("order.unknown"),
            ([var only], null) => only,
            (_, null) => new Rejection("parcel.unnamed", nameof(ShipmentRequest.ParcelId)),
            _ => own.FirstOrDefault(parcel => parcel.Id == parcelId) is { } named
                ? named
                : new Rejection("order.unknown", nameof(ShipmentRequest.ParcelId)),
        };

    private static Refused Unknown() => new(new Rejection("order.unknown"));

    /// <summary>A status as it is written in answers; null for what is none.</summary>
    private static T? Word<T>(string? word)
        where T : struct, Enum =>
        Enum.GetValues<T>().Cast<T?>().FirstOrDefault(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()!) == word);

    private static IEnumerable<Rejection> Unreadable(string field, bool isUnreadable) =>
        isUnreadable ? [new Rejection("order.filter", field, MaxPageSize)] : [];
}
