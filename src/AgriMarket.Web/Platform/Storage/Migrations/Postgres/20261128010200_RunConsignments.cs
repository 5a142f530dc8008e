using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AgriMarket.Web.Platform.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class RunConsignments : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "consignments",
                table: "match_runs",
                type: "integer",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "consignments",
                table: "match_runs");
        }
    }
}
