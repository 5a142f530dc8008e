using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AgriMarket.Web.Platform.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ReferenceData : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "freight_rates",
                columns: table => new
                {
                    service = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    zone = table.Column<int>(type: "INTEGER", nullable: false),
                    from_km = table.Column<int>(type: "INTEGER", nullable: true),
                    to_km = table.Column<int>(type: "INTEGER", nullable: true),
                    first_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    first_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    further_kilogram_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    minimum_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    max_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    transit_days_from = table.Column<int>(type: "INTEGER", nullable: false),
                    transit_days_to = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_freight_rates", x => new { x.service, x.zone });
                });

            migrationBuilder.CreateTable(
                name: "produce",
                columns: table => new
                {
                    code = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    name_zh = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    name_en = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    category = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ambient_days = table.Column<int>(type: "INTEGER", nullable: false),
                    chilled_days = table.Column<int>(type: "INTEGER", nullable: true),
                    cold_chain = table.Column<bool>(type: "INTEGER", nullable: false),
                    unit = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    harvest_months = table.Column<string>(type: "TEXT", nullable: false),
                    pinyin = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    picture = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_produce", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "regions",
                columns: table => new
                {
                    code = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    full_name = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    level = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    parent_code = table.Column<string>(type: "TEXT", maxLength: 6, nullable: true),
                    pinyin = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    longitude = table.Column<double>(type: "REAL", nullable: true),
                    latitude = table.Column<double>(type: "REAL", nullable: true),
                    delisted_year = table.Column<int>(type: "INTEGER", nullable: true),
                    under_supervision = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_regions", x => x.code);
                    table.ForeignKey(
                        name: "FK_regions_regions_parent_code",
                        column: x => x.parent_code,
                        principalTable: "regions",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "produce_aliases",
                columns: table => new
                {
                    produce_code = table.Column<string>(type: "TEXT", nullable: false),
                    name_zh = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    pinyin = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_produce_aliases", x => new { x.produce_code, x.name_zh });
                    table.ForeignKey(
                        name: "FK_produce_aliases_produce_produce_code",
                        column: x => x.produce_code,
                        principalTable: "produce",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "wholesale_prices",
                columns: table => new
                {
                    produce_code = table.Column<string>(type: "TEXT", nullable: false),
                    date = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    fen_per_kg = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_wholesale_prices", x => new { x.produce_code, x.date });
                    table.ForeignKey(
                        name: "FK_wholesale_prices_produce_produce_code",
                        column: x => x.produce_code,
                        principalTable: "produce",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_regions_parent_code",
                table: "regions",
                column: "parent_code");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "freight_rates");

            migrationBuilder.DropTable(
                name: "produce_aliases");

            migrationBuilder.DropTable(
                name: "regions");

            migrationBuilder.DropTable(
                name: "wholesale_prices");

            migrationBuilder.DropTable(
                name: "produce");
        }
    }
}
