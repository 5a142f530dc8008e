using AgriMarket.Domain.Backlog.UnsoldReports;

namespace AgriMarket.Web.Government.UnsoldReports;

/// <summary>
/// What an official has typed about the end of a report, as typed. Public and with setters because it outlives the circuit as JSON.
/// </summary>
public sealed class DecideForm
{
    public UnsoldAction? Action { get; set; }

    public string Weight { get; set; } = "";

    public string Note { get; set; } = "";
}
