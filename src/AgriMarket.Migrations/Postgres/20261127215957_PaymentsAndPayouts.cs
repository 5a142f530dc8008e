using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AgriMarket.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PaymentsAndPayouts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "charges",
                columns: table => new
                {
                    reference = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    payment_id = table.Column<Guid>(type: "uuid", nullable: true),
                    amount = table.Column<long>(type: "bigint", nullable: false),
                    currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    use = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    held_for = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    dealt_with_by_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_charges", x => x.reference);
                    table.CheckConstraint("ck_charges_amount", "amount > 0");
                    table.ForeignKey(
                        name: "FK_charges_members_dealt_with_by_id",
                        column: x => x.dealt_with_by_id,
                        principalTable: "members",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "FK_charges_payments_payment_id",
                        column: x => x.payment_id,
                        principalTable: "payments",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "gateway_events",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    about = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    object_reference = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    version = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    next_try_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_gateway_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "payee_choices",
                columns: table => new
                {
                    farmer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    payee_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    agreed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payee_choices", x => x.farmer_id);
                    table.ForeignKey(
                        name: "FK_payee_choices_members_farmer_id",
                        column: x => x.farmer_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_payee_choices_members_payee_id",
                        column: x => x.payee_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "payment_sessions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    payment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    amount_fen = table.Column<long>(type: "bigint", nullable: false),
                    return_address = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    language = table.Column<string>(type: "character varying(2)", maxLength: 2, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    reference = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    address = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    asked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_sessions", x => x.id);
                    table.CheckConstraint("ck_payment_sessions_amount", "amount_fen > 0");
                    table.ForeignKey(
                        name: "FK_payment_sessions_payments_payment_id",
                        column: x => x.payment_id,
                        principalTable: "payments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "payout_accounts",
                columns: table => new
                {
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    gateway = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    reference = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    checked_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payout_accounts", x => x.member_id);
                    table.ForeignKey(
                        name: "FK_payout_accounts_members_member_id",
                        column: x => x.member_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "payouts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    payment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    farmer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    household = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    amount_fen = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    next_try_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    payee_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reference = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    failure = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    sent_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    paid_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    transfer_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payouts", x => x.id);
                    table.CheckConstraint("ck_payouts_amount", "amount_fen >= 0");
                    table.ForeignKey(
                        name: "FK_payouts_members_farmer_id",
                        column: x => x.farmer_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_payouts_members_payee_id",
                        column: x => x.payee_id,
                        principalTable: "members",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "FK_payouts_payments_payment_id",
                        column: x => x.payment_id,
                        principalTable: "payments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sandbox_charges",
                columns: table => new
                {
                    reference = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    session_id = table.Column<Guid>(type: "uuid", nullable: false),
                    amount_fen = table.Column<long>(type: "bigint", nullable: false),
                    known_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    tell_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sandbox_charges", x => x.reference);
                });

            migrationBuilder.CreateTable(
                name: "disputes",
                columns: table => new
                {
                    reference = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    payment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    charge_reference = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    amount_fen = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    opened_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    answer_before = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    took_money = table.Column<bool>(type: "boolean", nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_disputes", x => x.reference);
                    table.CheckConstraint("ck_disputes_amount", "amount_fen > 0");
                    table.ForeignKey(
                        name: "FK_disputes_charges_charge_reference",
                        column: x => x.charge_reference,
                        principalTable: "charges",
                        principalColumn: "reference",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_disputes_payments_payment_id",
                        column: x => x.payment_id,
                        principalTable: "payments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "payment_refunds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    payment_id = table.Column<Guid>(type: "uuid", nullable: false),
                    charge_reference = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    amount_fen = table.Column<long>(type: "bigint", nullable: false),
                    reason = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    attempt = table.Column<int>(type: "integer", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    next_try_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    reference = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    failure = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    transfer_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_refunds", x => x.id);
                    table.CheckConstraint("ck_payment_refunds_amount", "amount_fen > 0");
                    table.CheckConstraint("ck_payment_refunds_entry", "(status = 'Succeeded') = (transfer_id IS NOT NULL)");
                    table.ForeignKey(
                        name: "FK_payment_refunds_charges_charge_reference",
                        column: x => x.charge_reference,
                        principalTable: "charges",
                        principalColumn: "reference",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_payment_refunds_payments_payment_id",
                        column: x => x.payment_id,
                        principalTable: "payments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "payout_reversals",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    payout_id = table.Column<Guid>(type: "uuid", nullable: false),
                    amount_fen = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    next_try_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    reference = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true),
                    failure = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    done_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    transfer_id = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payout_reversals", x => x.id);
                    table.CheckConstraint("ck_payout_reversals_amount", "amount_fen > 0");
                    table.CheckConstraint("ck_payout_reversals_entry", "(done_at IS NULL) = (transfer_id IS NULL)");
                    table.ForeignKey(
                        name: "FK_payout_reversals_payouts_payout_id",
                        column: x => x.payout_id,
                        principalTable: "payouts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_parcels_shipped_at",
                table: "parcels",
                column: "shipped_at",
                filter: "shipped_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_charges_kept",
                table: "charges",
                column: "payment_id",
                unique: true,
                filter: "use = 'Kept'");

            migrationBuilder.CreateIndex(
                name: "IX_charges_payment_id",
                table: "charges",
                column: "payment_id");

            migrationBuilder.CreateIndex(
                name: "IX_disputes_payment_id",
                table: "disputes",
                column: "payment_id");

            migrationBuilder.CreateIndex(
                name: "IX_gateway_events_next_try_at",
                table: "gateway_events",
                column: "next_try_at",
                filter: "status = 'Received'");

            migrationBuilder.CreateIndex(
                name: "IX_gateway_events_received_at",
                table: "gateway_events",
                column: "received_at");

            migrationBuilder.CreateIndex(
                name: "IX_payee_choices_payee_id",
                table: "payee_choices",
                column: "payee_id");

            migrationBuilder.CreateIndex(
                name: "IX_payment_refunds_next_try_at",
                table: "payment_refunds",
                column: "next_try_at",
                filter: "status = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "IX_payment_refunds_payment_id",
                table: "payment_refunds",
                column: "payment_id");

            migrationBuilder.CreateIndex(
                name: "IX_payment_refunds_reference",
                table: "payment_refunds",
                column: "reference");

            migrationBuilder.CreateIndex(
                name: "IX_payment_sessions_asked_at",
                table: "payment_sessions",
                column: "asked_at",
                filter: "status IN ('Opening', 'Open', 'UnderWay')");

            migrationBuilder.CreateIndex(
                name: "ix_payment_sessions_one",
                table: "payment_sessions",
                column: "payment_id",
                unique: true,
                filter: "status IN ('Opening', 'Open')");

            migrationBuilder.CreateIndex(
                name: "IX_payment_sessions_payment_id",
                table: "payment_sessions",
                column: "payment_id");

            migrationBuilder.CreateIndex(
                name: "IX_payment_sessions_reference",
                table: "payment_sessions",
                column: "reference");

            migrationBuilder.CreateIndex(
                name: "IX_payout_accounts_reference",
                table: "payout_accounts",
                column: "reference");

            migrationBuilder.CreateIndex(
                name: "IX_payout_reversals_next_try_at",
                table: "payout_reversals",
                column: "next_try_at",
                filter: "done_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_payout_reversals_payout_id",
                table: "payout_reversals",
                column: "payout_id");

            migrationBuilder.CreateIndex(
                name: "IX_payouts_farmer_id_created_at",
                table: "payouts",
                columns: new[] { "farmer_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "IX_payouts_next_try_at",
                table: "payouts",
                column: "next_try_at",
                filter: "status IN ('Waiting', 'Sending')");

            migrationBuilder.CreateIndex(
                name: "IX_payouts_payee_id_paid_at",
                table: "payouts",
                columns: new[] { "payee_id", "paid_at" },
                filter: "payee_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_payouts_payment_id",
                table: "payouts",
                column: "payment_id");

            migrationBuilder.CreateIndex(
                name: "IX_sandbox_charges_session_id",
                table: "sandbox_charges",
                column: "session_id");

            migrationBuilder.CreateIndex(
                name: "IX_sandbox_charges_tell_at",
                table: "sandbox_charges",
                column: "tell_at",
                filter: "tell_at IS NOT NULL");

            // What was paid and sent back before this version went through the sandbox, at once.
            migrationBuilder.Sql("""
                INSERT INTO charges (reference, payment_id, amount, currency, at, use, note)
                SELECT 'sandbox-' || lower(CAST(id AS TEXT)), id, amount_fen, 'cny', ended_at, CASE WHEN status = 'Succeeded' THEN 'Kept' ELSE 'SentBack' END, ''
                FROM payments WHERE status IN ('Succeeded', 'Refunded') AND amount_fen > 0
                """);
            migrationBuilder.Sql("""
                INSERT INTO payment_refunds (id, payment_id, charge_reference, amount_fen, reason, created_at, status, attempt, tries, next_try_at, reference, failure, ended_at, transfer_id)
                SELECT refund.id, refund.order_id, 'sandbox-' || lower(CAST(refund.order_id AS TEXT)), refund.buyer_fen, 'Order', refund.at, 'Succeeded', 1, 0, refund.at,
                    'sandbox-refund-' || lower(CAST(refund.id AS TEXT)), '', refund.at,
                    (SELECT entry.id FROM transfers AS entry WHERE entry.order_id = refund.order_id AND entry.debit_account_id = 'refunds' AND entry.amount_fen = refund.buyer_fen AND entry.at = refund.at LIMIT 1)
                FROM refunds AS refund WHERE refund.buyer_fen > 0
                """);
            migrationBuilder.Sql("""
                INSERT INTO payment_refunds (id, payment_id, charge_reference, amount_fen, reason, created_at, status, attempt, tries, next_try_at, reference, failure, ended_at, transfer_id)
                SELECT entry.id, entry.order_id, 'sandbox-' || lower(CAST(entry.order_id AS TEXT)), entry.amount_fen, 'Late', entry.at, 'Succeeded', 1, 0, entry.at,
                    'sandbox-refund-' || lower(CAST(entry.id AS TEXT)), '', entry.at, entry.id
                FROM transfers AS entry JOIN payments ON payments.id = entry.order_id
                WHERE entry.debit_account_id = 'refunds' AND entry.credit_account_id = 'gateway' AND payments.status = 'Refunded'
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "disputes");

            migrationBuilder.DropTable(
                name: "gateway_events");

            migrationBuilder.DropTable(
                name: "payee_choices");

            migrationBuilder.DropTable(
                name: "payment_refunds");

            migrationBuilder.DropTable(
                name: "payment_sessions");

            migrationBuilder.DropTable(
                name: "payout_accounts");

            migrationBuilder.DropTable(
                name: "payout_reversals");

            migrationBuilder.DropTable(
                name: "sandbox_charges");

            migrationBuilder.DropTable(
                name: "charges");

            migrationBuilder.DropTable(
                name: "payouts");

            migrationBuilder.DropIndex(
                name: "IX_parcels_shipped_at",
                table: "parcels");
        }
    }
}
