using System.Collections.Frozen;
using AgriMarket.Domain.Common;

namespace AgriMarket.Domain.Lots;

/// <summary>All kinds of produce, immutable and in memory, searchable the way people type.</summary>
public sealed class ProduceCatalogue
{
    /// <summary>Longer than any name.</summary>
    private const int LongestName = 1_000;

    /// <summary>Characters of what was typed that are held against names.</summary>
    private const int MostCompared = 20;

    private readonly FrozenDictionary<string, Produce> byCode;
    private readonly IReadOnlyList<Entry> entries;

    /// <param name="aliases">What else people call a kind; search finds it, nothing shows it.</param>
    public ProduceCatalogue(IReadOnlyCollection<Produce> produce, IReadOnlyCollection<ProduceAlias>? aliases = null)
    {
        byCode = produce.ToFrozenDictionary(kind => kind.Code);
        var otherNames = (aliases ?? []).ToLookup(alias => alias.ProduceCode);
        entries = [.. produce.OrderBy(kind => kind.Code, StringComparer.Ordinal).Select(kind => new Entry(kind, otherNames[kind.Code]))];
    }

    public IEnumerable<Produce> All => entries.Select(entry => entry.Kind);

    public Produce? Find(string? code) => code is not null && byCode.TryGetValue(code, out var kind) ? kind : null;

    /// <summary>The name of a kind in the reader's language; the code itself for one that has left the catalogue.</summary>
    public string NameOf(string code, bool chinese) => Find(code)?.Name(chinese) ?? code;

    /// <summary>
    /// Kinds whose Chinese name, English name, other names, pinyin (tudou) or initials (td) hold the text, whatever its width and case;
    /// those that begin with it first. Where there are none, kinds that are one wrong letter away.
    /// </summary>
    public IReadOnlyList<Produce> Search(string? text, int limit)
    {
        var wanted = Squeeze(text ?? "");
        return wanted.Length == 0 ? [.. All.Take(limit)]
            : Ranked(entry => entry.Rank(wanted), limit) is { Count: > 0 } named ? named
            : OneLetter.MayBeWrong(wanted) ? Ranked(entry => entry.IsNearly(wanted) ? 0 : null, limit)
            : [];
    }

    /// <summary>
    /// Kinds that what was typed may be a sort of, where <see cref="Search"/> finds none: those whose names have most in common with it,
    /// two characters or four letters in a row at the least (蜂蜜 for 土蜂蜜).
    /// </summary>
    public IReadOnlyList<Produce> Nearest(string? text, int limit)
    {
        var wanted = Squeeze(text ?? "").Cut(MostCompared);
        return Ranked(entry => entry.Distance(wanted), limit);
    }

    private List<Produce> Ranked(Func<Entry, int?> rank, int limit) =>
        [
            .. entries
                .Select(entry => (entry.Kind, Rank: rank(entry)))
                .Where(hit => hit.Rank is not null)
                .OrderBy(hit => hit.Rank)
                .ThenBy(hit => hit.Kind.NameZh.Length)
                .Take(limit)
                .Select(hit => hit.Kind),
        ];

    private static string Squeeze(string text) => SearchText.Fold(text).Replace(" ", "", StringComparison.Ordinal);

    private sealed class Entry(Produce kind, IEnumerable<ProduceAlias> aliases)
    {
        private readonly string[] names =
        [
            Squeeze(kind.NameZh),
            Squeeze(kind.Pinyin),
            Squeeze(kind.NameEn),
            .. aliases.SelectMany(alias => new[] { Squeeze(alias.NameZh), Squeeze(alias.Pinyin) }),
        ];

        private readonly string[] initials = [Initials(kind.Pinyin), .. aliases.Select(alias => Initials(alias.Pinyin))];

        private readonly string[] englishWords = SearchText.Words(kind.NameEn);

        public Produce Kind => kind;

        /// <summary>
        /// 0 for an equal name, 1 for a beginning, 2 for a part, null for no hit. Parts of initials say nothing and do not count.
        /// </summary>
        public int? Rank(string wanted)
        {
            if (names.Contains(wanted) || initials.Contains(wanted))
            {
                return 0;
            }

            if (names.Concat(initials).Any(name => name.StartsWith(wanted, StringComparison.Ordinal)))
            {
                return 1;
            }

            return names.Any(name => name.Contains(wanted, StringComparison.Ordinal)) ? 2 : null;
        }

        public bool IsNearly(string wanted) => names.Concat(englishWords).Any(name => OneLetter.IsAway(wanted, name));

        /// <summary>
        /// Lower the more characters in a row one of its names shares with a text, and of equals the shorter that name; null where they
        /// share nothing.
        /// </summary>
        public int? Distance(string wanted) =>
            names.Min(name => OneLetter.InCommon(wanted, name) is var shared and > 0 ? name.Length - shared * LongestName : (int?)null);

        private static string Initials(string pinyin) =>
            string.Concat(pinyin.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(syllable => syllable[0]));
    }
}
