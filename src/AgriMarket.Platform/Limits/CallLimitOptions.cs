using System.ComponentModel.DataAnnotations;

namespace AgriMarket.Platform.Limits;

/// <summary>Whether calls are limited at all (section <c>Limits</c>).</summary>
public sealed class LimitOptions
{
    public const string Section = "Limits";

    /// <summary>False where something in front of the market limits callers already.</summary>
    public bool Enabled { get; set; } = true;
}

/// <summary>
/// How often one member, and one network address, may call something: so many at once, and so many a minute from then on. An address
/// may be an office, a village or a whole district behind its carrier's one address, so it gets many times what a member gets.
/// Zero sets no limit. Sections <c>Limits:Requests</c>, <c>Limits:Circuits</c> and so on, by the name of the limit.
/// </summary>
public sealed class CallLimitOptions
{
    [Range(0, 1_000_000_000)]
    public int MemberBurst { get; set; }

    [Range(1, 1_000_000_000)]
    public int MemberPerMinute { get; set; } = 1;

    [Range(0, 1_000_000_000)]
    public int AddressBurst { get; set; }

    [Range(1, 1_000_000_000)]
    public int AddressPerMinute { get; set; } = 1;

    /// <summary>
    /// Calls from one address that are worked on at the same time; others wait in the order they came, so that one address never has
    /// all the processors.
    /// </summary>
    [Range(0, 1_000_000)]
    public int AddressAtOnce { get; set; }

    /// <summary>Of what stays open: how many at once for one member.</summary>
    [Range(0, 1_000_000_000)]
    public int MemberOpen { get; set; }

    /// <summary>Of what stays open: how many at once from one address.</summary>
    [Range(0, 1_000_000_000)]
    public int AddressOpen { get; set; }

    /// <summary>Of what stays open: how many at once for all.</summary>
    [Range(0, 1_000_000_000)]
    public int AllOpen { get; set; }

    /// <summary>How many calls from one address may wait for their turn. Zero: what is too much is refused at once.</summary>
    [Range(0, 1_000_000)]
    public int MostWaiting { get; set; }
}
