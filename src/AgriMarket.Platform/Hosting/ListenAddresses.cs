using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace AgriMarket.Platform.Hosting;

/// <summary>
/// Whether the program can listen where its settings say, found out before it starts: the server itself says it with a hundred lines of
/// stack trace.
/// </summary>
public static class ListenAddresses
{
    private static readonly char[] Separators = [';', ','];

    /// <summary>True when it can; otherwise a sentence on the console for each address at which it can't.</summary>
    public static bool HasFreeAddresses(this WebApplication app)
    {
        // A server of tests listens nowhere.
        if (app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>() is null)
        {
            return true;
        }

        var sentences = Configured(app.Configuration).Select(WhyNot).OfType<string>().ToList();
        sentences.ForEach(Console.Error.WriteLine);
        return sentences.Count == 0;
    }

    private static List<string> Configured(IConfiguration settings)
    {
        var endpoints = settings
            .GetSection("Kestrel:Endpoints")
            .GetChildren()
            .Select(endpoint => endpoint["Url"])
            .OfType<string>()
            .ToList();
        if (endpoints.Count > 0)
        {
            return endpoints;
        }

        var addresses = Split(settings[WebHostDefaults.ServerUrlsKey]);
        return addresses.Count > 0
            ? addresses
            :
            [
                .. Split(settings[WebHostDefaults.HttpPortsKey]).Select(port => $"http://*:{port}"),
                .. Split(settings[WebHostDefaults.HttpsPortsKey]).Select(port => $"https://*:{port}"),
            ];
    }

    private static List<string> Split(string? list) =>
        [.. (list ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    /// <summary>Why nothing can listen there; null when it can.</summary>
    private static string? WhyNot(string address)
    {
        BindingAddress wanted;
        try
        {
            wanted = BindingAddress.Parse(address);
        }
        catch (FormatException)
        {
            return NoAddress(address);
        }

        if (wanted.IsUnixPipe || wanted.IsNamedPipe || wanted.Port == 0)
        {
            return null;
        }

        return wanted.Port is > 0 and <= IPEndPoint.MaxPort
            ? WhyTaken(address, new IPEndPoint(HostOf(wanted), wanted.Port))
            : NoAddress(address);
    }

    private static string? WhyTaken(string address, IPEndPoint place)
    {
        using var socket = new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(place);
            return null;
        }
        catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return $"Another program listens at {address} already. Stop it, or set ASPNETCORE_URLS to another address.";
        }
        catch (SocketException refused)
        {
            return $"The market can't listen at {address}: {refused.Message}. Set ASPNETCORE_URLS to another address.";
        }
    }

    /// <summary>As the server reads it: a name that is no address of this machine stands for all of them.</summary>
    private static IPAddress HostOf(BindingAddress address) =>
        address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
        : IPAddress.TryParse(address.Host.Trim('[', ']'), out var one) ? one
        : IPAddress.Any;

    private static string NoAddress(string text) =>
        $"\"{text}\" is no address to listen at. Set ASPNETCORE_URLS to one like http://localhost:5080.";
}
