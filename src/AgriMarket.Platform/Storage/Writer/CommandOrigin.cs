namespace AgriMarket.Platform.Storage.Writer;

/// <summary>
/// From where a command was asked for: it follows the asynchronous flow of a request or a circuit, and the writer takes it over
/// with the command, which runs in a flow of its own.
/// </summary>
/// <param name="Network">Enough of the network address to know one's own; empty where none is known.</param>
/// <param name="SessionId">Of whoever is signed in; null for a visitor and for the program's own work.</param>
public sealed record CommandOrigin(string Network, Guid? SessionId)
{
    /// <summary>The program's own work.</summary>
    public static readonly CommandOrigin Unknown = new("", null);

    private static readonly AsyncLocal<CommandOrigin?> Flow = new();

    /// <summary>Of what runs now.</summary>
    public static CommandOrigin Current
    {
        get => Flow.Value ?? Unknown;
        set => Flow.Value = value;
    }
}
