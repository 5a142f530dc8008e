namespace AgriMarket.Platform.Limits;

/// <summary>What a module hands in to keep on record who was refused for calling too often.</summary>
public interface ILimitNotes
{
    /// <summary>A request was refused. Called for each of a flood, so that it has to bound what it does.</summary>
    Task NoteAsync(HttpContext context);
}
