using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AgriMarket.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class IndexesThatAreRead : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_transfers_corrects_id",
                table: "transfers");

            migrationBuilder.DropIndex(
                name: "IX_transfers_order_id",
                table: "transfers");

            migrationBuilder.DropIndex(
                name: "IX_transfers_pending_id",
                table: "transfers");

            migrationBuilder.DropIndex(
                name: "IX_stock_journal_order_id",
                table: "stock_journal");

            migrationBuilder.DropIndex(
                name: "IX_schemes_campaign_id",
                table: "schemes");

            migrationBuilder.DropIndex(
                name: "IX_refunds_member_id",
                table: "refunds");

            migrationBuilder.DropIndex(
                name: "IX_refund_lines_lot_id",
                table: "refund_lines");

            migrationBuilder.DropIndex(
                name: "IX_payments_payer_id",
                table: "payments");

            migrationBuilder.DropIndex(
                name: "IX_orders_paid_at",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "IX_orders_status_pay_before",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "IX_order_lines_campaign_id",
                table: "order_lines");

            migrationBuilder.DropIndex(
                name: "IX_order_lines_lot_id",
                table: "order_lines");

            migrationBuilder.DropIndex(
                name: "IX_lots_status_best_before_on",
                table: "lots");

            migrationBuilder.DropIndex(
                name: "IX_holds_lot_id",
                table: "holds");

            migrationBuilder.DropIndex(
                name: "IX_holds_status_expires_at",
                table: "holds");

            migrationBuilder.DropIndex(
                name: "IX_grants_fund_id",
                table: "grants");

            migrationBuilder.DropIndex(
                name: "IX_grants_scheme_id",
                table: "grants");

            migrationBuilder.DropIndex(
                name: "IX_grants_transfer_id",
                table: "grants");

            migrationBuilder.DropIndex(
                name: "IX_funds_approved_by",
                table: "funds");

            migrationBuilder.DropIndex(
                name: "IX_funds_proposed_by",
                table: "funds");

            migrationBuilder.DropIndex(
                name: "IX_fund_changes_decided_by",
                table: "fund_changes");

            migrationBuilder.DropIndex(
                name: "IX_fund_changes_entry_id",
                table: "fund_changes");

            migrationBuilder.DropIndex(
                name: "IX_fund_changes_proposed_by",
                table: "fund_changes");

            migrationBuilder.DropIndex(
                name: "IX_fund_changes_scheme_id",
                table: "fund_changes");

            migrationBuilder.DropIndex(
                name: "IX_cart_lines_lot_id",
                table: "cart_lines");

            migrationBuilder.DropIndex(
                name: "IX_campaigns_fund_id",
                table: "campaigns");

            migrationBuilder.CreateIndex(
                name: "IX_transfers_corrects_id",
                table: "transfers",
                column: "corrects_id",
                unique: true,
                filter: "corrects_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_transfers_order_id",
                table: "transfers",
                column: "order_id",
                filter: "order_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_transfers_pending_id",
                table: "transfers",
                column: "pending_id",
                unique: true,
                filter: "pending_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_stock_journal_order_id",
                table: "stock_journal",
                column: "order_id",
                filter: "order_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_orders_paid_at",
                table: "orders",
                column: "paid_at",
                filter: "paid_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_orders_pay_before",
                table: "orders",
                column: "pay_before",
                filter: "status = 'AwaitingPayment'");

            migrationBuilder.CreateIndex(
                name: "IX_order_lines_campaign_id",
                table: "order_lines",
                column: "campaign_id",
                filter: "campaign_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_lots_best_before_on_id",
                table: "lots",
                columns: new[] { "best_before_on", "id" },
                filter: "status = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_lots_listed_at_id",
                table: "lots",
                columns: new[] { "listed_at", "id" },
                descending: new[] { true, false },
                filter: "status = 'Open'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_transfers_corrects_id",
                table: "transfers");

            migrationBuilder.DropIndex(
                name: "IX_transfers_order_id",
                table: "transfers");

            migrationBuilder.DropIndex(
                name: "IX_transfers_pending_id",
                table: "transfers");

            migrationBuilder.DropIndex(
                name: "IX_stock_journal_order_id",
                table: "stock_journal");

            migrationBuilder.DropIndex(
                name: "IX_orders_paid_at",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "IX_orders_pay_before",
                table: "orders");

            migrationBuilder.DropIndex(
                name: "IX_order_lines_campaign_id",
                table: "order_lines");

            migrationBuilder.DropIndex(
                name: "IX_lots_best_before_on_id",
                table: "lots");

            migrationBuilder.DropIndex(
                name: "IX_lots_listed_at_id",
                table: "lots");

            migrationBuilder.CreateIndex(
                name: "IX_transfers_corrects_id",
                table: "transfers",
                column: "corrects_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_transfers_order_id",
                table: "transfers",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "IX_transfers_pending_id",
                table: "transfers",
                column: "pending_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_stock_journal_order_id",
                table: "stock_journal",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "IX_schemes_campaign_id",
                table: "schemes",
                column: "campaign_id");

            migrationBuilder.CreateIndex(
                name: "IX_refunds_member_id",
                table: "refunds",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "IX_refund_lines_lot_id",
                table: "refund_lines",
                column: "lot_id");

            migrationBuilder.CreateIndex(
                name: "IX_payments_payer_id",
                table: "payments",
                column: "payer_id");

            migrationBuilder.CreateIndex(
                name: "IX_orders_paid_at",
                table: "orders",
                column: "paid_at");

            migrationBuilder.CreateIndex(
                name: "IX_orders_status_pay_before",
                table: "orders",
                columns: new[] { "status", "pay_before" });

            migrationBuilder.CreateIndex(
                name: "IX_order_lines_campaign_id",
                table: "order_lines",
                column: "campaign_id");

            migrationBuilder.CreateIndex(
                name: "IX_order_lines_lot_id",
                table: "order_lines",
                column: "lot_id");

            migrationBuilder.CreateIndex(
                name: "IX_lots_status_best_before_on",
                table: "lots",
                columns: new[] { "status", "best_before_on" });

            migrationBuilder.CreateIndex(
                name: "IX_holds_lot_id",
                table: "holds",
                column: "lot_id");

            migrationBuilder.CreateIndex(
                name: "IX_holds_status_expires_at",
                table: "holds",
                columns: new[] { "status", "expires_at" });

            migrationBuilder.CreateIndex(
                name: "IX_grants_fund_id",
                table: "grants",
                column: "fund_id");

            migrationBuilder.CreateIndex(
                name: "IX_grants_scheme_id",
                table: "grants",
                column: "scheme_id");

            migrationBuilder.CreateIndex(
                name: "IX_grants_transfer_id",
                table: "grants",
                column: "transfer_id");

            migrationBuilder.CreateIndex(
                name: "IX_funds_approved_by",
                table: "funds",
                column: "approved_by");

            migrationBuilder.CreateIndex(
                name: "IX_funds_proposed_by",
                table: "funds",
                column: "proposed_by");

            migrationBuilder.CreateIndex(
                name: "IX_fund_changes_decided_by",
                table: "fund_changes",
                column: "decided_by");

            migrationBuilder.CreateIndex(
                name: "IX_fund_changes_entry_id",
                table: "fund_changes",
                column: "entry_id");

            migrationBuilder.CreateIndex(
                name: "IX_fund_changes_proposed_by",
                table: "fund_changes",
                column: "proposed_by");

            migrationBuilder.CreateIndex(
                name: "IX_fund_changes_scheme_id",
                table: "fund_changes",
                column: "scheme_id");

            migrationBuilder.CreateIndex(
                name: "IX_cart_lines_lot_id",
                table: "cart_lines",
                column: "lot_id");

            migrationBuilder.CreateIndex(
                name: "IX_campaigns_fund_id",
                table: "campaigns",
                column: "fund_id");
        }
    }
}
