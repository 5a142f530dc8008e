using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AgriMarket.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SchemeKindsCapsAndFundChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "categories",
                table: "schemes",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "destination_codes",
                table: "schemes",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<bool>(
                name: "first_order_only",
                table: "schemes",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "is_exclusive",
                table: "schemes",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "lot_ids",
                table: "schemes",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<long>(
                name: "minimum_fen",
                table: "schemes",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "per_buyer_day_fen",
                table: "schemes",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "per_buyer_fen",
                table: "schemes",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "per_day_fen",
                table: "schemes",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "per_kilogram_fen",
                table: "schemes",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "per_order_fen",
                table: "schemes",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "priority",
                table: "schemes",
                type: "INTEGER",
                nullable: false,
                defaultValue: 50);

            migrationBuilder.AddColumn<string>(
                name: "produce_codes",
                table: "schemes",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<long>(
                name: "risk_rate_critical",
                table: "schemes",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "risk_rate_fine",
                table: "schemes",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "risk_rate_urgent",
                table: "schemes",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "risk_rate_watch",
                table: "schemes",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "base_grams",
                table: "grants",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "fund_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    fund_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    amount_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    scheme_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    proposed_by = table.Column<Guid>(type: "TEXT", nullable: false),
                    proposed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    decided_by = table.Column<Guid>(type: "TEXT", nullable: true),
                    decided_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_fund_changes", x => x.id);
                    table.CheckConstraint("ck_fund_changes_amount", "amount_fen >= 0");
                    table.CheckConstraint("ck_fund_changes_two_officials", "status <> 'Approved' OR (decided_by IS NOT NULL AND decided_by <> proposed_by)");
                    table.ForeignKey(
                        name: "FK_fund_changes_funds_fund_id",
                        column: x => x.fund_id,
                        principalTable: "funds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_fund_changes_members_decided_by",
                        column: x => x.decided_by,
                        principalTable: "members",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "FK_fund_changes_members_proposed_by",
                        column: x => x.proposed_by,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_fund_changes_schemes_scheme_id",
                        column: x => x.scheme_id,
                        principalTable: "schemes",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "scheme_usage",
                columns: table => new
                {
                    scheme_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    used_fen = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_scheme_usage", x => new { x.scheme_id, x.key });
                    table.CheckConstraint("ck_scheme_usage_used", "used_fen >= 0");
                    table.ForeignKey(
                        name: "FK_scheme_usage_schemes_scheme_id",
                        column: x => x.scheme_id,
                        principalTable: "schemes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_fund_changes_decided_by",
                table: "fund_changes",
                column: "decided_by");

            migrationBuilder.CreateIndex(
                name: "IX_fund_changes_fund_id",
                table: "fund_changes",
                column: "fund_id");

            migrationBuilder.CreateIndex(
                name: "IX_fund_changes_proposed_by",
                table: "fund_changes",
                column: "proposed_by");

            migrationBuilder.CreateIndex(
                name: "IX_fund_changes_scheme_id",
                table: "fund_changes",
                column: "scheme_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "fund_changes");

            migrationBuilder.DropTable(
                name: "scheme_usage");

            migrationBuilder.DropColumn(
                name: "categories",
                table: "schemes");

            migrationBuilder.DropColumn(
                name: "destination_codes",
                table: "schemes");

            migrationBuilder.DropColumn(
                name: "first_order_only",
                table: "schemes");

            migrationBuilder.DropColumn(
                name: "is_exclusive",
                table: "schemes");

            migrationBuilder.DropColumn(
                name: "lot_ids",
                table: "schemes");

            migrationBuilder.DropColumn(
                name: "minimum_fen",
                table: "schemes");

            migrationBuilder.DropColumn(
                name: "per_buyer_day_fen",
                table: "schemes");

            migrationBuilder.DropColumn(
                name: "per_buyer_fen",
                table: "schemes");

            migrationBuilder.DropColumn(
                name: "per_day_fen",
                table: "schemes");

            migrationBuilder.DropColumn(
                name: "per_kilogram_fen",
                table: "schemes");

            migrationBuilder.DropColumn(
                name: "per_order_fen",
                table: "schemes");

            migrationBuilder.DropColumn(
                name: "priority",
                table: "schemes");

            migrationBuilder.DropColumn(
                name: "produce_codes",
                table: "schemes");

            migrationBuilder.DropColumn(
                name: "risk_rate_critical",
                table: "schemes");

            migrationBuilder.DropColumn(
                name: "risk_rate_fine",
                table: "schemes");

            migrationBuilder.DropColumn(
                name: "risk_rate_urgent",
                table: "schemes");

            migrationBuilder.DropColumn(
                name: "risk_rate_watch",
                table: "schemes");

            migrationBuilder.DropColumn(
                name: "base_grams",
                table: "grants");
        }
    }
}
