using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AgriMarket.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class LifeOfOrders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "corrects_id",
                table: "transfers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "adjusted_grams",
                table: "stock_journal",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<DateTime>(
                name: "begun_at",
                table: "payments",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "grant_returned_fen",
                table: "order_lines",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "refunded_grams",
                table: "order_lines",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "line_fen",
                table: "grants",
                type: "TEXT",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<int>(
                name: "hold_minutes",
                table: "campaigns",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "refunds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    member_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    goods_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    shipping_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    buyer_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    grant_fen = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_refunds", x => x.id);
                    table.CheckConstraint("ck_refunds_sums", "goods_fen > 0 AND shipping_fen >= 0 AND buyer_fen >= 0 AND grant_fen >= 0 AND goods_fen + shipping_fen = buyer_fen + grant_fen");
                    table.ForeignKey(
                        name: "FK_refunds_members_member_id",
                        column: x => x.member_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_refunds_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "stock_adjustments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    lot_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    grams = table.Column<long>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock_adjustments", x => x.id);
                    table.CheckConstraint("ck_stock_adjustments_grams", "grams > 0");
                    table.ForeignKey(
                        name: "FK_stock_adjustments_lots_lot_id",
                        column: x => x.lot_id,
                        principalTable: "lots",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "refund_lines",
                columns: table => new
                {
                    refund_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    lot_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    grams = table.Column<long>(type: "INTEGER", nullable: false),
                    goods_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    grant_fen = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_refund_lines", x => new { x.refund_id, x.lot_id });
                    table.CheckConstraint("ck_refund_lines_grams", "grams > 0 AND goods_fen > 0 AND grant_fen >= 0");
                    table.ForeignKey(
                        name: "FK_refund_lines_lots_lot_id",
                        column: x => x.lot_id,
                        principalTable: "lots",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_refund_lines_refunds_refund_id",
                        column: x => x.refund_id,
                        principalTable: "refunds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_transfers_corrects_id",
                table: "transfers",
                column: "corrects_id",
                unique: true);

            migrationBuilder.AddCheckConstraint(
                name: "ck_order_lines_refunded",
                table: "order_lines",
                sql: "refunded_grams BETWEEN 0 AND grams");

            migrationBuilder.CreateIndex(
                name: "IX_refund_lines_lot_id",
                table: "refund_lines",
                column: "lot_id");

            migrationBuilder.CreateIndex(
                name: "IX_refunds_member_id",
                table: "refunds",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "IX_refunds_order_id",
                table: "refunds",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "IX_stock_adjustments_lot_id",
                table: "stock_adjustments",
                column: "lot_id");

            migrationBuilder.AddForeignKey(
                name: "FK_transfers_transfers_corrects_id",
                table: "transfers",
                column: "corrects_id",
                principalTable: "transfers",
                principalColumn: "id");

            // Until now what a grant had set aside was let go in one way; from now on an expiry has a name of its own.
            migrationBuilder.Sql("UPDATE transfers SET kind = 'Expire' WHERE kind = 'Void' AND order_id IN (SELECT id FROM orders WHERE status = 'Expired')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_transfers_transfers_corrects_id",
                table: "transfers");

            migrationBuilder.DropTable(
                name: "refund_lines");

            migrationBuilder.DropTable(
                name: "stock_adjustments");

            migrationBuilder.DropTable(
                name: "refunds");

            migrationBuilder.DropIndex(
                name: "IX_transfers_corrects_id",
                table: "transfers");

            migrationBuilder.DropCheckConstraint(
                name: "ck_order_lines_refunded",
                table: "order_lines");

            migrationBuilder.DropColumn(
                name: "corrects_id",
                table: "transfers");

            migrationBuilder.DropColumn(
                name: "adjusted_grams",
                table: "stock_journal");

            migrationBuilder.DropColumn(
                name: "begun_at",
                table: "payments");

            migrationBuilder.DropColumn(
                name: "grant_returned_fen",
                table: "order_lines");

            migrationBuilder.DropColumn(
                name: "refunded_grams",
                table: "order_lines");

            migrationBuilder.DropColumn(
                name: "line_fen",
                table: "grants");

            migrationBuilder.DropColumn(
                name: "hold_minutes",
                table: "campaigns");
        }
    }
}
