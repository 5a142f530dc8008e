using AgriMarket.Web.Farm.Addresses;
using AgriMarket.Web.Money.Addresses;
using AgriMarket.Web.People.Addresses;
using AgriMarket.Web.Shop.Addresses;

namespace AgriMarket.Web.Shell.Help;

/// <summary>How to buy and to sell, where money goes, what to do when something goes wrong, and whom to call.</summary>
public sealed partial class HelpPage
{
    /// <summary>What is told step by step, with how many steps, and the page where it begins.</summary>
    private static readonly (string Name, int Steps, string Address)[] Subjects =
    [
        ("Buy", 5, ShopAddresses.Shop),
        ("Sell", 5, PeopleAddresses.Apply),
        ("Money", 4, MoneyAddresses.PublicFunds),
    ];

    /// <summary>What goes wrong, with the page where it is put right.</summary>
    private static readonly (string Name, string Address)[] Troubles =
    [
        ("Password", PeopleAddresses.ForgottenPassword),
        ("Mobile", PeopleAddresses.Mobile),
        ("Paid", ShopAddresses.Orders),
        ("Bad", ShopAddresses.Orders),
        ("Unsold", FarmAddresses.Unsold),
        ("Refused", "#call"),
    ];

    private HelpOptions Help => Options.Value;

    /// <summary>Without what is there for the eye.</summary>
    private string Dialled => string.Concat(Help.Telephone.Where(sign => char.IsAsciiDigit(sign) || sign == '+'));

    private string Hours =>
        Help is { Opens: { } opens, Closes: { } closes }
            ? Reader.Fill(T[Help.Weekends ? "Call.Daily" : "Call.Weekdays"], $"{opens:HH\\:mm}", $"{closes:HH\\:mm}")
            : T["Call.Hours.None"];
}
