namespace AgriMarket.Platform.Limits;

/// <summary>
/// The limits of what every market has, whatever it trades in. An address may be an office of 200 people who all open a page at
/// noon, or a village, and gets many times what a member gets.
/// </summary>
public static class CommonLimits
{
    /// <summary>Every answer that is no file.</summary>
    public const string Requests = "Requests";

    /// <summary>Connections to a hub.</summary>
    public const string Lines = "Lines";

    /// <summary>Circuits: pages that work over a connection of their own.</summary>
    public const string Circuits = "Circuits";

    /// <summary>Calls over a connection to a hub; too many wait.</summary>
    public const string LineCalls = "LineCalls";

    /// <summary>What a circuit is sent: clicks, what is typed, what was drawn. Too much waits.</summary>
    public const string CircuitCalls = "CircuitCalls";

    /// <summary>The page that explains a refusal, itself limited: beyond it the bare status costs the market nothing.</summary>
    public const string Explanations = "Explanations";

    private static readonly (string Name, CallLimitOptions Defaults)[] All =
    [
        (
            Requests,
            new()
            {
                MemberBurst = 1_000,
                MemberPerMinute = 3_000,
                AddressBurst = 2_000,
                AddressPerMinute = 6_000,
                AddressAtOnce = 8,
            }
        ),
        (Explanations, new() { AddressBurst = 20, AddressPerMinute = 60 }),
        (
            Lines,
            new()
            {
                AddressBurst = 2_000,
                AddressPerMinute = 1_200,
                MemberOpen = 200,
                AddressOpen = 2_000,
                AllOpen = 20_000,
            }
        ),
        (
            Circuits,
            new()
            {
                AddressBurst = 300,
                AddressPerMinute = 300,
                MemberOpen = 100,
                AddressOpen = 500,
                AllOpen = 4_000,
            }
        ),
        (
            LineCalls,
            new()
            {
                MemberBurst = 100,
                MemberPerMinute = 300,
                AddressBurst = 2_000,
                AddressPerMinute = 6_000,
                AddressAtOnce = 4,
                MostWaiting = 10_000,
            }
        ),
        (
            CircuitCalls,
            new()
            {
                MemberBurst = 500,
                MemberPerMinute = 3_000,
                AddressBurst = 5_000,
                AddressPerMinute = 60_000,
                AddressAtOnce = 8,
                MostWaiting = 10_000,
            }
        ),
    ];

    internal static void AddCommonLimits(this IServiceCollection services) =>
        Array.ForEach(All, limit => services.AddLimit(limit.Name, limit.Defaults));
}
