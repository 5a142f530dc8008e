using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace AgriMarket.Benchmarks.Live;

/// <summary>
/// A client of a hub that speaks WebSocket and the hub's protocol on a bare socket, and of each message reads only which lot it is
/// about and its version: so that the clients' work does not stand in the server's light.
/// </summary>
internal sealed class LiveSocket(IPAddress from, int port, IHubProtocol protocol, Dictionary<Guid, int> places, int[] lots) : IDisposable
{
    private const byte JsonEnd = 0x1e;
    private const byte FirstControlFrame = 8;

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly Dictionary<int, int> last = lots.ToDictionary(lot => lot, _ => 0);
    private readonly TaskCompletionSource watching = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool isJson = protocol.Name == "json";
    private byte[] raw = new byte[4_096];
    private byte[] stream = new byte[1_024];
    private int rawLength;
    private int streamLength;
    private bool counts;

    public List<Arrival> Arrivals { get; } = [];

    public long Frames { get; private set; }

    /// <summary>Why it hears nothing any more; null while it does.</summary>
    public Exception? Failure { get; private set; }

    public IEnumerable<Arrival> Last => last.Select(lot => new Arrival(lot.Key, lot.Value, 0));

    public void Mark() => counts = true;

    public async Task WatchAsync(string path, string method, Guid[] lotIds)
    {
        socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var ask =
            $"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nUpgrade: websocket\r\nConnection: "
            + "Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
        socket.Send(Encoding.ASCII.GetBytes(ask));
        var head = "";
        var one = new byte[1];
        while (!head.EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            head += await socket.ReceiveAsync(one) == 1 ? (char)one[0] : throw new InvalidOperationException($"Not connected: {head}");
        }

        if (!head.StartsWith("HTTP/1.1 101", StringComparison.Ordinal))
        {
            throw new InvalidOperationException(head);
        }

        Send(Encoding.UTF8.GetBytes($"{{\"protocol\":\"{protocol.Name}\",\"version\":1}}\u001e"));
        Send(protocol.GetMessageBytes(new InvocationMessage("1", method, [lots.Select(lot => lotIds[lot]).ToArray()])));
        _ = ReceiveAsync();
        await watching.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <summary>Sends one frame, masked with zeroes.</summary>
    public void Send(ReadOnlyMemory<byte> message)
    {
        var head = message.Length < 126 ? 2 : 4;
        var frame = new byte[head + 4 + message.Length];
        frame[0] = (byte)(isJson ? 0x81 : 0x82);
        frame[1] = (byte)(0x80 | (message.Length < 126 ? message.Length : 126));
        if (head == 4)
        {
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)message.Length);
        }

