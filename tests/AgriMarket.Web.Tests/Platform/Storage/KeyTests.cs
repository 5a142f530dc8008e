using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Keys;
using AgriMarket.Web.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Tests.Platform.Storage;

/// <summary>Where the keys are with which sign-ins are sealed, and who can read them.</summary>
public sealed class KeyTests : IDisposable
{
    private const string Password = "not to be told";

    private readonly string folder = Directory.CreateTempSubdirectory("agrimarket-keys-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Keys => Path.Combine(folder, "keys");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact, Trait("Database", "sqlite")]
    public async Task WithoutACertificateTheyAreInAFolderOfTheMarketsOwnAndNotInTheDatabase()
    {
        await using var market = new MarketApp(Environments.Production, ("Keys:Folder", Keys));
        Seal(market, "anything");

        await using var db = Db(market);
        Assert.Empty(await db.Set<DataProtectionKey>().ToListAsync(Cancel));
        var files = Directory.GetFiles(Keys);
        Assert.NotEmpty(files);
        Assert.All(files, file => AssertMode(UnixFileMode.UserRead | UnixFileMode.UserWrite, file));
        AssertMode(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, Keys);
    }

    [Fact, Trait("Database", "sqlite")]
    public async Task FilesThatACopyLeftOpenAreClosed()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such rights.");
            return;
        }

        await using (var before = new MarketApp(Environments.Production, ("Keys:Folder", Keys)))
        {
            Seal(before, "anything");
        }

        var file = Directory.GetFiles(Keys)[0];
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        await using var market = new MarketApp(Environments.Production, ("Keys:Folder", Keys));
        Seal(market, "anything");

        AssertMode(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
    }

    [Fact, Trait("Database", "sqlite")]
    public async Task AnotherProcessWithTheFolderReadsWhatOneSealed()
    {
        await using var one = new MarketApp(Environments.Production, ("Keys:Folder", Keys));
        await using var other = new MarketApp(Environments.Production, ("Keys:Folder", Keys));
        await using var stranger = new MarketApp(Environments.Production);
        var sealed1 = Seal(one, "who I am");

        Assert.Equal("who I am", Protector(other).Unprotect(sealed1));
        Assert.Throws<CryptographicException>(() => Protector(stranger).Unprotect(sealed1));
    }

    [Fact]
    public async Task WithACertificateTheyAreInTheDatabaseAndNobodyReadsThemThere()
    {
        var settings = Certified(Write(Rsa()), Password);
        await using var market = new MarketApp(Environments.Production, settings);
        var sealed1 = Seal(market, "who I am");

        await using var db = Db(market);
        var key = Assert.Single(await db.Set<DataProtectionKey>().ToListAsync(Cancel));
        Assert.Contains(StoredKeys.EncryptedElement, key.Xml, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", key.Xml, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Keys));

        await using var copy = new MarketApp(Environments.Production, settings);
        await using (var target = Db(copy))
        {
            target.Add(new DataProtectionKey { Name = key.Name, Xml = key.Xml });
            await target.SaveChangesAsync(Cancel);
        }

        Assert.Equal("who I am", Protector(copy).Unprotect(sealed1));
    }

    [Fact]
    public async Task KeysThatAnEarlierVersionLeftPlainInTheDatabaseAreTakenOut()
    {
        await using var outer = new MarketApp();
        await using (var db = Db(outer))
        {
            db.Add(
                new DataProtectionKey
                {
                    Name = "key-old",
                    Xml = "<key><descriptor><masterKey><value>c2VjcmV0</value></masterKey></descriptor></key>",
                }
            );
            db.Add(new DataProtectionKey { Name = "key-new", Xml = "<key><descriptor><encryptedSecret /></descriptor></key>" });
            await db.SaveChangesAsync(Cancel);
        }

        await outer.Services.ForgetPlainKeysAsync();

        await using var after = Db(outer);
        Assert.Equal("key-new", Assert.Single(await after.Set<DataProtectionKey>().ToListAsync(Cancel)).Name);
    }

    [Fact, Trait("Database", "sqlite")]
    public async Task ACertificateThatCannotDoItStopsTheStartWithASentence()
    {
        using var ecdsa = ECDsa.Create();
        var onlySigns = new CertificateRequest("CN=keys", ecdsa, HashAlgorithmName.SHA256);
        var rsa = Write(Rsa());
        var text = Path.Combine(folder, "text.pfx");
        await File.WriteAllTextAsync(text, "no certificate", Cancel);

        await AssertRefusedAsync(Path.Combine(folder, "missing.pfx"), Password, "is not there");
        await AssertRefusedAsync(text, Password, "PKCS#12");
        await AssertRefusedAsync(rsa, "another", "CertificatePassword");
        await AssertRefusedAsync(
            Write(onlySigns.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue.AddYears(-1))),
            Password,
            "RSA"
        );
    }

    [Fact, Trait("Database", "sqlite")]
    public async Task TheDatabaseIsForTheMarketsOwnUserAlone()
    {
        await using var market = new MarketApp(Environments.Production);
        await OrderFixture.OpenAsync(market, OrderFixture.Leishan);

        Assert.All(
            Directory
                .GetFiles(Path.GetDirectoryName(market.DatabaseFile)!, "market.db*")
                .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)),
            file => AssertMode(UnixFileMode.UserRead | UnixFileMode.UserWrite, file)
        );
    }

    [Fact, Trait("Database", "sqlite")]
    public async Task SoIsABackup()
    {
        await using var market = new MarketApp(Environments.Production);
        _ = market.Services;
        var copy = Path.Combine(folder, "copy.db");

        SqliteFiles.Copy(market.DatabaseFile, copy);

        AssertMode(UnixFileMode.UserRead | UnixFileMode.UserWrite, copy);
    }

    private static async Task AssertRefusedAsync(string file, string password, string words)
    {
        await using var market = new MarketApp(Environments.Production, Certified(file, password));

        var refused = Assert.Throws<OptionsValidationException>(() => market.Services.GetRequiredService<IOptions<KeyOptions>>().Value);

        var sentence = Assert.Single(refused.Failures);
        Assert.Contains("Keys:Certificate ", sentence, StringComparison.Ordinal);
        Assert.Contains(words, sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(password, sentence, StringComparison.Ordinal);
    }

    private static (string, string)[] Certified(string file, string password) =>
        [("Keys:Certificate", file), ("Keys:CertificatePassword", password)];

    private static X509Certificate2 Rsa()
    {
        using var rsa = RSA.Create(2048);
        return new CertificateRequest("CN=keys", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(
            DateTimeOffset.UnixEpoch,
            DateTimeOffset.MaxValue.AddYears(-1)
        );
    }

    private string Write(X509Certificate2 certificate)
    {
        var file = Path.Combine(folder, $"{Guid.NewGuid():N}.pfx");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pkcs12, Password));
        certificate.Dispose();
        return file;
    }

    private static void AssertMode(UnixFileMode expected, string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(expected, File.GetUnixFileMode(path));
        }
    }

    private static IDataProtector Protector(MarketApp market) =>
        market.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

    private static string Seal(MarketApp market, string text) => Protector(market).Protect(text);

    private static MarketDb Db(MarketApp market) => market.Services.GetRequiredService<IDbContextFactory<MarketDb>>().CreateDbContext();
}
