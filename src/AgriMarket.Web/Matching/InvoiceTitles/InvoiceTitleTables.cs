using AgriMarket.Domain.Organisations;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Texts;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Matching.InvoiceTitles;

internal sealed class InvoiceTitleTables : ITables
{
    public void Map(ModelBuilder model) =>
        model.Entity<InvoiceTitle>(title =>
        {
            title.ToTable("invoice_titles");
            title.HasKey(row => row.MemberId);
            title.HasOne<Member>().WithMany().HasForeignKey(row => row.MemberId);
            title.Property(row => row.Title).HasMaxCharacters(InvoiceTitle.TextMaxLength);
            title.Property(row => row.CreditCode).HasMaxLength(CreditCode.Length);
            title.Property(row => row.AddressAndPhone).HasMaxCharacters(InvoiceTitle.TextMaxLength);
            title.Property(row => row.BankAccount).HasMaxCharacters(InvoiceTitle.TextMaxLength);
        });
}
