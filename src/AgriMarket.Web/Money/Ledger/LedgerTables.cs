using AgriMarket.Domain.Ledger;
using AgriMarket.Platform.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Web.Money.Ledger;

internal sealed class LedgerTables : ITables
{
    private const int AccountIdMaxLength = 40;
    private const int ReasonMaxLength = 32;

    public void Map(ModelBuilder model)
    {
        AccountIdColumns.Map(model);
        MapAccounts(model);
        MapDays(model);
        MapTransfers(model);
    }

    private static void MapAccounts(ModelBuilder model) =>
        model.Entity<Account>(account =>
        {
            account.ToTable(
                "accounts",
                table =>
                    table.HasCheckConstraint(
                        "ck_accounts_covered",
                        "NOT no_overdraft OR credits_posted_fen >= debits_posted_fen + debits_pending_fen"
                    )
            );
            account.HasKey(row => row.Id);
            account.IsClustered();
            account.Property(row => row.Id).HasMaxLength(AccountIdMaxLength);
            account.Ignore(row => row.AvailableFen);
            account.Ignore(row => row.BalanceFen);
        });

    private static void MapDays(ModelBuilder model) =>
        model.Entity<AccountDay>(day =>
        {
            day.ToTable(
                "account_days",
                table =>
                    table.HasCheckConstraint(
                        "ck_account_days_sums",
                        "debits_fen >= 0 AND credits_fen >= 0 AND debits_before_fen >= 0 AND credits_before_fen >= 0"
                    )
            );
            day.HasKey(row => new
            {
                row.AccountId,
                row.Reason,
                row.DayStart,
            });
            day.IsClustered();
            day.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId);
            day.Property(row => row.AccountId).HasMaxLength(AccountIdMaxLength);
            day.Property(row => row.Reason).HasMaxLength(ReasonMaxLength);
        });

    private static void MapTransfers(ModelBuilder model) =>
        model.Entity<Transfer>(transfer =>
        {
            transfer.ToTable("transfers", table => table.HasCheckConstraint("ck_transfers_amount", "amount_fen > 0"));
            transfer.HasKey(row => row.Id);
            transfer.IsClustered();
            transfer.IsInsertOnly();
            transfer.HasOne<Account>().WithMany().HasForeignKey(row => row.DebitAccountId);
            transfer.HasOne<Account>().WithMany().HasForeignKey(row => row.CreditAccountId);
            transfer.HasOne<Transfer>().WithMany().HasForeignKey(row => row.PendingId);
            // A pending transfer resolves once: the second resolution breaks this index.
            transfer.HasIndex(row => row.PendingId).IsUnique().HasFilter("pending_id IS NOT NULL");
            transfer.HasOne<Transfer>().WithMany().HasForeignKey(row => row.CorrectsId);
            // So does the second correction of an entry.
            transfer.HasIndex(row => row.CorrectsId).IsUnique().HasFilter("corrects_id IS NOT NULL");
            transfer.Ignore(row => row.IsResolution);
            transfer.HasIndex(row => row.OrderId).HasFilter("order_id IS NOT NULL");
            // Nobody lists the entries of other accounts, and an order's are mostly theirs.
            transfer.HasIndex(row => new { row.DebitAccountId, row.At }).HasFilter(IsPublicMoney("debit_account_id"));
            transfer.HasIndex(row => new { row.CreditAccountId, row.At }).HasFilter(IsPublicMoney("credit_account_id"));
            transfer.Property(row => row.DebitAccountId).HasMaxLength(AccountIdMaxLength);
            transfer.Property(row => row.CreditAccountId).HasMaxLength(AccountIdMaxLength);
            transfer.Property(row => row.Reason).HasMaxLength(ReasonMaxLength);
        });

    /// <summary>
    /// In the very words of <see cref="LedgerQueries.PublicMoneyOut"/> and <see cref="LedgerQueries.PublicMoneyIn"/>, or no query finds the
    /// index.
    /// </summary>
    private static string IsPublicMoney(string column) =>
        $"{column} LIKE '{AccountIds.FundPrefix}%' OR {column} LIKE '{AccountIds.BudgetPrefix}%'";
}