        message.Span.CopyTo(frame.AsSpan(head + 4));
        socket.Send(frame);
    }

    public void Dispose() => socket.Dispose();

    private async Task ReceiveAsync()
    {
        try
        {
            var isGreeted = false;
            while (await socket.ReceiveAsync(raw.AsMemory(rawLength)) is var received && received > 0)
            {
                var at = Stopwatch.GetTimestamp();
                rawLength += received;
                TakeFrames();
                if (!isGreeted && stream.AsSpan(0, streamLength).IndexOf(JsonEnd) is var end and >= 0)
                {
                    // The handshake is answered as JSON in every protocol.
                    Shift(ref stream, ref streamLength, end + 1);
                    isGreeted = true;
                }

                if (isGreeted)
                {
                    TakeMessages(at);
                }
            }

            Fail(new InvalidOperationException("The server closed the connection."));
        }
        catch (Exception failure)
        {
            Fail(failure);
        }
    }

    private void Fail(Exception failure)
    {
        Failure = failure;
        watching.TrySetException(failure);
    }

    private void TakeFrames()
    {
        var start = 0;
        while (rawLength - start >= 2)
        {
            var (length, head) = ((int)raw[start + 1], 2);
            if (length == 126 && rawLength - start >= 4)
            {
                (length, head) = (BinaryPrimitives.ReadUInt16BigEndian(raw.AsSpan(start + 2)), 4);
            }
            else if (length >= 126)
            {
                break;
            }

            if (rawLength - start < head + length)
            {
                Grow(ref raw, head + length);
                break;
            }

            if ((raw[start] & 0x0f) < FirstControlFrame)
            {
                Grow(ref stream, streamLength + length);
                raw.AsSpan(start + head, length).CopyTo(stream.AsSpan(streamLength));
                streamLength += length;
                Frames += counts ? 1 : 0;
            }

            start += head + length;
        }

        Shift(ref raw, ref rawLength, start);
    }

    private void TakeMessages(long at)
    {
        var rest = (ReadOnlySpan<byte>)stream.AsSpan(0, streamLength);
        while (TryCut(ref rest, out var message))
        {
            Take(message, at);
        }

        Shift(ref stream, ref streamLength, streamLength - rest.Length);
    }

    private bool TryCut(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> message)
    {
        var (head, length, tail) = (0, -1, 0);
        if (isJson)
        {
            (length, tail) = (rest.IndexOf(JsonEnd), 1);
        }
        else if (rest.Length > 0)
        {
            // A length of seven bits a byte, the lowest first.
            var (size, shift) = (0, 0);
            while (head < rest.Length && head < 5)
            {
                var part = rest[head++];
                size |= (part & 0x7f) << shift;
                shift += 7;
                if (part < 0x80)
                {
                    length = size;
                    break;
                }
            }
        }

        if (length < 0 || rest.Length < head + length + tail)
        {
            message = default;
            return false;
        }

        message = rest.Slice(head, length);
        rest = rest[(head + length + tail)..];
        return true;
    }

    private void Take(ReadOnlySpan<byte> message, long at)
    {
        if (isJson ? message.StartsWith("{\"type\":3"u8) : message[1] == 3)
        {
            watching.TrySetResult();
            return;
        }

        // As MessagePack a text of 36 letters has a head of two bytes, and as JSON a colon and quotes. The names of a change may come in
        // any order.
        var lots = message;
        var versions = message;
        while (TryMove(ref lots, "lotId"u8))
        {
            TryMove(ref versions, "version"u8);
            if (!Utf8Parser.TryParse(lots.Slice(isJson ? 3 : 2, 36), out Guid lotId, out _))
            {
                throw new InvalidOperationException("A change without a lot.");
            }

            Note(places[lotId], isJson ? Number(versions[2..]) : Integer(versions), at);
        }
    }

    private static bool TryMove(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> name)
    {
        var found = rest.IndexOf(name);
        if (found < 0)
        {
            return false;
        }

        rest = rest[(found + name.Length)..];
        return true;
    }

    private void Note(int lot, int version, long at)
    {
        if (version < last[lot])
        {
            throw new InvalidOperationException("A version went back.");
        }

        last[lot] = version;
        if (counts)
        {
            Arrivals.Add(new(lot, version, at));
        }
    }

    private static int Number(ReadOnlySpan<byte> digits) =>
        Utf8Parser.TryParse(digits, out int number, out _) ? number : throw new InvalidOperationException("A version that is no number.");

    private static int Integer(ReadOnlySpan<byte> packed) =>
        packed[0] switch
        {
            < 0x80 => packed[0],
            0xcc => packed[1],
            0xcd => BinaryPrimitives.ReadUInt16BigEndian(packed[1..]),
            _ => BinaryPrimitives.ReadInt32BigEndian(packed[1..]),
        };

    private static void Shift(ref byte[] bytes, ref int length, int by)
    {
        Buffer.BlockCopy(bytes, by, bytes, 0, length - by);
        length -= by;
    }

    private static void Grow(ref byte[] bytes, int length)
    {
        if (bytes.Length < length)
        {
            Array.Resize(ref bytes, Math.Max(length, 2 * bytes.Length));
        }
    }
}
