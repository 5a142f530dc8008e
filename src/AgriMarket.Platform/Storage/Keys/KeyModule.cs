using AgriMarket.Platform.Storage.Database;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AgriMarket.Platform.Storage.Keys;

/// <summary>Keeps the keys with which sign-ins and forms are sealed.</summary>
internal static class KeyModule
{
    public static void AddKeys(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<KeyOptions>().BindConfiguration(KeyOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        var protection = builder.Services.AddDataProtection().SetApplicationName("AgriMarket");
        // What reads and writes encrypted keys is taken in while the program is put together, before settings are validated. A wrong
        // certificate is said by the validation.
        var keys = builder.Configuration.GetSection(KeyOptions.Section).Get<KeyOptions>() ?? new();
        if (!keys.Validate(new(keys)).Any() && keys.Load() is { } certificate)
        {
            protection.ProtectKeysWithCertificate(certificate);
        }

        builder
            .Services.AddOptions<KeyManagementOptions>()
            .Configure<IOptions<KeyOptions>, IDbContextFactory<MarketDb>, IHostEnvironment, ILoggerFactory>(
                (management, options, contexts, host, logs) =>
                    management.XmlRepository =
                        options.Value.Certificate.Length > 0
                            ? new StoredKeys(contexts)
                            : KeyFolder.In(
                                options.Value.Folder is { Length: > 0 } folder ? folder : Path.Combine(host.ContentRootPath, ".keys"),
                                logs
                            )
            );
    }

    /// <summary>
    /// Takes keys out of the database that an earlier version kept there unencrypted, and any backup may have. Who was signed in
    /// with one of them signs in again.
    /// </summary>
    public static async Task ForgetPlainKeysAsync(this IServiceProvider services)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContextAsync();
        await db.Set<DataProtectionKey>().Where(key => !key.Xml.Contains(StoredKeys.EncryptedElement)).ExecuteDeleteAsync();
    }
}
