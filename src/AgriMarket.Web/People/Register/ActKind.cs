namespace AgriMarket.Web.People.Register;

/// <summary>What is done and noted in the register: handed in by the capability that does it.</summary>
/// <param name="Code">Stored with each entry: at most <see cref="Domain.Members.Act.KindMaxLength"/> characters.</param>
/// <param name="Texts">The resource of its word.</param>
/// <param name="Word">The key of its word.</param>
public sealed record ActKind(string Code, Type Texts, string Word)
{
    /// <summary>Whether it is about the safety of an account: only that member and administrators read it.</summary>
    public bool IsSecurity { get; init; }

    /// <summary>Whether what it says of before and after is a sum in fen.</summary>
    public bool IsFen { get; init; }
}

/// <summary>The kinds that capabilities have handed in; no two with one code.</summary>
public sealed class ActKinds
{
    private readonly Dictionary<string, ActKind> byCode;

    public ActKinds(IEnumerable<ActKind> kinds)
    {
        byCode = kinds.ToDictionary(kind => kind.Code);
        All = [.. byCode.Values.OrderBy(kind => kind.Code, StringComparer.Ordinal)];
        SecurityCodes = [.. All.Where(kind => kind.IsSecurity).Select(kind => kind.Code)];
    }

    /// <summary>By code.</summary>
    public IReadOnlyList<ActKind> All { get; }

    /// <summary>Of kinds about the safety of accounts.</summary>
    public IReadOnlyList<string> SecurityCodes { get; }

    /// <summary>Null for what an older or newer program has stored.</summary>
    public ActKind? Find(string code) => byCode.GetValueOrDefault(code);
}

internal static class ActRegistration
{
    public static void AddActKinds(this IServiceCollection services, params ActKind[] kinds)
    {
        foreach (var kind in kinds)
        {
            services.AddSingleton(kind);
        }
    }
}
