using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AgriMarket.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FundCorrections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "entry_id",
                table: "fund_changes",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "note",
                table: "fund_changes",
                type: "TEXT",
                maxLength: 200,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "IX_fund_changes_entry_id",
                table: "fund_changes",
                column: "entry_id");

            migrationBuilder.AddForeignKey(
                name: "FK_fund_changes_transfers_entry_id",
                table: "fund_changes",
                column: "entry_id",
                principalTable: "transfers",
                principalColumn: "id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_fund_changes_transfers_entry_id",
                table: "fund_changes");

            migrationBuilder.DropIndex(
                name: "IX_fund_changes_entry_id",
                table: "fund_changes");

            migrationBuilder.DropColumn(
                name: "entry_id",
                table: "fund_changes");

            migrationBuilder.DropColumn(
                name: "note",
                table: "fund_changes");
        }
    }
}
