using System.IO.Compression;
using AgriMarket.Web.Shop.Addresses;
using AgriMarket.Web.Shop.Destinations;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Shop.Destinations;

/// <summary>The place was the browser's: who had ordered nothing yet was asked for it again on each device.</summary>
public sealed class MemberDestinationsTests(MarketApp market) : IClassFixture<MarketApp>
{
    private const string Shanghai = "310104";
    private const string Guiyang = "520102";
    private const string ToShanghai = "送到 <strong>徐汇区</strong>";
    private const string ToGuiyang = "送到 <strong>南明区</strong>";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private MemberDestinations Destinations => market.Services.GetRequiredService<MemberDestinations>();

    [Fact]
    public async Task APlaceChosenOnOneDeviceIsTheMembersOnAllAndNobodyElses()
    {
        const string Login = "17700009901";
        var (phone, _) = await MemberVisitor.SignedInAsync(market, Login);
        using var laptop = new MemberVisitor(market);
        using var stranger = new MemberVisitor(market);
        using (phone)
        {
            await ChooseAsync(phone, Shanghai);
            using var signedIn = await laptop.SignInAsync(Login);
            Assert.Contains(ToShanghai, await BarAsync(laptop), StringComparison.Ordinal);

            await ChooseAsync(laptop, Guiyang);
            Assert.Contains(ToGuiyang, await BarAsync(phone), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("送到 <strong>", await BarAsync(stranger), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatABrowserChoseBeforeSigningInIsKeptUnlessTheMemberHasChosen()
    {
        const string Login = "17700009902";
        var id = await MemberVisitor.EnrolAsync(market, Login);
        using var phone = new MemberVisitor(market);
        using var laptop = new MemberVisitor(market);
        await ChooseAsync(phone, Shanghai);
        await ChooseAsync(laptop, Guiyang);
        using var first = await phone.SignInAsync(Login);
        Assert.Contains(ToShanghai, await BarAsync(phone), StringComparison.Ordinal);
        using var second = await laptop.SignInAsync(Login);

        Assert.Contains(ToShanghai, await BarAsync(laptop), StringComparison.Ordinal);
        Assert.Equal(Shanghai, await Destinations.FindAsync(id));
    }

    [Fact]
    public async Task AMemberTakesTheirPlaceAlongAndItGoesWithTheirAccount()
    {
        var (visitor, id) = await MemberVisitor.SignedInAsync(market, "17700009903");
        await ChooseAsync(visitor, Shanghai);
        using (visitor)
        {
            using var answer = await visitor.PostAsync("/me/data", ("__RequestVerificationToken", await visitor.TokenAsync("/me/account")));
            using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(Cancel), ZipArchiveMode.Read);
            using var csv = new StreamReader(await zip.GetEntry("account.csv")!.OpenAsync(Cancel));
            Assert.Contains(Shanghai, await csv.ReadToEndAsync(Cancel), StringComparison.Ordinal);

            using var closed = await visitor.SendAsync("/me/close", "close", ("Form.Password", MemberVisitor.Password));
        }

        Assert.Null(await Destinations.FindAsync(id));
    }

    /// <summary>The bar above the lots, on one line.</summary>
    private static async Task<string> BarAsync(MemberVisitor visitor)
    {
        var page = await visitor.ReadAsync("/");
        return System.Text.RegularExpressions.Regex.Replace(page, "\\sb-[a-z0-9]+(?=[\\s>])", "");
    }

    private static async Task ChooseAsync(MemberVisitor visitor, string place)
    {
        using var answer = await visitor.PostAsync(
            ShopAddresses.ChooseDestination,
            ("__RequestVerificationToken", await visitor.TokenAsync(ShopAddresses.Destination)),
            ("to", place)
        );
    }
}
