using System.Text.Json;
using AgriMarket.Domain.Lots;
using AgriMarket.Platform.Storage.Database;
using AgriMarket.Platform.Storage.Texts;
using AgriMarket.Web.People.Members;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Trade.PriceReviews;

internal sealed class PriceReviewTables : ITables
{
    public void Map(ModelBuilder model) =>
        model.Entity<PriceReview>(review =>
        {
            review.ToTable("price_reviews");
            review.HasKey(row => row.Id);
            // Of two officials who decide at the same moment in two processes, the second finds it decided.
            review.Property(row => row.Status).IsConcurrencyToken();
            review.HasOne<Member>().WithMany().HasForeignKey(row => row.FarmerId);
            review.HasOne<Member>().WithMany().HasForeignKey(row => row.DecidedBy);
            review.HasIndex(row => row.FarmerId);
            review.HasIndex(row => row.OriginCode).HasFilter("status = 'Waiting'");
            review.Property(row => row.OriginCode).HasMaxLength(6);
            review.Property(row => row.PriceReason).HasMaxCharacters(PriceReview.ReasonMaxLength);
            review.Property(row => row.Note).HasMaxCharacters(PriceReview.NoteMaxLength);
            review
                .Property(row => row.Intent)
                .HasConversion(
                    intent => JsonSerializer.Serialize(intent, JsonSerializerOptions.Default),
                    text => JsonSerializer.Deserialize<ListingIntent>(text, JsonSerializerOptions.Default)!
                );
        });
}
