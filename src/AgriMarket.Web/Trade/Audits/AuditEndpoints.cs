using System.Globalization;
using System.Text;

namespace AgriMarket.Web.Trade.Audits;

/// <summary>What a stranger recomputes a draw from, beside the seed that the page shows.</summary>
internal static class AuditEndpoints
{
    private const string CandidatesRoute = "/audits/{day}/candidates.csv";

    /// <summary>The address of a day's candidates.</summary>
    public static string CandidatesOf(DateOnly day) => $"/audits/{day:yyyy-MM-dd}/candidates.csv";

    public static void MapAudits(this WebApplication app) =>
        app.MapGet(
                CandidatesRoute,
                async (string day, PublicAuditReads reads, HttpContext context) =>
                {
                    if (
                        !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var wanted)
                        || !await reads.IsDrawnAsync(wanted)
                    )
                    {
                        return Results.NotFound();
                    }

                    // A day that was drawn never changes.
                    context.Response.Headers.CacheControl = "public, max-age=86400";
                    return Results.Stream(
                        stream => WriteAsync(reads.CandidatesAsync(wanted), stream),
                        "text/csv; charset=utf-8",
                        $"audit-{day}.csv"
                    );
                }
            )
            .AllowAnonymous();

    private static async Task WriteAsync(IAsyncEnumerable<PublishedCandidate> candidates, Stream stream)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        await writer.WriteAsync("parcel,digest,drawn\n");
        await foreach (var candidate in candidates)
        {
            await writer.WriteAsync($"{candidate.ParcelId},{candidate.Digest},{(candidate.IsDrawn ? 1 : 0)}\n");
        }
    }
}
