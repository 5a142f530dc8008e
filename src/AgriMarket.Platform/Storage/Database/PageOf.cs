using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Platform.Storage.Database;

/// <summary>One page of a longer list.</summary>
/// <param name="Number">From 1; a number past the end was brought back to the last page.</param>
/// <param name="Pages">At least 1.</param>
/// <param name="Count">Of the whole list.</param>
public sealed record PageOf<T>(IReadOnlyList<T> Items, int Number, int Pages, int Count)
{
    public static readonly PageOf<T> Empty = new([], 1, 1, 0);

    /// <summary>The same page of something made from each item.</summary>
    public PageOf<TOther> With<TOther>(Func<T, TOther> make) => new([.. Items.Select(make)], Number, Pages, Count);
}

public static class Paging
{
    /// <summary>Reads one page of an ordered query; any number a reader may have typed into the address is answered with a page.</summary>
    public static async Task<PageOf<T>> PageAsync<T>(this IQueryable<T> ordered, int? number, int size)
    {
        var count = await ordered.CountAsync();
        var pages = Math.Max(1, (count + size - 1) / size);
        var shown = Math.Clamp(number ?? 1, 1, pages);
        return new(await ordered.Skip((shown - 1) * size).Take(size).ToListAsync(), shown, pages, count);
    }
}
