using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AgriMarket.Web.Tests.Support.Messages;

/// <summary>What the mail server does with an e-mail.</summary>
internal enum MailBehaviour
{
    Takes,

    /// <summary>450: not now.</summary>
    IsBusy,

    /// <summary>550: never.</summary>
    Refuses,

    /// <summary>Reads the whole e-mail and hangs up without an answer.</summary>
    HangsUp,
}

/// <summary>A mail server on a free port of this machine that speaks as much SMTP as a sender needs.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task loop;

    public MailServer()
    {
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        loop = ListenAsync();
    }

    public int Port { get; }

    public MailBehaviour Mood { get; set; }

    /// <summary>Every e-mail of which all was read, taken or not.</summary>
    public ConcurrentQueue<string> Read { get; } = new();

    /// <summary>A port on which nobody listens.</summary>
    public static int DeadPort()
    {
        using var once = new TcpListener(IPAddress.Loopback, 0);
        once.Start();
        return ((IPEndPoint)once.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await loop;
        stop.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                await SpeakAsync(client);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task SpeakAsync(TcpClient client)
    {
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync(stop.Token) is { } line)
        {
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await writer.WriteLineAsync("250 test");
                    break;
                case "RCPT" when Mood == MailBehaviour.IsBusy:
                    await writer.WriteLineAsync("450 come back later");
                    break;
                case "RCPT" when Mood == MailBehaviour.Refuses:
                    await writer.WriteLineAsync("550 no such person");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    Read.Enqueue(await MessageAsync(reader));
                    if (Mood == MailBehaviour.HangsUp)
                    {
                        return;
                    }

                    await writer.WriteLineAsync("250 taken");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 ok");
                    break;
            }
        }
    }

    private async Task<string> MessageAsync(StreamReader reader)
    {
        var message = new StringBuilder();
        while (await reader.ReadLineAsync(stop.Token) is { } line && line != ".")
        {
            message.Append(line).Append("\r\n");
        }

        return message.ToString();
    }
}
