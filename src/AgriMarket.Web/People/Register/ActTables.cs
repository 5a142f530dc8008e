using AgriMarket.Domain.Members;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Texts;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.People.Register;

internal sealed class ActTables : ITables
{
    public void Map(ModelBuilder model) =>
        model.Entity<Act>(act =>
        {
            act.ToTable("acts");
            act.HasKey(row => row.Id);
            act.IsInsertOnly();
            act.HasOne<Member>().WithMany().HasForeignKey(row => row.ActorId);
            act.HasIndex(row => new { row.RegionCode, row.Id }).HasFilter("region_code IS NOT NULL");
            act.HasIndex(row => new { row.SubjectId, row.Id }).HasFilter("subject_id IS NOT NULL");
            act.Property(row => row.RegionCode).HasMaxLength(6);
            act.Property(row => row.Kind).HasMaxLength(Act.KindMaxLength);
            act.Property(row => row.SubjectKind).HasMaxLength(Act.SubjectKindMaxLength);
            act.Property(row => row.SubjectName).HasMaxCharacters(Act.SubjectNameMaxLength);
            act.Property(row => row.Before).HasMaxCharacters(Act.ChangeMaxLength);
            act.Property(row => row.After).HasMaxCharacters(Act.ChangeMaxLength);
            act.Property(row => row.Reason).HasMaxCharacters(Act.ReasonMaxLength);
            act.Property(row => row.Network).HasMaxLength(MemberSession.NetworkMaxLength);
        });
}
