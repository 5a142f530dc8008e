using System.Collections.Frozen;

namespace AgriMarket.Domain.Lots;

/// <summary>All kinds of produce, immutable and in memory, searchable the way people type.</summary>
public sealed class ProduceCatalogue
{
    private readonly FrozenDictionary<string, Produce> byCode;
    private readonly IReadOnlyList<Entry> entries;

    public ProduceCatalogue(IReadOnlyCollection<Produce> produce)
    {
        byCode = produce.ToFrozenDictionary(kind => kind.Code);
        entries = [.. produce.OrderBy(kind => kind.Code, StringComparer.Ordinal).Select(kind => new Entry(kind))];
    }

    public IEnumerable<Produce> All => entries.Select(entry => entry.Kind);

    public Produce? Find(string? code) => code is not null && byCode.TryGetValue(code, out var kind) ? kind : null;

    /// <summary>
    /// Kinds whose Chinese name, English name, pinyin (tudou) or initials (td) hold the text; those that begin with it first.
    /// </summary>
    public IReadOnlyList<Produce> Search(string? text, int limit)
    {
        var wanted = Squeeze(text ?? "");
        return wanted.Length == 0
            ? [.. All.Take(limit)]
            : [.. entries
                .Select(entry => (entry.Kind, Rank: entry.Rank(wanted)))
                .Where(hit => hit.Rank is not null)
                .OrderBy(hit => hit.Rank)
                .ThenBy(hit => hit.Kind.NameZh.Length)
                .Take(limit)
                .Select(hit => hit.Kind)];
    }

    private static string Squeeze(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();

    private sealed class Entry(Produce kind)
    {
        private readonly string[] names =
        [
            Squeeze(kind.NameZh),
            Squeeze(kind.Pinyin),
            string.Concat(kind.Pinyin.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(syllable => syllable[0])),
            Squeeze(kind.NameEn),
        ];

        public Produce Kind => kind;

        /// <summary>0 for an equal name, 1 for a beginning, 2 for a part, null for no hit. Parts of initials say nothing and do not count.</summary>
        public int? Rank(string wanted)
        {
            if (names.Contains(wanted))
            {
                return 0;
            }

            if (names.Any(name => name.StartsWith(wanted, StringComparison.Ordinal)))
            {
                return 1;
            }

            return names.Where((name, i) => i != 2 && name.Contains(wanted, StringComparison.Ordinal)).Any() ? 2 : null;
        }
    }
}
