using System.Net;
using System.Net.Sockets;

namespace AgriMarket.Web.People.WebPush;

/// <summary>
/// Connects to hosts of the internet alone. A browser says where its push service is, so anybody could have the market call a machine
/// of its own network. The name is looked up and judged at each connection, since it may lead elsewhere by then.
/// </summary>
internal static class PublicHosts
{
    private static readonly IReadOnlyList<IPNetwork> Open = [IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("2000::/3")];

    /// <summary>Of special use, from the registries of IANA.</summary>
    private static readonly IReadOnlyList<IPNetwork> Closed =
    [
        .. new[]
        {
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
        }.Select(network => IPNetwork.Parse(network)),
    ];

    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Open.Any(network => network.Contains(plain)) && !Closed.Any(network => network.Contains(plain));
    }

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>. Throws when the host has no address of the internet.</summary>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, stop);
        var addresses = Array.FindAll(found, IsPublic);
        if (addresses.Length == 0)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"{context.DnsEndPoint.Host} has no public address.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
