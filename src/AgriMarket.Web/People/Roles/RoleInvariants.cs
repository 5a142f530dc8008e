using AgriMarket.Domain.Members;
using AgriMarket.Platform.Audit;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Roles;

/// <summary>What must be true of decisions on roles.</summary>
internal sealed class RoleInvariants : IInvariants
{
    private static readonly Invariant DecisionsAreInTheRegister = Invariant.That(
        "Each role that a member confirmed, declined or revoked has its entry in the register.",
        db =>
            from application in db.Set<RoleApplication>()
            join decider in db.Set<Member>() on application.DecidedBy equals decider.Id
            join one in db.Set<Act>().Where(act => act.SubjectKind == "role") on (Guid?)application.Id equals one.SubjectId into acts
            from act in acts.DefaultIfEmpty()
            where act == null
            select new { application.Id, application.Status },
        row => new Breach($"role application {row.Id}", $"{row.Status} without an entry", "an entry of who decided")
    );

    public string Name => "Roles";

    public IReadOnlyList<AuditedRows> Rows { get; } =
    [AuditedRows.Of<RoleApplication>("applications"), AuditedRows.Of<Act>("entries of the register")];

    public IReadOnlyList<Invariant> All { get; } = [DecisionsAreInTheRegister];
}
