using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using AgriMarket.Domain.Common;
using AgriMarket.Domain.Deliveries;
using Microsoft.AspNetCore.WebUtilities;

namespace AgriMarket.Web.Trade.Carriers;

/// <summary>Reads what Kuaidi100 pushes: a form with <c>param</c>, which is JSON, and <c>sign</c>, which is MD5(param + salt).</summary>
internal static class Kuaidi100Push
{
    /// <summary>How the market's carriers are called there.</summary>
    private static readonly Dictionary<string, string> Companies = new()
    {
        ["china-post"] = "youzhengguonei",
        ["ems"] = "ems",
        ["sf"] = "shunfeng",
        ["zto"] = "zhongtong",
        ["yto"] = "yuantong",
        ["sto"] = "shentong",
        ["yunda"] = "yunda",
        ["jt"] = "jtexpress",
        ["jd"] = "jd",
        ["deppon"] = "debangkuaidi",
    };

    public static string CompanyOf(string carrier) => Companies[carrier];

    /// <summary>Null when it is not signed with this salt, or cannot be read.</summary>
    public static CarrierReport? Read(string body, string salt)
    {
        var form = QueryHelpers.ParseQuery(body);
        var (param, sign) = (form.GetValueOrDefault("param").ToString(), form.GetValueOrDefault("sign").ToString());
        if (!IsSigned(param, sign, salt))
        {
            return null;
        }

        try
        {
            var push = JsonSerializer.Deserialize<Push>(param, Kuaidi100Json.Options);
            return push?.LastResult is { Nu: { } number } result
                ? new CarrierReport(
                    Companies.FirstOrDefault(company => company.Value == result.Com).Key ?? "",
                    number,
                    [.. (result.Data ?? []).Select(ScanOf).OfType<ReportedScan>()]
                )
                // It was told of another matter, such as that it found nothing for days.
                : new CarrierReport("", "", []);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What a push is signed with.</summary>
    public static string SignOf(string param, string salt)
    {
        // The other side's protocol, not our choice: what it protects is a secret salt that nobody outside knows.
#pragma warning disable CA5351
        return Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(param + salt)));
#pragma warning restore CA5351
    }

    private static bool IsSigned(string param, string sign, string salt) =>
        param.Length > 0
        && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(SignOf(param, salt)),
            Encoding.ASCII.GetBytes(sign.ToUpperInvariant())
        );

    private static ReportedScan? ScanOf(Row row) =>
        DateTime.TryParseExact(
            row.Ftime ?? row.Time,
            "yyyy-MM-dd HH:mm:ss",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var local
        )
        && local > DateTime.UnixEpoch
            ? new ReportedScan(KindOf(row), DateTime.SpecifyKind(local - ChinaTime.Offset, DateTimeKind.Utc), row.Context ?? "")
            : null;

    /// <summary>By the finer code where there is one: 101 and 102 are labels that were printed, 401 one that was cancelled.</summary>
    private static ScanKind KindOf(Row row) =>
        row.StatusCode switch
        {
            "101" or "102" => ScanKind.Announced,
            "1" or "103" => ScanKind.PickedUp,
            "3" or "301" or "302" or "303" or "304" => ScanKind.Delivered,
            "4" or "6" => ScanKind.Returned,
            "5" or "501" => ScanKind.OutForDelivery,
            "0" or "7" or "1001" or "1002" or "1003" => ScanKind.InTransit,
            { Length: > 0 } => ScanKind.Problem,
            _ => row.Status switch
            {
                "揽收" => ScanKind.PickedUp,
                "签收" => ScanKind.Delivered,
                "退回" or "退签" => ScanKind.Returned,
                "派件" => ScanKind.OutForDelivery,
                "在途" => ScanKind.InTransit,
                _ => ScanKind.Problem,
            },
        };

    private sealed record Push(Result? LastResult);

    private sealed record Result(string? Com, string? Nu, IReadOnlyList<Row>? Data);

    private sealed record Row(
        string? Context,
        string? Time,
        string? Ftime,
        string? Status,
        [property: JsonConverter(typeof(NumberOrText))] string? StatusCode
    );

    /// <summary>Codes come as text or as numbers.</summary>
    private sealed class NumberOrText : JsonConverter<string?>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType switch
            {
                JsonTokenType.Number => reader.GetInt64().ToString(CultureInfo.InvariantCulture),
                JsonTokenType.String => reader.GetString(),
                JsonTokenType.Null => null,
                _ => throw new JsonException(),
            };

        public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}

internal static class Kuaidi100Json
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);
}
