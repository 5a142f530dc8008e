namespace AgriMarket.Web.Tests.House.Dependencies;

/// <summary>A small market that is in order, and what is planted in it.</summary>
internal static class PlantedMarket
{
    private const string Imports = """
        @using AgriMarket.Web.Farm.MyLots
        @using AgriMarket.Web.Shell.Components
        @using AgriMarket.Web.Shop.Cart
        @using AgriMarket.Web.Trade.Orders
        @using Microsoft.AspNetCore.Components.Web
        """;

    private static readonly (string Path, string Text)[] InOrder =
    [
        ("src/AgriMarket.Domain/Common/Result.cs", "namespace AgriMarket.Domain.Common; public class Result;"),
        ("src/AgriMarket.Domain/Lots/Lot.cs", "namespace AgriMarket.Domain.Lots; public class Lot { public Common.Result? Last; }"),
        ("src/AgriMarket.Domain/Payments/Payment.cs", "namespace AgriMarket.Domain.Payments; public class Payment;"),
        (
            "src/AgriMarket.Platform/Live/Feed.cs",
            "namespace AgriMarket.Platform.Live; public class Feed { public Domain.Common.Result? Last; }"
        ),
        ("src/AgriMarket.Web/_Imports.razor", Imports),
        ("src/AgriMarket.Web/Program.cs", "AgriMarket.Web.Demo.Seed.Start();"),
        ("src/AgriMarket.Web/Shell/Components/Card.razor", "<p></p>"),
        ("src/AgriMarket.Web/Shell/Layout/TopBar.razor", "<a href=\"/settings\"></a>"),
        ("src/AgriMarket.Web/Shell/Layout/SettingsPage.razor", "@page \"/settings\""),
        ("src/AgriMarket.Web/People/Roles/Member.cs", "namespace AgriMarket.Web.People.Roles; public class Member;"),
        ("src/AgriMarket.Web/Trade/Stock/StockQueries.cs", "namespace AgriMarket.Web.Trade.Stock; public class StockQueries;"),
        (
            "src/AgriMarket.Web/Trade/Orders/OrderService.cs",
            "namespace AgriMarket.Web.Trade.Orders; public class OrderService(Stock.StockQueries stock) "
                + "{ public static int Count => 1; public object A => stock; }"
        ),
        (
            "src/AgriMarket.Web/Money/Payments/PaymentService.cs",
            "namespace AgriMarket.Web.Money.Payments; public class PaymentService { public Domain.Payments.Payment? A; }"
        ),
        (
            "src/AgriMarket.Web/Farm/MyLots/MyLotsPage.razor",
            "@page \"/farm/lots\"\n@page \"/farm/lots/{Id:guid}\"\n<LotRow Lot=\"1\" />\n@code "
                + "{ [Microsoft.AspNetCore.Components.Parameter] public System.Guid Id { get; set; } "
                + "public const string Address = \"/farm/lots\"; }"
        ),
        (
            "src/AgriMarket.Web/Farm/MyLots/LotRow.razor",
            "<Card />\n@code { [Microsoft.AspNetCore.Components.Parameter] public int Lot { get; set; } }"
        ),
        ("src/AgriMarket.Web/Farm/MyLots/FarmLots.cs", "namespace AgriMarket.Web.Farm.MyLots; public class FarmLots;"),
        ("src/AgriMarket.Web/Farm/Shipping/ShippingPage.razor", "@page \"/farm/shipping\"\n<LotRow Lot=\"2\" />"),
        ("src/AgriMarket.Web/Shop/Cart/CartPage.razor", "@page \"/cart\"\n@(OrderService.Count)\n<a href=\"/cart?sort=price\"></a>"),
        (
            "src/AgriMarket.Web/Shop/Cart/CartEndpoints.cs",
            """
            namespace AgriMarket.Web.Shop.Cart;
            public static class CartEndpoints
            {
                public static void MapCart(this RouteGroupBuilder api)
                {
                    var lines = api.MapGroup("/cart-lines").WithTags("cart");
                    lines.MapGet("/{id:guid}", (Guid id) => id);
                }
            }
            """
        ),
        (
            "src/AgriMarket.Web/Demo/Seed.cs",
            "namespace AgriMarket.Web.Demo; public class Seed(Trade.Orders.OrderService orders, Shop.Cart.CartPage page) "
                + "{ public static void Start() { } public object A => (orders, page); }"
        ),
    ];

    /// <summary>The market with these files; a file of the same path takes the place of one in order.</summary>
    public static RepositoryTree With(params IReadOnlyCollection<(string Path, string Text)> files) =>
        RepositoryTree.Planted(InOrder.Where(file => files.All(planted => planted.Path != file.Path)).Concat(files));
}
