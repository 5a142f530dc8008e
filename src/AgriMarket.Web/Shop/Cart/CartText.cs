namespace AgriMarket.Web.Shop.Cart;

/// <summary>Names the resource files CartText.resx (Chinese) and CartText.en.resx.</summary>
internal sealed class CartText;
