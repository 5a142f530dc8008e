using System.ComponentModel.DataAnnotations;
using AgriMarket.Domain.Audits;

namespace AgriMarket.Web.Trade.Audits;

/// <summary>How many grants are audited, and how long people have for it (section <c>Audits</c>).</summary>
public sealed class AuditOptions
{
    public const string Section = "Audits";

    /// <summary>Parcels drawn of each day; 0 draws none. A day keeps the number that was published with its commitment.</summary>
    [Range(0, AuditSeed.MostPerDay)]
    public int PerDay { get; set; } = 5;

    /// <summary>Days after the draw in which a seller may answer.</summary>
    [Range(1, 60)]
    public int AnswerDays { get; set; } = 7;

    /// <summary>Days after the answer in which an official should have looked.</summary>
    [Range(1, 60)]
    public int ReviewDays { get; set; } = 7;
}
