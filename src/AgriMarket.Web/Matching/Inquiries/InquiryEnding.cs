using AgriMarket.Web.Platform.Jobs;

namespace AgriMarket.Web.Matching;

/// <summary>Ends inquiries whose time is over. An answer that comes too late is refused in any case; this only tells the other side sooner.</summary>
internal sealed class InquiryEnding(InquiryService inquiries, TimeProvider clock, ILogger<InquiryEnding> log) : Rounds(TimeSpan.FromMinutes(1), clock, log)
{
    protected override Task<int> RunAsync(CancellationToken stop) => inquiries.EndDueAsync();
}
