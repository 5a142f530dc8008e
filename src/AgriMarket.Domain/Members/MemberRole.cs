namespace AgriMarket.Domain.Members;

/// <summary>What a member may do. Everybody is a resident; every other role is applied for and confirmed.</summary>
public enum MemberRole
{
    /// <summary>市民: buys.</summary>
    Resident,

    /// <summary>农户: lists and ships.</summary>
    Farmer,

    /// <summary>合作社: lists and ships for its member households.</summary>
    Cooperative,

    /// <summary>代办员: lists for households that cannot do it themselves.</summary>
    Agent,

    /// <summary>采购单位: posts demands and buys in bulk.</summary>
    Institution,

    /// <summary>政府账号: campaigns, funds, verification.</summary>
    Official,

    /// <summary>平台管理员.</summary>
    Administrator,
}
