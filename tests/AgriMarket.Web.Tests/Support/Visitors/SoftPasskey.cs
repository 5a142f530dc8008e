using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AgriMarket.Web.Tests.Support.Visitors;

/// <summary>A device with one passkey, which does what WebAuthn says, or what it is told to do wrong.</summary>
internal sealed class SoftPasskey : IDisposable
{
    private const byte Present = 0x01;
    private const byte Verified = 0x04;
    private const byte HasKey = 0x40;

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] id = RandomNumberGenerator.GetBytes(32);

    public string Origin { get; set; } = "http://localhost";

    /// <summary>Whether it has asked for a finger, a face or a PIN.</summary>
    public bool IsVerified { get; set; } = true;

    /// <summary>0 as of devices that do not count.</summary>
    public uint SignCount { get; set; }

    private string Id => Base64Url.EncodeToString(id);

    private byte Flags => (byte)(IsVerified ? Present | Verified : Present);

    /// <summary>What it says to a request for a new passkey.</summary>
    public string Create(string options)
    {
        var client = Client("webauthn.create", options);
        byte[] length = [0, (byte)id.Length];
        byte[] data = [.. Data((byte)(Flags | HasKey)), .. new byte[16], .. length, .. id, .. Cose()];
        // {"fmt": "none", "attStmt": {}, "authData": data} in CBOR.
        byte[] attestation =
        [
            0xA3,
            .. Text("fmt"),
            .. Text("none"),
            .. Text("attStmt"),
            0xA0,
            .. Text("authData"),
            0x59,
            (byte)(data.Length >> 8),
            (byte)data.Length,
            .. data,
        ];
        return Say(new { clientDataJSON = Base64Url.EncodeToString(client), attestationObject = Base64Url.EncodeToString(attestation) });
    }

    /// <summary>What it says to a request for a passkey that it has.</summary>
    public string Get(string options, Guid memberId)
    {
        var client = Client("webauthn.get", options);
        var data = Data(Flags);
        byte[] signed = [.. data, .. SHA256.HashData(client)];
        return Say(
            new
            {
                clientDataJSON = Base64Url.EncodeToString(client),
                authenticatorData = Base64Url.EncodeToString(data),
                signature = Base64Url.EncodeToString(key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
                userHandle = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(memberId.ToString())),
            }
        );
    }

    public void Dispose() => key.Dispose();

    private string Say(object response) =>
        JsonSerializer.Serialize(
            new
            {
                id = Id,
                type = "public-key",
                clientExtensionResults = new { },
                response,
            }
        );

    private byte[] Client(string type, string options)
    {
        using var asked = JsonDocument.Parse(options);
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                type,
                challenge = asked.RootElement.GetProperty("challenge").GetString(),
                origin = Origin,
                crossOrigin = false,
            }
        );
    }

    private byte[] Data(byte flags)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, SignCount);
        return [.. SHA256.HashData("localhost"u8), flags, .. count];
    }

    /// <summary>{1: 2, 3: -7, -1: 1, -2: x, -3: y} in CBOR.</summary>
    private byte[] Cose()
    {
        var point = key.ExportParameters(false).Q;
        return [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
    }

    private static byte[] Text(string text) => [(byte)(0x60 + text.Length), .. Encoding.UTF8.GetBytes(text)];
}
