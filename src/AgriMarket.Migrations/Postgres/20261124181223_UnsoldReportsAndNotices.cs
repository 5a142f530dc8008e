using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AgriMarket.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class UnsoldReportsAndNotices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "notice_choices",
                columns: table => new
                {
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    notice_group = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    by_mail = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notice_choices", x => new { x.member_id, x.notice_group });
                    table.ForeignKey(
                        name: "FK_notice_choices_members_member_id",
                        column: x => x.member_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "notices",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    subject = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    about = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    read_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    mail = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    mail_attempts = table.Column<int>(type: "integer", nullable: false),
                    mail_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    mail_failure = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notices", x => x.id);
                    table.ForeignKey(
                        name: "FK_notices_members_member_id",
                        column: x => x.member_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "unsold_photos",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    jpeg = table.Column<byte[]>(type: "bytea", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_unsold_photos", x => x.id);
                    table.ForeignKey(
                        name: "FK_unsold_photos_members_owner_id",
                        column: x => x.owner_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "unsold_reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    reporter_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reporter_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    lot_id = table.Column<Guid>(type: "uuid", nullable: true),
                    farmer_id = table.Column<Guid>(type: "uuid", nullable: true),
                    produce_code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    origin_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    grams = table.Column<long>(type: "bigint", nullable: false),
                    quality = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    transport = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    contact_name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    contact_mobile = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    sold_before_grams = table.Column<long>(type: "bigint", nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<Guid>(type: "uuid", nullable: true),
                    ended_by_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    ended_grams = table.Column<long>(type: "bigint", nullable: true),
                    end_note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_unsold_reports", x => x.id);
                    table.CheckConstraint("ck_unsold_reports_grams", "grams > 0 AND (ended_grams IS NULL OR (ended_grams >= 0 AND ended_grams <= grams))");
                    table.ForeignKey(
                        name: "FK_unsold_reports_lots_lot_id",
                        column: x => x.lot_id,
                        principalTable: "lots",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "FK_unsold_reports_members_reporter_id",
                        column: x => x.reporter_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_notices_mail_at",
                table: "notices",
                column: "mail_at",
                filter: "mail IN ('Waiting', 'Sending')");

            migrationBuilder.CreateIndex(
                name: "IX_notices_member_id_at",
                table: "notices",
                columns: new[] { "member_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_notices_member_id_kind_subject",
                table: "notices",
                columns: new[] { "member_id", "kind", "subject" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notices_unread",
                table: "notices",
                column: "member_id",
                filter: "read_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_unsold_reports_farmer_id_at",
                table: "unsold_reports",
                columns: new[] { "farmer_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_unsold_reports_lot_id",
                table: "unsold_reports",
                column: "lot_id",
                unique: true,
                filter: "status = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_unsold_reports_reporter_id_at",
                table: "unsold_reports",
                columns: new[] { "reporter_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_unsold_reports_status_at",
                table: "unsold_reports",
                columns: new[] { "status", "at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "notice_choices");

            migrationBuilder.DropTable(
                name: "notices");

            migrationBuilder.DropTable(
                name: "unsold_photos");

            migrationBuilder.DropTable(
                name: "unsold_reports");
        }
    }
}
