using AgriMarket.Platform.Storage;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Reference;
using AgriMarket.Web.Reference.ProduceKinds;
using AgriMarket.Web.Reference.Regions;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace AgriMarket.Web.Tests.Support.Storage;

/// <summary>A database of its own with the schema and, after <see cref="LoadAsync"/>, the reference data; gone with the test.</summary>
/// <param name="isLoaded">Whether the reference data is there from the start, loaded on <see cref="MarketApp.Start"/>.</param>
public sealed class ReferenceMarket(bool isLoaded) : IAsyncLifetime
{
    private readonly TestDatabase database = isLoaded ? TestDatabase.Create() : TestDatabase.Empty();
    private readonly List<WebApplication> apps = [];

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 20, 2, 0, 0, TimeSpan.Zero));

    public IServiceProvider Services => apps[^1].Services;

    public async ValueTask InitializeAsync()
    {
        Restart();
        await Services.MigrateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in apps)
        {
            await app.DisposeAsync();
        }

        database.Dispose();
    }

    /// <summary>The program started anew on the same database, before it loads anything.</summary>
    public void Restart()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = Path.GetDirectoryName(database.File) });
        builder.Configuration["Storage:Provider"] = TestDatabase.Provider;
        builder.Configuration["Storage:ConnectionString"] = database.ConnectionString;
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.AddStorage(typeof(Program).Assembly);
        builder.AddLogistics();
        builder.AddLotReference();
        apps.Add(builder.Build());
    }

    public Task LoadAsync() => Services.LoadReferenceAsync(TestContext.Current.CancellationToken);

    public MarketDb OpenDb() => Services.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContext();
}

/// <summary>One loaded database for tests that only read it.</summary>
public sealed class LoadedReferenceMarket : IAsyncLifetime
{
    private readonly ReferenceMarket market = new(isLoaded: true);

    public async ValueTask InitializeAsync()
    {
        await market.InitializeAsync();
        await market.LoadAsync();
    }

    public ValueTask DisposeAsync() => market.DisposeAsync();

    public T Get<T>()
        where T : notnull => market.Services.GetRequiredService<T>();

    public MarketDb OpenDb() => market.OpenDb();
}
