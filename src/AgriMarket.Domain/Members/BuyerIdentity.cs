namespace AgriMarket.Domain.Members;

/// <summary>A buyer as far as one person can be told from another: what a subsidy may be had for once.</summary>
/// <param name="MobileKey">Of the mobile number they have proved; null while they have proved none.</param>
/// <param name="AddressKey">Of the door they order to; null while it is not known.</param>
public sealed record BuyerIdentity(Guid MemberId, string? MobileKey = null, string? AddressKey = null);
