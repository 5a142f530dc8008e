using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AgriMarket.Platform.Storage.Keys;

/// <summary>
/// Where the keys are with which sign-ins and forms are sealed (section <c>Keys</c>). Whoever has them is whoever they like, so they
/// lie either in the database, encrypted with a certificate that is not there, or in a folder that is in no backup of it.
/// </summary>
public sealed class KeyOptions : IValidatableObject
{
    public const string Section = "Keys";

    /// <summary>
    /// A PKCS#12 file (.pfx) with an RSA certificate and its private key, with which the keys are encrypted; they then lie in the
    /// database, for every process of the market.
    /// </summary>
    public string Certificate { get; set; } = "";

    /// <summary>What the file is protected with; it comes from the environment or from user secrets.</summary>
    public string CertificatePassword { get; set; } = "";

    /// <summary>
    /// The folder of the keys when there is no certificate, shared by all processes of the market. Empty: <c>.keys</c> beside the program.
    /// </summary>
    public string Folder { get; set; } = "";

    /// <summary>The certificate; null without one.</summary>
    /// <exception cref="CryptographicException">The file is none, or the password is another.</exception>
    internal X509Certificate2? Load() =>
        Certificate.Length == 0 ? null : X509CertificateLoader.LoadPkcs12FromFile(Certificate, CertificatePassword);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        WhyNot() is { } whyNot ? [new ValidationResult($"{Section}:{nameof(Certificate)} {whyNot}")] : [];

    /// <summary>What is wrong with the certificate, without a word of its password.</summary>
    private string? WhyNot()
    {
        if (Certificate.Length > 0 && !File.Exists(Certificate))
        {
            return $"is \"{Certificate}\", which is not there, or not for this process to see.";
        }

        try
        {
            using var certificate = Load();
            return certificate is null ? null
                : !certificate.HasPrivateKey ? "has no private key, without which nobody could read what is encrypted with it."
                : certificate.GetRSAPublicKey() is null ? "must be an RSA certificate: others only sign."
                : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"is \"{Certificate}\", which this process can't read.";
        }
        catch (CryptographicException)
        {
            return $"is \"{Certificate}\", but must be a PKCS#12 file (.pfx), and {Section}:{nameof(CertificatePassword)} its password.";
        }
    }
}
