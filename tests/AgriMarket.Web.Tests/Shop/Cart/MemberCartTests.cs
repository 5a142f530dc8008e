using System.IO.Compression;
using AgriMarket.Web.Shop.Cart;
using AgriMarket.Web.Tests.Support;
using AgriMarket.Web.Tests.Support.Visitors;
using AgriMarket.Web.Trade.LotCards;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Shop.Cart;

/// <summary>A cart belonged to the browser: another device had another one, and the next person on a shared phone had this one.</summary>
public sealed class MemberCartTests(ApiMarket api) : IClassFixture<ApiMarket>
{
    private const string Holds = "购物车里的货：</span>";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private CartService Carts => api.App.Services.GetRequiredService<CartService>();

    [Fact]
    public async Task AMemberHasOneCartOnAllTheirDevices()
    {
        var lotId = await api.App.ListAsync();
        var (phone, id) = await MemberVisitor.SignedInAsync(api.App, "17700008801");
        using var laptop = new MemberVisitor(api.App);
        using (phone)
        {
            using var put = await phone.SendAsync("/", LotForm.Id, (LotForm.LotField, lotId.ToString()));
            Assert.Contains($"{Holds}1", await phone.ReadAsync("/"), StringComparison.Ordinal);
        }

        using var signedIn = await laptop.SignInAsync("17700008801");

        Assert.Contains($"{Holds}1", await laptop.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Contains($"/lots/{lotId}", await laptop.ReadAsync("/cart"), StringComparison.Ordinal);
        Assert.Equal(1, await Carts.CountAsync(id));
    }

    [Fact]
    public async Task WhatWasPutInBeforeSigningInIsTheMembersAndNobodyElsesOnThatPhone()
    {
        var lotId = await api.App.ListAsync();
        var (first, second) = (
            await MemberVisitor.EnrolAsync(api.App, "17700008802"),
            await MemberVisitor.EnrolAsync(api.App, "17700008803")
        );
        using var phone = new MemberVisitor(api.App);
        using var put = await phone.SendAsync("/", LotForm.Id, (LotForm.LotField, lotId.ToString()));
        using var signedIn = await phone.SignInAsync("17700008802");
        Assert.Contains($"/lots/{lotId}", await phone.ReadAsync("/cart"), StringComparison.Ordinal);

        using var signedOut = await phone.PostAsync("/sign-out", ("__RequestVerificationToken", await phone.TokenAsync("/")));
        Assert.DoesNotContain($"/lots/{lotId}", await phone.ReadAsync("/cart"), StringComparison.Ordinal);

        using var next = await phone.SignInAsync("17700008803");
        Assert.DoesNotContain($"/lots/{lotId}", await phone.ReadAsync("/cart"), StringComparison.Ordinal);
        Assert.Equal((1, 0), (await Carts.CountAsync(first), await Carts.CountAsync(second)));
    }

    [Fact]
    public async Task AMemberTakesTheirCartAlongAndItGoesWithTheirAccount()
    {
        var lotId = await api.App.ListAsync();
        var (visitor, id) = await MemberVisitor.SignedInAsync(api.App, "17700008805");
        await Carts.AddAsync(id, lotId, 1_500);
        using (visitor)
        {
            using var answer = await visitor.PostAsync("/me/data", ("__RequestVerificationToken", await visitor.TokenAsync("/me/account")));
            using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(Cancel), ZipArchiveMode.Read);
            using var csv = new StreamReader(await zip.GetEntry("cart.csv")!.OpenAsync(Cancel));
            Assert.Contains($"{lotId},1500,", await csv.ReadToEndAsync(Cancel), StringComparison.Ordinal);

            using var closed = await visitor.SendAsync("/me/close", "close", ("Form.Password", MemberVisitor.Password));
        }

        Assert.Equal(0, await Carts.CountAsync(id));
    }

    /// <summary>A member's cart has the member's id, which is in many addresses.</summary>
    [Fact]
    public async Task ACookieThatNamesAMemberOpensNothing()
    {
        var lotId = await api.App.ListAsync();
        var id = await MemberVisitor.EnrolAsync(api.App, "17700008804");
        await Carts.AddOneAsync(id, lotId);
        using var thief = new MemberVisitor(api.App);
        thief.Http.DefaultRequestHeaders.Add("Cookie", $"{CartCookie.Name}={id}");

        Assert.DoesNotContain($"/lots/{lotId}", await thief.ReadAsync("/cart"), StringComparison.Ordinal);
        using var put = await thief.SendAsync("/", LotForm.Id, (LotForm.LotField, lotId.ToString()));

        Assert.Equal(500, Assert.Single(await Carts.ReadAsync(id)).Grams);
    }
}
