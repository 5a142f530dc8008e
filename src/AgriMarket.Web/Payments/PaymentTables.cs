using AgriMarket.Domain.Payments;
using AgriMarket.Web.Members;
using AgriMarket.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Payments;

internal sealed class PaymentTables : ITables
{
    public void Map(ModelBuilder model) => model.Entity<Payment>(payment =>
    {
        payment.ToTable("payments", table => table.HasCheckConstraint("ck_payments_amount", "amount_fen >= 0"));
        payment.HasKey(row => row.Id);
        payment.HasOne<Member>().WithMany().HasForeignKey(row => row.PayerId);
    });
}
