using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Editing;
using AgriMarket.Domain.Lots;
using AgriMarket.Platform.Storage.Writer;
using AgriMarket.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AgriMarket.Web.Tests.Bugs;

/// <summary>Two officials saved one campaign, and the second one's save silently undid the first one's.</summary>
public sealed class TwoWhoSaveOneThingTests(MarketApp market) : IClassFixture<MarketApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheSecondSaveOfACampaignIsRefused()
    {
        var trade = await OrderFixture.OpenAsync(market, "522634");
        var draft = market.Draft(trade, await trade.ListAsync(50_000));
        await market.Campaigns().SaveAsync(draft, publish: true);

        Assert.True((await market.Campaigns().SaveAsync(draft with { Title = "我的题目" }, publish: false)).IsOk);
        var second = await market.Campaigns().SaveAsync(draft with { TargetGrams = 9_000_000 }, publish: false);

        Assert.Equal("edit.changed", Assert.Single(second.Rejections).Code);
        var stored = await StoredAsync(draft.Id);
        Assert.Equal(("我的题目", 1_000_000, 2), (stored.Title, stored.TargetGrams, stored.EditVersion));
    }

    [Fact]
    public async Task ARowThatAnotherProcessSavedMeanwhileIsNotSaved()
    {
        var trade = await OrderFixture.OpenAsync(market, "520326");
        var draft = market.Draft(trade);
        await market.Campaigns().SaveAsync(draft, publish: false);
        var writer = market.Services.GetRequiredService<MarketWriter>();

        var saved = await writer.RunAsync<bool>(async scope =>
        {
            var campaign = await scope.Db.Set<Campaign>().SingleAsync(row => row.Id == draft.Id, Cancel);
            campaign.Title = "我的题目";
            campaign.NoteEdit();
            await scope
                .Db.Set<Campaign>()
                .Where(row => row.Id == draft.Id)
                .ExecuteUpdateAsync(row => row.SetProperty(it => it.EditVersion, 7L), Cancel);
            return await scope.TrySaveEditAsync();
        });

        Assert.False(saved.Value);
        Assert.Equal("县里的土豆", (await StoredAsync(draft.Id)).Title);
    }

    /// <summary>Two processes on one database: the version guards the row itself, whoever loaded it.</summary>
    [Fact]
    public async Task WhatIsEditedAndSavedAsARowIsGuardedByItsVersion()
    {
        await using var db = OrderFixture.Db(market);
        var edited = db.Model.GetEntityTypes().Where(row => typeof(IEdited).IsAssignableFrom(row.ClrType) && row.ClrType != typeof(Lot));
        Assert.All(
            edited,
            row => Assert.Contains(row.GetProperties(), column => column.IsConcurrencyToken && column.Name is "EditVersion" or "Version")
        );
    }

    private async Task<Campaign> StoredAsync(Guid campaignId)
    {
        await using var db = OrderFixture.Db(market);
        return await db.Set<Campaign>().AsNoTracking().SingleAsync(row => row.Id == campaignId, Cancel);
    }
}
