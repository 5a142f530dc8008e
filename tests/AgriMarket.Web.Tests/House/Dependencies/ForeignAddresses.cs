using AgriMarket.Web.Tests.House.Model;

namespace AgriMarket.Web.Tests.House.Dependencies;

/// <summary>
/// An address is written out in the room that answers there, or where its wing offers its addresses, and nowhere else: who needs it asks
/// there.
/// </summary>
public sealed class ForeignAddresses
{
    [Fact]
    public void NobodyWritesAnothersAddress() => HouseAssert.Clean(Check(RepositoryTree.Real));

    [Fact]
    public void AMarketInOrderHasNone() => Assert.Empty(Check(PlantedMarket.With()));

    [Theory]
    [InlineData("Shop/Cart/A.razor", "<a href=\"/farm/lots\"></a>", "/farm/lots")]
    [InlineData("Shop/Cart/A.razor", "@{ var id = 1; }\n<a href=\"/farm/lots/@id#top\"></a>", "/farm/lots/{Id:guid}")]
    [InlineData("Shop/Cart/A.razor", "@{ var id = 1; }\n<a href=\"@($\"/farm/lots/{id}\")\"></a>", "/farm/lots/{Id:guid}")]
    [InlineData("Shop/Cart/A.razor", "@{ var id = 1; }\n<a href=\"@(\"/farm/lots/\" + id)\"></a>", "/farm/lots/{Id:guid}")]
    [InlineData("Shop/Cart/A.razor", "<form action=\"/settings?x=1\" method=\"post\"></form>", "/settings")]
    [InlineData(
        "Shop/Cart/A.razor",
        "@inject Microsoft.AspNetCore.Components.NavigationManager Go\n@code { void B() => Go.NavigateTo(\"/Farm/Lots\"); }",
        "/farm/lots"
    )]
    [InlineData("Farm/MyLots/A.cs", "namespace AgriMarket.Web.Farm.MyLots; class A { const string B = \"/cart\"; }", "/cart")]
    [InlineData(
        "Shop/Addresses/A.cs",
        "namespace AgriMarket.Web.Shop.Addresses; class A { string B(Guid id) => $\"/farm/lots/{id}\"; }",
        "/farm/lots/{Id:guid}"
    )]
    [InlineData(
        "Farm/Shipping/A.cs",
        "namespace AgriMarket.Web.Farm.Shipping; class A { string B(bool c) => c ? \"\" : \"/farm/lots\"; }",
        "/farm/lots"
    )]
    [InlineData(
        "Farm/Shipping/A.cs",
        "namespace AgriMarket.Web.Farm.Shipping; class A { string B(Guid id) => $\"/api/v1/cart-lines/{id}\"; }",
        "/api/v1/cart-lines/{id:guid}"
    )]
    public void APlantedForeignAddressIsFound(string path, string text, string words) =>
        HouseAssert.Finds($"src/AgriMarket.Web/{path}", words, Check(PlantedMarket.With(($"src/AgriMarket.Web/{path}", text))));

    [Theory]
    [InlineData(
        "Shop/Cart/A.razor",
        "<a href=\"/cart\"></a><a href=\"/\"></a><a href=\"@MyLotsPage.Address\"></a><img src=\"/farm/lots.png\" alt=\"\" />"
    )]
    [InlineData("Shop/Addresses/A.cs", "namespace AgriMarket.Web.Shop.Addresses; class A { const string B = \"/cart\"; }")]
    [InlineData("Shop/Cart/A.razor", "<a href=\"https://www.gov.cn/settings\"></a><a href=\"/farm/lots/new\"></a>")]
    [InlineData(
        "Farm/MyLots/A.cs",
        "namespace AgriMarket.Web.Farm.MyLots; class A { string B(Guid id) => $\"{MyLotsPage.Address}/{id}\"; }"
    )]
    [InlineData(
        "Farm/MyLots/A.cs",
        "namespace AgriMarket.Web.Farm.MyLots; static class A { static void B(RouteGroupBuilder api) => api.MapGet(\"/cart\", () => 1); }"
    )]
    public void WhatOnlyLooksLikeOneIsNot(string path, string text) =>
        Assert.Empty(Check(PlantedMarket.With(($"src/AgriMarket.Web/{path}", text))));

    /// <summary>"Shop/Addresses" for "Shop/Cart".</summary>
    private static string AddressesBeside(string room) => $"{room.Split('/')[0]}/{HouseRules.AddressRoom}";

    private static IEnumerable<Violation> Check(RepositoryTree tree)
    {
        var addresses = new Addresses(tree.Model);
        return from written in WrittenAddress.Of(tree)
            let answering = addresses.AnsweringTo(written.Text)
            where
                answering is not null
                && !HouseRules.AddressesOfAll.Contains(answering.Template)
                && answering.Room != Room.Of(written.Path)
                && Room.Of(written.Path) != AddressesBeside(answering.Room)
            select new Violation(
                written.Path,
                written.Line,
                $"writes out {answering.Template} of {answering.Room}; that room offers its address."
            );
    }
}
