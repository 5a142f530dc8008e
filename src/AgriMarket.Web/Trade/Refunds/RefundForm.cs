namespace AgriMarket.Web.Trade.Refunds;

/// <summary>What somebody has typed about a refund, as typed: it outlives the dialog it is typed in.</summary>
public sealed class RefundForm
{
    /// <summary>Made once for what is asked, so that a second press is the same command.</summary>
    public Guid Id { get; } = Guid.CreateVersion7();

    /// <summary>In the reader's unit.</summary>
    public string Weight { get; set; } = "";

    public string Note { get; set; } = "";
}
