namespace AgriMarket.Web.Money.Ledger;

/// <summary>Names the resource files LedgerText.resx (Chinese) and LedgerText.en.resx.</summary>
internal sealed class LedgerText;
