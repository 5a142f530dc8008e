namespace AgriMarket.Platform.Storage.Writer;

/// <summary>
/// A command has found out that it needs more than its own subject's rows: it is taken back and run again
/// <see cref="WriteMode.AtOnce"/>. Thrown by <see cref="WriteScope.NeedAll"/> only, and caught by the writer.
/// </summary>
internal sealed class NeedsAllException() : Exception("The command is run again with the whole market to itself.");
