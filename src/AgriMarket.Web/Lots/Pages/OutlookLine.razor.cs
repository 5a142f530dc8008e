using AgriMarket.Domain.Backlog;
using AgriMarket.Domain.Lots;
using Microsoft.AspNetCore.Components;

namespace AgriMarket.Web.Lots.Pages;

/// <summary>What becomes of a lot, as a sentence.</summary>
public sealed partial class OutlookLine
{
    [Parameter, EditorRequired]
    public required FarmLot Shown { get; set; }

    private Lot Lot => Shown.Lot;

    private SimpleOutlook Outlook => Shown.Outlook;

    private bool IsClosed => Lot.Status == LotStatus.Closed;

    private bool LeavesSomething => !IsClosed && Outlook.Kind is OutlookKind.WillRemain or OutlookKind.Past;

    /// <summary>Clay only for what spoils today.</summary>
    private string? Tone => LeavesSomething
        ? Lot.BestBeforeOn <= Reader.Today ? "clay" : "amber"
        : !IsClosed && Outlook.Kind == OutlookKind.WillSell ? "green" : null;

    private string Sign => LeavesSomething ? "warning" : Outlook.Kind == OutlookKind.TooEarly ? "clock" : "check";

    private string Sentence => IsClosed ? T["Outlook.Closed"] : Outlook.Kind switch
    {
        OutlookKind.SoldOut => T["Outlook.SoldOut"],
        OutlookKind.Past => Reader.Fill(T["Outlook.Past"], Lot.BestBeforeOn, Outlook.LeftGrams),
        OutlookKind.TooEarly => T["Outlook.TooEarly"],
        OutlookKind.WillSell => Reader.Fill(T["Outlook.WillSell"], Outlook.SoldOutOn),
        _ => Reader.Fill(T["Outlook.WillRemain"], Lot.BestBeforeOn, Outlook.LeftGrams),
    };
}
