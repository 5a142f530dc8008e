using System.Globalization;
using System.Net;
using System.Net.Sockets;
using AgriMarket.Platform.Limits;

namespace AgriMarket.Web.People.Members;

/// <summary>Tells devices apart by what browsers say of themselves, as far as their owner would: "Chrome on a phone".</summary>
internal static class SessionDevice
{
    /// <summary>In this order: each browser also names those it wants to be taken for.</summary>
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("MicroMessenger/", "WeChat"),
        ("AlipayClient/", "Alipay"),
        ("HuaweiBrowser/", "Huawei Browser"),
        ("MiuiBrowser/", "Mi Browser"),
        ("UCBrowser/", "UC Browser"),
        ("MQQBrowser/", "QQ Browser"),
        ("QQBrowser/", "QQ Browser"),
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ];

    private static readonly (string Sign, string Name)[] Systems =
    [
        ("HarmonyOS", "HarmonyOS"),
        ("OpenHarmony", "HarmonyOS"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Macintosh", "Mac"),
        ("CrOS", "Chromebook"),
        ("Linux", "Linux"),
    ];

    /// <summary>Such as <c>Chrome/Android</c>; either part may be empty.</summary>
    public static string Of(string userAgent) => $"{Find(Browsers, userAgent)}/{Find(Systems, userAgent)}";

    /// <summary>203.0.113.*; 2001:db8:1:*.</summary>
    public static string Network(IPAddress? address)
    {
        var network = Caller.NetworkOf(address);
        return address?.AddressFamily == AddressFamily.InterNetworkV6 && !address.IsIPv4MappedToIPv6
                ? string.Join(':', Groups(address).Take(3).Select(group => group.ToString("x", CultureInfo.InvariantCulture))) + ":*"
            : network.LastIndexOf('.') is > 0 and var dot ? network[..dot] + ".*"
            : network;
    }

    private static IEnumerable<int> Groups(IPAddress address) =>
        address.GetAddressBytes().Chunk(2).Select(pair => (pair[0] << 8) | pair[1]);

    private static string Find((string Sign, string Name)[] known, string userAgent) =>
        Array.Find(known, one => userAgent.Contains(one.Sign, StringComparison.Ordinal)).Name ?? "";
}
