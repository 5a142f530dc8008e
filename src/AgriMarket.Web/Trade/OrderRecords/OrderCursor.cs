using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace AgriMarket.Web.Trade.OrderRecords;

/// <summary>The place of one order in a list that programs read: the moment it is sorted by, and its id.</summary>
public sealed record OrderCursor(DateTime At, Guid Id)
{
    /// <summary>For programs to send back; what is in it is nobody's business.</summary>
    public string Text =>
        Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{At.Ticks}.{Id:N}")));

    /// <summary>Null for what is no cursor.</summary>
    public static OrderCursor? Read(string text) =>
        Base64Url.IsValid(text)
        && Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split('.') is [var number, var word]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
        && ticks <= DateTime.MaxValue.Ticks
        && Guid.TryParseExact(word, "N", out var id)
            ? new(new DateTime(ticks, DateTimeKind.Utc), id)
            : null;
}
