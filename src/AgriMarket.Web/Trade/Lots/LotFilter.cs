using AgriMarket.Domain.Common;
using AgriMarket.Domain.Lots;
using AgriMarket.Web.Shell.Reading;
using Microsoft.AspNetCore.Http.Extensions;

namespace AgriMarket.Web.Trade.Lots;

/// <summary>Which origins a visitor asks for.</summary>
public enum ShopMark
{
    Any,

    /// <summary>The 832 once poverty-designated counties.</summary>
    Listed,

    /// <summary>The 52 counties under special supervision in 2020.</summary>
    Supervised,
}

public enum ShopSort
{
    Newest,
    Price,
    DaysLeft,
}

/// <summary>What a visitor asks the shop window for. It lives in the address, so that a result can be kept and passed on.</summary>
public sealed record LotFilter
{
    public const int PageSize = 24;

    /// <summary>Pages are counted so far; nobody leafs further, a search is better.</summary>
    public const int MaxPage = 100;

    public const int TextMaxLength = 40;

    /// <summary>Produce, place, farmer or remark as typed; empty for all.</summary>
    public string Text { get; init; } = "";

    public ProduceCategory? Category { get; init; }

    /// <summary>Region code of a province; null for all.</summary>
    public string? Province { get; init; }

    /// <summary>Region code of a county or of anything above it; null for all.</summary>
    public string? County { get; init; }

    public ShopMark Mark { get; init; }

    public ShopSort Sort { get; init; }

    /// <summary>
    /// Region code of the place it goes to: only what is there by its best-before date; null for all. It is the reader's own and in no
    /// address of a page.
    /// </summary>
    public string? Destination { get; init; }

    /// <summary>Whether what may come there too late is listed all the same.</summary>
    public bool WithLate { get; init; }

    /// <summary>Behind which lot the page begins; null for the first page.</summary>
    public LotCursor? After { get; init; }

    /// <summary>Which page that is, for readers to know: from 1 to <see cref="MaxPage"/>.</summary>
    public int Page { get; init; } = 1;

    /// <summary>The same question from its beginning.</summary>
    public LotFilter FirstPage => this with { After = null, Page = 1 };

    /// <summary>True when anything is asked for besides an order and a page.</summary>
    public bool IsNarrow => FirstPage with { Sort = default, Destination = null, WithLate = false } != new LotFilter();

    /// <summary>The address of the shop window with this filter.</summary>
    public string Href
    {
        get
        {
            var query = new QueryBuilder();
            Add("q", Text);
            Add("category", Category?.ToString());
            Add("province", Province);
            Add("county", County);
            Add("mark", Mark == default ? null : Mark.ToString());
            Add("sort", Sort == default ? null : Sort.ToString());
            Add("late", WithLate ? "true" : null);
            Add("page", Page == 1 ? null : Page.ToString(System.Globalization.CultureInfo.InvariantCulture));
            Add("after", After?.Text);
            return $"/{query}";

            void Add(string name, string? value)
            {
                if (!string.IsNullOrEmpty(value))
                {
                    query.Add(name, value);
                }
            }
        }
    }

    /// <summary>Reads an address. What it cannot make sense of counts as not asked for, since addresses are typed and cut short.</summary>
    public static LotFilter Parse(
        string? text,
        string? category,
        string? province,
        string? county,
        string? mark,
        string? sort,
        string? page,
        string? after = null
    )
    {
        var order = Word<ShopSort>(sort) ?? default;
        var behind = after is null ? null : LotCursor.Read(after, order);
        return new LotFilter
        {
            Text = SingleLine.Folded(text).Cut(TextMaxLength),
            Category = Word<ProduceCategory>(category),
            Province = NullIfEmpty(province),
            County = NullIfEmpty(county),
            Mark = Word<ShopMark>(mark) ?? default,
            Sort = order,
            After = behind,
            Page = behind is null ? 1 : Math.Clamp(QueryValue.Page(page), 1, MaxPage),
        };
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static T? Word<T>(string? text)
        where T : struct, Enum => Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;
}
