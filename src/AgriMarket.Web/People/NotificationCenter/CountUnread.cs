namespace AgriMarket.Web.People.NotificationCenter;

/// <summary>Counts the notifications a member has not read. The shell keeps none: the capability that does registers this.</summary>
public delegate Task<int> CountUnread(Guid memberId);
