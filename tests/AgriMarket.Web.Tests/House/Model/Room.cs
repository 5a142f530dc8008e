namespace AgriMarket.Web.Tests.House.Model;

/// <summary>
/// A folder of the source, by the name it has in <see cref="HouseRules"/>: "Farm/Listing", "Domain/Lots", "Platform/Live".
/// </summary>
internal static class Room
{
    private const string Source = "src/AgriMarket.";
    private const string Web = "Web";

    /// <summary>The room of a file of the source.</summary>
    public static string Of(string path)
    {
        var parts = path[Source.Length..].Split('/')[..^1];
        return parts is [Web] ? HouseRules.Program : string.Join('/', parts[0] == Web ? parts[1..] : parts);
    }

    /// <summary>The room is this one or lies below it.</summary>
    public static bool IsIn(string room, string above) => room == above || room.StartsWith(above + "/", StringComparison.Ordinal);

    public static bool IsInAny(string room, IEnumerable<string> above) => above.Any(name => IsIn(room, name));

    /// <summary>The number of its floor, the ground being 0, and the name by which it stands there; null when it stands on none.</summary>
    public static (int Number, string Name)? FloorOf(string room) =>
        HouseRules
            .Floors.SelectMany(
                (floor, number) => floor.Rooms.Where(name => IsIn(room, name)).Select(name => ((int, string)?)(number, name))
            )
            .MaxBy(found => found!.Value.Item2.Length);
}
