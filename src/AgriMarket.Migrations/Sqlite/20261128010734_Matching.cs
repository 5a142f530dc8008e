using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AgriMarket.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Matching : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "bulk_terms",
                columns: table => new
                {
                    lot_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    is_offered = table.Column<bool>(type: "INTEGER", nullable: false),
                    floor_unit_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    smallest_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    grade = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_bulk_terms", x => x.lot_id);
                    table.CheckConstraint("ck_bulk_terms_range", "floor_unit_fen > 0 AND smallest_grams > 0");
                    table.ForeignKey(
                        name: "FK_bulk_terms_lots_lot_id",
                        column: x => x.lot_id,
                        principalTable: "lots",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "demands",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    institution_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    institution_name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    posted_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    previous_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    campaign_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    every_days = table.Column<int>(type: "INTEGER", nullable: false),
                    from_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    grams = table.Column<long>(type: "INTEGER", nullable: false),
                    has_cold_chain = table.Column<bool>(type: "INTEGER", nullable: false),
                    highest_fen_per_kg = table.Column<long>(type: "INTEGER", nullable: false),
                    lowest_grade = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    repeat_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    smallest_part_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    to_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    wish = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ship_to_mobile = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    ship_to_name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ship_to_region_code = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    ship_to_street = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_demands", x => x.id);
                    table.CheckConstraint("ck_demands_grams", "grams > 0 AND smallest_part_grams >= 0 AND highest_fen_per_kg > 0");
                    table.ForeignKey(
                        name: "FK_demands_members_institution_id",
                        column: x => x.institution_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "match_runs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    trigger = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    member_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    lots = table.Column<int>(type: "INTEGER", nullable: false),
                    demands = table.Column<int>(type: "INTEGER", nullable: false),
                    arcs = table.Column<int>(type: "INTEGER", nullable: false),
                    consignments = table.Column<int>(type: "INTEGER", nullable: false),
                    grams = table.Column<long>(type: "INTEGER", nullable: false),
                    saved_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    income_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    freight_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    listed_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    lots_used = table.Column<int>(type: "INTEGER", nullable: false),
                    gap_per_million = table.Column<long>(type: "INTEGER", nullable: true),
                    is_best_so_far = table.Column<bool>(type: "INTEGER", nullable: false),
                    milliseconds = table.Column<int>(type: "INTEGER", nullable: false),
                    farmer_percent = table.Column<int>(type: "INTEGER", nullable: false),
                    freight_percent = table.Column<int>(type: "INTEGER", nullable: false),
                    income_percent = table.Column<int>(type: "INTEGER", nullable: false),
                    listed_fen_per_kg = table.Column<int>(type: "INTEGER", nullable: false),
                    saved_fen_per_kg = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_match_runs", x => x.id);
                    table.ForeignKey(
                        name: "FK_match_runs_members_member_id",
                        column: x => x.member_id,
                        principalTable: "members",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "shortfalls",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    lot_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    farmer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    rule = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    left_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    promised_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false)
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
                name: "inquiries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    round_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    demand_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    institution_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    lot_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    farmer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    household = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    produce_code = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    county_code = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    distance_km = table.Column<int>(type: "INTEGER", nullable: false),
                    arrives_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    unit_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    asked_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    asked_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    open_until = table.Column<DateTime>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    grams = table.Column<long>(type: "INTEGER", nullable: true),
                    unit_price_fen = table.Column<long>(type: "INTEGER", nullable: true),
                    freight_fen = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inquiries", x => x.id);
                    table.CheckConstraint("ck_inquiries_grams", "asked_grams > 0 AND unit_grams > 0 AND (grams IS NULL OR (grams > 0 AND unit_price_fen > 0 AND freight_fen >= 0))");
                    table.ForeignKey(
                        name: "FK_inquiries_demands_demand_id",
                        column: x => x.demand_id,
                        principalTable: "demands",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_inquiries_lots_lot_id",
                        column: x => x.lot_id,
                        principalTable: "lots",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "proposals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    run_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    demand_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    institution_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    county_code = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    place_code = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    distance_km = table.Column<int>(type: "INTEGER", nullable: false),
                    arrives_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    smallest_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    highest_fen_per_kg = table.Column<long>(type: "INTEGER", nullable: false),
                    made_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    answer_before = table.Column<DateTime>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    answer = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ended_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_proposals", x => x.id);
                    table.ForeignKey(
                        name: "FK_proposals_demands_demand_id",
                        column: x => x.demand_id,
                        principalTable: "demands",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_proposals_match_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "match_runs",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "shortfall_claims",
                columns: table => new
                {
                    shortfall_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    order_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    lot_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    promised_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    given_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    refund_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    cut_grams = table.Column<long>(type: "INTEGER", nullable: true),
                    done_at = table.Column<DateTime>(type: "TEXT", nullable: true)
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

            migrationBuilder.CreateTable(
                name: "proposal_parts",
                columns: table => new
                {
                    proposal_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    lot_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    farmer_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    household = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    produce_code = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    grams = table.Column<long>(type: "INTEGER", nullable: false),
                    unit_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    unit_price_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    freight_fen_per_kg = table.Column<long>(type: "INTEGER", nullable: false),
                    saved_points = table.Column<long>(type: "INTEGER", nullable: false),
                    income_points = table.Column<long>(type: "INTEGER", nullable: false),
                    freight_points = table.Column<long>(type: "INTEGER", nullable: false),
                    listed_points = table.Column<long>(type: "INTEGER", nullable: false),
                    answer = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    answered_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_proposal_parts", x => new { x.proposal_id, x.lot_id });
                    table.CheckConstraint("ck_proposal_parts_grams", "grams > 0 AND unit_grams > 0 AND unit_price_fen > 0");
                    table.ForeignKey(
                        name: "FK_proposal_parts_lots_lot_id",
                        column: x => x.lot_id,
                        principalTable: "lots",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_proposal_parts_proposals_proposal_id",
                        column: x => x.proposal_id,
                        principalTable: "proposals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_demands_institution_id_posted_at",
                table: "demands",
                columns: new[] { "institution_id", "posted_at" });

            migrationBuilder.CreateIndex(
                name: "IX_demands_previous_id",
                table: "demands",
                column: "previous_id",
                unique: true,
                filter: "previous_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_demands_status",
                table: "demands",
                column: "status");

            migrationBuilder.CreateIndex(
                name: "IX_inquiries_demand_id",
                table: "inquiries",
                column: "demand_id");

            migrationBuilder.CreateIndex(
                name: "IX_inquiries_farmer_id_asked_at",
                table: "inquiries",
                columns: new[] { "farmer_id", "asked_at" });

            migrationBuilder.CreateIndex(
                name: "IX_inquiries_open_until",
                table: "inquiries",
                column: "open_until",
                filter: "ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_inquiries_round_id",
                table: "inquiries",
                column: "round_id");

            migrationBuilder.CreateIndex(
                name: "IX_match_runs_at",
                table: "match_runs",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_proposal_parts_farmer_id_proposal_id",
                table: "proposal_parts",
                columns: new[] { "farmer_id", "proposal_id" });

            migrationBuilder.CreateIndex(
                name: "IX_proposal_parts_lot_id",
                table: "proposal_parts",
                column: "lot_id");

            migrationBuilder.CreateIndex(
                name: "IX_proposals_answer_before",
                table: "proposals",
                column: "answer_before",
                filter: "status = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_proposals_demand_id",
                table: "proposals",
                column: "demand_id");

            migrationBuilder.CreateIndex(
                name: "IX_proposals_institution_id_made_at",
                table: "proposals",
                columns: new[] { "institution_id", "made_at" });

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
                name: "bulk_terms");

            migrationBuilder.DropTable(
                name: "inquiries");

            migrationBuilder.DropTable(
                name: "proposal_parts");

            migrationBuilder.DropTable(
                name: "shortfall_claims");

            migrationBuilder.DropTable(
                name: "proposals");

            migrationBuilder.DropTable(
                name: "shortfalls");

            migrationBuilder.DropTable(
                name: "demands");

            migrationBuilder.DropTable(
                name: "match_runs");
        }
    }
}
