using AgriMarket.Domain.Members;
using AgriMarket.Domain.Notifications;

namespace AgriMarket.Web.People.Notifications;

/// <summary>Kinds for which a member chooses together how to be told.</summary>
/// <param name="Code">Stored with the choice: at most <see cref="NotificationChoice.GroupMaxLength"/> characters.</param>
/// <param name="Order">Among the groups from low to high.</param>
/// <param name="Texts">The resource that says, under <paramref name="Key"/>, what they are about.</param>
public sealed record NotificationGroup(string Code, int Order, Type Texts, string Key)
{
    /// <summary>Whoever has one of these roles is told of something in it; empty for everybody.</summary>
    public IReadOnlyList<MemberRole> Roles { get; init; } = [];

    /// <summary>Somebody may want to hear of it at once, wherever they are: an SMS costs the market money.</summary>
    public bool MayBeSms { get; init; }

    /// <summary>Whether it concerns somebody with these roles.</summary>
    public bool Concerns(IReadOnlyCollection<MemberRole> roles) => Roles.Count == 0 || Roles.Any(roles.Contains);
}

internal static class NotificationGroups
{
    /// <summary>What happens to lots: forecasts, campaigns and the lots' own end share it, and none of them may use another.</summary>
    public static readonly NotificationGroup Lots = new("Lots", 10, typeof(NotificationText), "Group.Lots")
    {
        Roles = [.. RoleRules.Sellers, MemberRole.Official],
    };
}

/// <summary>Something a member can do about a notification.</summary>
/// <param name="Key">Of its word in the kind's resource.</param>
public sealed record NotificationLink(string Key, string Address);

/// <summary>What a notification is about: handed in by the capability that notifies members of it.</summary>
/// <param name="Code">Stored with each notification: at most <see cref="Notification.KindMaxLength"/> characters.</param>
/// <param name="Texts">
/// The resource of its words. A sentence may hold {0} produce, {1} grams, {2} a day, {3} a county, {4} a percentage, {5} a name, {6} the
/// outcome, {7} fen, {8} the number of an order, {9} how many.
/// </param>
/// <param name="Sentence">The key of its sentence.</param>
public sealed record NotificationKind(string Code, NotificationGroup Group, Type Texts, string Sentence)
{
    /// <summary>The key of the sentence for the institution that buys; null where both sides read the same.</summary>
    public string? BuyerSentence { get; init; }

    /// <summary>The key of the sentence for several kinds of produce, which names none; null where that makes no difference.</summary>
    public string? MixedSentence { get; init; }

    /// <summary>The keys of the ways it may end, each ending with a dot and the name of a status.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];

    /// <summary>What can be done about it: at most three, the likeliest first.</summary>
    public required Func<NotificationSubject, IReadOnlyList<NotificationLink>> Links { get; init; }
}

/// <summary>The kinds that capabilities have handed in; no two with one code.</summary>
public sealed class NotificationKinds
{
    private readonly Dictionary<string, NotificationKind> byCode;

    public NotificationKinds(IEnumerable<NotificationKind> kinds)
    {
        byCode = kinds.ToDictionary(kind => kind.Code);
        Groups = [.. byCode.Values.Select(kind => kind.Group).Distinct().OrderBy(group => group.Order)];
    }

    public IReadOnlyList<NotificationGroup> Groups { get; }

    /// <summary>Null for what an older or newer program has stored.</summary>
    public NotificationKind? Find(string code) => byCode.GetValueOrDefault(code);
}

internal static class NotificationRegistration
{
    public static void AddNotificationKinds(this IServiceCollection services, params NotificationKind[] kinds)
    {
        foreach (var kind in kinds)
        {
            services.AddSingleton(kind);
        }
    }
}
