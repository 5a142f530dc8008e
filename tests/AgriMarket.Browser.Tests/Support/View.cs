using System.Globalization;

namespace AgriMarket.Browser.Tests.Support;

/// <summary>How a reader looks at the market. The name goes into the names of screens.</summary>
public sealed record View(string Device, int Width, int Height, string Language, string Look)
{
    public static readonly View Phone = new("phone", 360, 800, "zh", "light");
    public static readonly View Desktop = new("desktop", 1440, 900, "zh", "light");

    /// <summary>Phone and desktop, Chinese and English, light and dark.</summary>
    public static IEnumerable<View> All =>
        from device in new[] { Phone, Desktop }
        from language in new[] { "zh", "en" }
        from look in new[] { "light", "dark" }
        select device with
        {
            Language = language,
            Look = look,
        };

    public bool IsPhone => Device == Phone.Device;

    public View InEnglish() => this with { Language = "en" };

    public View InTheDark() => this with { Look = "dark" };

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Device}-{Language}-{Look}");
}
