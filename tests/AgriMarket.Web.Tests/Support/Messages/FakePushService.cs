using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using AgriMarket.Web.People.WebPush;

namespace AgriMarket.Web.Tests.Support.Messages;

/// <summary>A push service that answers as it is told, and the browsers that it serves.</summary>
internal sealed class FakePushService : HttpMessageHandler
{
    /// <summary>What it was asked: to where, signed how, and the encrypted message.</summary>
    public ConcurrentQueue<(Uri To, string Signature, byte[] Body)> Asked { get; } = new();

    /// <summary>What it says to each address; to others that it took the message.</summary>
    public ConcurrentDictionary<string, HttpStatusCode> Answers { get; } = new();

    /// <summary>What a browser with new keys says of itself.</summary>
    public static BrowserKeys Browser()
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return new(
            $"https://push.example/{Guid.NewGuid():N}",
            Base64Url.EncodeToString(Point(key)),
            Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16))
        );
    }

    /// <summary>The settings of a market with keys of its own.</summary>
    public static IEnumerable<(string, string)> Settings()
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return
        [
            ("Notifications:WebPush:Subject", "mailto:market@example.org"),
            ("Notifications:WebPush:PublicKey", Base64Url.EncodeToString(Point(key))),
            ("Notifications:WebPush:PrivateKey", Base64Url.EncodeToString(key.ExportParameters(true).D)),
            ("Notifications:MailSeconds", "3600"),
        ];
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Enqueue(
            (
                request.RequestUri!,
                request.Headers.Authorization?.ToString() ?? "",
                await request.Content!.ReadAsByteArrayAsync(cancellationToken)
            )
        );
        return new(Answers.GetValueOrDefault(request.RequestUri!.ToString(), HttpStatusCode.Created));
    }

    private static byte[] Point(ECDiffieHellman key)
    {
        var point = key.ExportParameters(false).Q;
        return [0x04, .. point.X!, .. point.Y!];
    }
}
