using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AgriMarket.Web.Platform.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Shortfalls : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "shortfalls",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    lot_id = table.Column<Guid>(type: "uuid", nullable: false),
                    farmer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rule = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    left_grams = table.Column<long>(type: "bigint", nullable: false),
                    promised_grams = table.Column<long>(type: "bigint", nullable: false),
                    note = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shortfalls", x => x.id);
                    table.CheckConstraint("ck_shortfalls_grams", "left_grams >= 0 AND left_grams < promised_grams");
                    table.ForeignKey(
                        name: "FK_shortfalls_lots_lot_id",
                        column: x => x.lot_id,
                        principalTable: "lots",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_shortfalls_members_farmer_id",
                        column: x => x.farmer_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "shortfall_claims",
                columns: table => new
                {
                    shortfall_id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    lot_id = table.Column<Guid>(type: "uuid", nullable: false),
                    promised_grams = table.Column<long>(type: "bigint", nullable: false),
                    given_grams = table.Column<long>(type: "bigint", nullable: false),
                    refund_id = table.Column<Guid>(type: "uuid", nullable: false),
                    cut_grams = table.Column<long>(type: "bigint", nullable: true),
                    done_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shortfall_claims", x => new { x.shortfall_id, x.order_id });
                    table.CheckConstraint("ck_shortfall_claims_cut", "(cut_grams IS NULL) = (done_at IS NULL) AND (cut_grams IS NULL OR cut_grams BETWEEN 0 AND promised_grams - given_grams)");
                    table.CheckConstraint("ck_shortfall_claims_grams", "given_grams >= 0 AND given_grams <= promised_grams AND promised_grams > 0");
                    table.ForeignKey(
                        name: "FK_shortfall_claims_order_lines_order_id_lot_id",
                        columns: x => new { x.order_id, x.lot_id },
                        principalTable: "order_lines",
                        principalColumns: new[] { "order_id", "lot_id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_shortfall_claims_shortfalls_shortfall_id",
                        column: x => x.shortfall_id,
                        principalTable: "shortfalls",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_shortfall_claims_order_id_lot_id",
                table: "shortfall_claims",
                columns: new[] { "order_id", "lot_id" },
                unique: true,
                filter: "done_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_shortfalls_lot_id_at",
                table: "shortfalls",
                columns: new[] { "lot_id", "at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "shortfall_claims");

            migrationBuilder.DropTable(
                name: "shortfalls");
        }
    }
}
