using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AgriMarket.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    no_overdraft = table.Column<bool>(type: "INTEGER", nullable: false),
                    debits_pending_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    debits_posted_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    credits_pending_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    credits_posted_fen = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accounts", x => x.id);
                    table.CheckConstraint("ck_accounts_covered", "NOT no_overdraft OR credits_posted_fen >= debits_posted_fen + debits_pending_fen");
                });

            migrationBuilder.CreateTable(
                name: "audit_seeds",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    seed = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    commitment = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    per_day = table.Column<int>(type: "INTEGER", nullable: false),
                    committed_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_seeds", x => x.day);
                    table.CheckConstraint("ck_audit_seeds_per_day", "per_day BETWEEN 1 AND 100");
                });

            migrationBuilder.CreateTable(
                name: "code_keys",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    @sealed = table.Column<string>(name: "sealed", type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_code_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "due_failures",
                columns: table => new
                {
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    item_id = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    first_at = table.Column<long>(type: "INTEGER", nullable: false),
                    failures = table.Column<int>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", maxLength: 800, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 2400, nullable: false),
                    last_at = table.Column<long>(type: "INTEGER", nullable: false),
                    next_try_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_due_failures", x => new { x.kind, x.item_id });
                    table.CheckConstraint("ck_due_failures_count", "failures > 0");
                });

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
                name: "gateway_events",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    type = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    about = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    object_reference = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    version = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    received_at = table.Column<long>(type: "INTEGER", nullable: false),
                    next_try_at = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 1600, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_gateway_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "member_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    user_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    claim_type = table.Column<string>(type: "TEXT", nullable: true),
                    claim_value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_member_claims", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "member_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "TEXT", nullable: false),
                    provider_key = table.Column<string>(type: "TEXT", nullable: false),
                    provider_display_name = table.Column<string>(type: "TEXT", nullable: true),
                    user_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_member_logins", x => new { x.login_provider, x.provider_key });
                });

            migrationBuilder.CreateTable(
                name: "member_tokens",
                columns: table => new
                {
                    user_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    login_provider = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_member_tokens", x => new { x.user_id, x.login_provider, x.name });
                });

            migrationBuilder.CreateTable(
                name: "members",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    display_name = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    edit_version = table.Column<long>(type: "INTEGER", nullable: false),
                    destination_code = table.Column<string>(type: "TEXT", maxLength: 6, nullable: true),
                    joined_at = table.Column<long>(type: "INTEGER", nullable: false),
                    is_demo = table.Column<bool>(type: "INTEGER", nullable: false),
                    verified_mobile = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    mobile_verified_at = table.Column<long>(type: "INTEGER", nullable: true),
                    verified_email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    email_verified_at = table.Column<long>(type: "INTEGER", nullable: true),
                    locked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    locked_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    user_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    password_hash = table.Column<string>(type: "TEXT", nullable: true),
                    security_stamp = table.Column<string>(type: "TEXT", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    phone_number = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    lockout_end = table.Column<long>(type: "INTEGER", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    access_failed_count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_members", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "offices",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 480, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    region_code = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    added_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_offices", x => x.id);
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
                name: "protection_keys",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    xml = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_protection_keys", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "reference_versions",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    loaded_at = table.Column<long>(type: "INTEGER", nullable: false),
                    rows = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reference_versions", x => x.name);
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
                name: "sales_references",
                columns: table => new
                {
                    produce_code = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    fen_per_kg = table.Column<long>(type: "INTEGER", nullable: false),
                    sellers = table.Column<int>(type: "INTEGER", nullable: false),
                    orders = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sales_references", x => x.produce_code);
                    table.CheckConstraint("ck_sales_references_fen", "fen_per_kg > 0");
                });

            migrationBuilder.CreateTable(
                name: "sandbox_charges",
                columns: table => new
                {
                    reference = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    session_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    amount_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    known_at = table.Column<long>(type: "INTEGER", nullable: false),
                    notify_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sandbox_charges", x => x.reference);
                });

            migrationBuilder.CreateTable(
                name: "sign_in_failures",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    count = table.Column<int>(type: "INTEGER", nullable: false),
                    unnoted = table.Column<int>(type: "INTEGER", nullable: false),
                    noted_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_at = table.Column<long>(type: "INTEGER", nullable: false),
                    locked_until = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sign_in_failures", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "account_days",
                columns: table => new
                {
                    account_id = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    day_start = table.Column<long>(type: "INTEGER", nullable: false),
                    debits_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    credits_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    debits_before_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    credits_before_fen = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_days", x => new { x.account_id, x.reason, x.day_start });
                    table.CheckConstraint("ck_account_days_sums", "debits_fen >= 0 AND credits_fen >= 0 AND debits_before_fen >= 0 AND credits_before_fen >= 0");
                    table.ForeignKey(
                        name: "FK_account_days_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "transfers",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    debit_account_id = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    credit_account_id = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    amount_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    pending_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    order_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    corrects_id = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_transfers", x => x.id);
                    table.CheckConstraint("ck_transfers_amount", "amount_fen > 0");
                    table.ForeignKey(
                        name: "FK_transfers_accounts_credit_account_id",
                        column: x => x.credit_account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_transfers_accounts_debit_account_id",
                        column: x => x.debit_account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_transfers_transfers_corrects_id",
                        column: x => x.corrects_id,
                        principalTable: "transfers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_transfers_transfers_pending_id",
                        column: x => x.pending_id,
                        principalTable: "transfers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audit_draws",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    drawn_at = table.Column<long>(type: "INTEGER", nullable: false),
                    candidates = table.Column<int>(type: "INTEGER", nullable: false),
                    drawn = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_draws", x => x.day);
                    table.CheckConstraint("ck_audit_draws_drawn", "drawn BETWEEN 0 AND candidates");
                    table.ForeignKey(
                        name: "FK_audit_draws_audit_seeds_day",
                        column: x => x.day,
                        principalTable: "audit_seeds",
                        principalColumn: "day",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "account_messages",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    target = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    code_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    member_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    network = table.Column<string>(type: "TEXT", maxLength: 45, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    failure = table.Column<string>(type: "TEXT", maxLength: 2400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_account_messages", x => x.id);
                    table.ForeignKey(
                        name: "FK_account_messages_members_member_id",
                        column: x => x.member_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "acts",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    actor_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    role = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    region_code = table.Column<string>(type: "TEXT", maxLength: 6, nullable: true),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    subject_kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    subject_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    subject_name = table.Column<string>(type: "TEXT", maxLength: 960, nullable: false),
                    before = table.Column<string>(type: "TEXT", maxLength: 2400, nullable: false),
                    after = table.Column<string>(type: "TEXT", maxLength: 2400, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    network = table.Column<string>(type: "TEXT", maxLength: 45, nullable: false),
                    session_id = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_acts", x => x.id);
                    table.ForeignKey(
                        name: "FK_acts_members_actor_id",
                        column: x => x.actor_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "demands",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    institution_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    institution_name = table.Column<string>(type: "TEXT", maxLength: 480, nullable: false),
                    posted_at = table.Column<long>(type: "INTEGER", nullable: false),
                    previous_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    campaign_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    every_days = table.Column<int>(type: "INTEGER", nullable: false),
                    from_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    grams = table.Column<long>(type: "INTEGER", nullable: false),
                    has_cold_chain = table.Column<bool>(type: "INTEGER", nullable: false),
                    highest_fen_per_kg = table.Column<long>(type: "INTEGER", nullable: false),
                    lowest_grade = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 1600, nullable: false),
                    repeat_until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    smallest_part_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    spec = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    to_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ship_to_mobile = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    ship_to_name = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    ship_to_region_code = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    ship_to_street = table.Column<string>(type: "TEXT", maxLength: 960, nullable: false)
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
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "factor_resets",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    member_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    started_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    completed_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    completed_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_factor_resets", x => x.id);
                    table.ForeignKey(
                        name: "FK_factor_resets_members_completed_by",
                        column: x => x.completed_by,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_factor_resets_members_member_id",
                        column: x => x.member_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_factor_resets_members_started_by",
                        column: x => x.started_by,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "findings",
                columns: table => new
                {
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 65, nullable: false),
                    seller_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    origin_code = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    first_seen_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_seen_at = table.Column<long>(type: "INTEGER", nullable: false),
                    buyer_count = table.Column<int>(type: "INTEGER", nullable: false),
                    parcel_count = table.Column<int>(type: "INTEGER", nullable: false),
                    grant_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    grams = table.Column<long>(type: "INTEGER", nullable: false),
                    newest_at = table.Column<long>(type: "INTEGER", nullable: false),
                    parcels = table.Column<string>(type: "TEXT", nullable: false),
                    shared = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    produce_code = table.Column<string>(type: "TEXT", maxLength: 8, nullable: true),
                    rate_fen_per_kg = table.Column<long>(type: "INTEGER", nullable: false),
                    median_fen_per_kg = table.Column<long>(type: "INTEGER", nullable: false),
                    looked_up_to = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_findings", x => new { x.kind, x.key });
                    table.ForeignKey(
                        name: "FK_findings_members_seller_id",
                        column: x => x.seller_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "grant_cases",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    farmer_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    origin_code = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    finding_kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    finding_key = table.Column<string>(type: "TEXT", maxLength: 65, nullable: true),
                    finding_up_to = table.Column<long>(type: "INTEGER", nullable: true),
                    holds_all = table.Column<bool>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1600, nullable: false),
                    office_name = table.Column<string>(type: "TEXT", maxLength: 480, nullable: false),
                    opened_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    proposed_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    proposed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    proposal = table.Column<string>(type: "TEXT", maxLength: 1600, nullable: false),
                    decided_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_grant_cases", x => x.id);
                    table.ForeignKey(
                        name: "FK_grant_cases_members_decided_by",
                        column: x => x.decided_by,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_grant_cases_members_farmer_id",
                        column: x => x.farmer_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_grant_cases_members_opened_by",
                        column: x => x.opened_by,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_grant_cases_members_proposed_by",
                        column: x => x.proposed_by,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "invoice_titles",
                columns: table => new
                {
                    member_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 800, nullable: false),
                    credit_code = table.Column<string>(type: "TEXT", maxLength: 18, nullable: false),
                    address_and_phone = table.Column<string>(type: "TEXT", maxLength: 800, nullable: false),
                    bank_account = table.Column<string>(type: "TEXT", maxLength: 800, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_invoice_titles", x => x.member_id);
                    table.ForeignKey(
                        name: "FK_invoice_titles_members_member_id",
                        column: x => x.member_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "match_runs",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    trigger = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    member_id = table.Column<byte[]>(type: "BLOB", nullable: true),
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
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "member_devices",
                columns: table => new
                {
                    member_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    device_key = table.Column<string>(type: "TEXT", maxLength: 22, nullable: false),
                    seen_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_member_devices", x => new { x.member_id, x.device_key });
                    table.ForeignKey(
                        name: "FK_member_devices_members_member_id",
                        column: x => x.member_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "member_factors",
                columns: table => new
                {
                    member_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    @sealed = table.Column<string>(name: "sealed", type: "TEXT", maxLength: 1000, nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    confirmed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_step = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_member_factors", x => x.member_id);
                    table.ForeignKey(
                        name: "FK_member_factors_members_member_id",
                        column: x => x.member_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "member_passkeys",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    member_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    credential_id = table.Column<string>(type: "TEXT", maxLength: 1364, nullable: false),
                    public_key = table.Column<string>(type: "TEXT", maxLength: 1400, nullable: false),
                    transports = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    is_backup_eligible = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_backed_up = table.Column<bool>(type: "INTEGER", nullable: false),
                    sign_count = table.Column<long>(type: "INTEGER", nullable: false),
                    added_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_used_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_challenge = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_member_passkeys", x => x.id);
                    table.ForeignKey(
                        name: "FK_member_passkeys_members_member_id",
                        column: x => x.member_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "member_sessions",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    member_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    device = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    network = table.Column<string>(type: "TEXT", maxLength: 45, nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_seen_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    confirmed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    refresh_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    previous_refresh_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    refreshed_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_member_sessions", x => x.id);
                    table.ForeignKey(
                        name: "FK_member_sessions_members_member_id",
                        column: x => x.member_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "notification_choices",
                columns: table => new
                {
                    member_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    notification_group = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    channel = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    is_on = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notification_choices", x => new { x.member_id, x.notification_group, x.channel });
                    table.ForeignKey(
                        name: "FK_notification_choices_members_member_id",
                        column: x => x.member_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "notifications",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    member_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    subject = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    about = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    read_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notifications", x => x.id);
                    table.ForeignKey(
                        name: "FK_notifications_members_member_id",
                        column: x => x.member_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "official_references",
                columns: table => new
                {
                    target = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    is_category = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    fen_per_kg = table.Column<long>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1600, nullable: false),
                    set_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    set_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_official_references", x => new { x.is_category, x.target, x.version });
                    table.CheckConstraint("ck_official_references_fen", "fen_per_kg IS NULL OR fen_per_kg > 0");
                    table.ForeignKey(
                        name: "FK_official_references_members_set_by",
                        column: x => x.set_by,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "orders",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    buyer_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    placed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    network = table.Column<string>(type: "TEXT", maxLength: 45, nullable: true),
                    mobile_key = table.Column<string>(type: "TEXT", maxLength: 22, nullable: true),
                    address_key = table.Column<string>(type: "TEXT", maxLength: 22, nullable: true),
                    standing = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    pay_before = table.Column<long>(type: "INTEGER", nullable: false),
                    goods_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    shipping_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    shipping_subsidy_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    fund_subsidy_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    to_pay_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    paid_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ship_to_mobile = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    ship_to_name = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    ship_to_region_code = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    ship_to_street = table.Column<string>(type: "TEXT", maxLength: 960, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_orders", x => x.id);
                    table.CheckConstraint("ck_orders_sums", "to_pay_fen >= 0 AND goods_fen + shipping_fen = to_pay_fen + shipping_subsidy_fen + fund_subsidy_fen");
                    table.ForeignKey(
                        name: "FK_orders_members_buyer_id",
                        column: x => x.buyer_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payee_choices",
                columns: table => new
                {
                    farmer_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    payee_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    agreed_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payee_choices", x => x.farmer_id);
                    table.ForeignKey(
                        name: "FK_payee_choices_members_farmer_id",
                        column: x => x.farmer_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_payee_choices_members_payee_id",
                        column: x => x.payee_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payments",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    payer_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    amount_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    pay_before = table.Column<long>(type: "INTEGER", nullable: false),
                    begun_at = table.Column<long>(type: "INTEGER", nullable: true),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payments", x => x.id);
                    table.CheckConstraint("ck_payments_amount", "amount_fen >= 0");
                    table.ForeignKey(
                        name: "FK_payments_members_payer_id",
                        column: x => x.payer_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payout_accounts",
                columns: table => new
                {
                    member_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    gateway = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    reference = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    checked_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payout_accounts", x => x.member_id);
                    table.ForeignKey(
                        name: "FK_payout_accounts_members_member_id",
                        column: x => x.member_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payout_holds",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    farmer_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    payout_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payout_holds", x => x.id);
                    table.ForeignKey(
                        name: "FK_payout_holds_members_farmer_id",
                        column: x => x.farmer_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "price_reviews",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    farmer_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    origin_code = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    intent = table.Column<string>(type: "TEXT", nullable: false),
                    reference_fen_per_kg = table.Column<long>(type: "INTEGER", nullable: false),
                    price_reason = table.Column<string>(type: "TEXT", maxLength: 1600, nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    decided_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 2400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_price_reviews", x => x.id);
                    table.ForeignKey(
                        name: "FK_price_reviews_members_decided_by",
                        column: x => x.decided_by,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_price_reviews_members_farmer_id",
                        column: x => x.farmer_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "push_subscriptions",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    member_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    session_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    endpoint = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    p256dh = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    auth = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 5, nullable: false),
                    added_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_push_subscriptions", x => x.id);
                    table.ForeignKey(
                        name: "FK_push_subscriptions_members_member_id",
                        column: x => x.member_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "recovery_codes",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    member_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    used_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recovery_codes", x => x.id);
                    table.ForeignKey(
                        name: "FK_recovery_codes_members_member_id",
                        column: x => x.member_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "unsold_photos",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    owner_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    jpeg = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_unsold_photos", x => x.id);
                    table.ForeignKey(
                        name: "FK_unsold_photos_members_owner_id",
                        column: x => x.owner_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "verification_codes",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    target = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    purpose = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    member_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    used_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_verification_codes", x => x.id);
                    table.ForeignKey(
                        name: "FK_verification_codes_members_member_id",
                        column: x => x.member_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "funds",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name_zh = table.Column<string>(type: "TEXT", maxLength: 480, nullable: false),
                    name_en = table.Column<string>(type: "TEXT", maxLength: 480, nullable: false),
                    deposit_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    office_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    proposed_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    proposed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    decided_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1600, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds", x => x.id);
                    table.CheckConstraint("ck_funds_two_officials", "status IN ('Proposed', 'Withdrawn') OR (decided_by IS NOT NULL AND decided_by <> proposed_by)");
                    table.ForeignKey(
                        name: "FK_funds_members_decided_by",
                        column: x => x.decided_by,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_funds_members_proposed_by",
                        column: x => x.proposed_by,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_funds_offices_office_id",
                        column: x => x.office_id,
                        principalTable: "offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "role_applications",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    member_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    display_name = table.Column<string>(type: "TEXT", maxLength: 480, nullable: false),
                    region_code = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    villages = table.Column<string>(type: "TEXT", nullable: false),
                    statement = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    applied_at = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    decided_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 2400, nullable: false),
                    office_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    duties = table.Column<int>(type: "INTEGER", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_role_applications", x => x.id);
                    table.ForeignKey(
                        name: "FK_role_applications_members_member_id",
                        column: x => x.member_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_role_applications_offices_office_id",
                        column: x => x.office_id,
                        principalTable: "offices",
                        principalColumn: "id",
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
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "typical_prices",
                columns: table => new
                {
                    produce_code = table.Column<string>(type: "TEXT", nullable: false),
                    month = table.Column<int>(type: "INTEGER", nullable: false),
                    fen_per_kg = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_typical_prices", x => new { x.produce_code, x.month });
                    table.ForeignKey(
                        name: "FK_typical_prices_produce_produce_code",
                        column: x => x.produce_code,
                        principalTable: "produce",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_notes",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    author_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_notes", x => x.id);
                    table.ForeignKey(
                        name: "FK_case_notes_grant_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "grant_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_case_notes_members_author_id",
                        column: x => x.author_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "proposals",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    run_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    demand_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    institution_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    county_code = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    place_code = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    distance_km = table.Column<int>(type: "INTEGER", nullable: false),
                    arrives_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    smallest_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    highest_fen_per_kg = table.Column<long>(type: "INTEGER", nullable: false),
                    made_at = table.Column<long>(type: "INTEGER", nullable: false),
                    answer_before = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    answer = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_proposals", x => x.id);
                    table.ForeignKey(
                        name: "FK_proposals_demands_demand_id",
                        column: x => x.demand_id,
                        principalTable: "demands",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_proposals_match_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "match_runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "notification_deliveries",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    notification_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    channel = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    failure = table.Column<string>(type: "TEXT", maxLength: 2400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notification_deliveries", x => x.id);
                    table.ForeignKey(
                        name: "FK_notification_deliveries_notifications_notification_id",
                        column: x => x.notification_id,
                        principalTable: "notifications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "parcels",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    order_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    farmer_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    origin_code = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    service = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    grams = table.Column<long>(type: "INTEGER", nullable: false),
                    distance_km = table.Column<int>(type: "INTEGER", nullable: false),
                    shipping_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    transit_days_to = table.Column<int>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    carrier = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    tracking_number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    shipped_at = table.Column<long>(type: "INTEGER", nullable: true),
                    received_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_parcels", x => x.id);
                    table.ForeignKey(
                        name: "FK_parcels_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "refunds",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    order_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    member_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 1600, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
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
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_refunds_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "charges",
                columns: table => new
                {
                    reference = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    payment_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    amount = table.Column<long>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", maxLength: 3, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    use = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    held_for = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 1600, nullable: false),
                    dealt_with_by_id = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_charges", x => x.reference);
                    table.CheckConstraint("ck_charges_amount", "amount > 0");
                    table.ForeignKey(
                        name: "FK_charges_members_dealt_with_by_id",
                        column: x => x.dealt_with_by_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_charges_payments_payment_id",
                        column: x => x.payment_id,
                        principalTable: "payments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payment_sessions",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    payment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    amount_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    return_address = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    language = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    reference = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    address = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false)
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
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payout_claims",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    farmer_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    payment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    payout_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    scheme_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    amount_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    paid_fen = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payout_claims", x => x.id);
                    table.CheckConstraint("ck_payout_claims_amount", "amount_fen > 0 AND paid_fen BETWEEN 0 AND amount_fen");
                    table.ForeignKey(
                        name: "FK_payout_claims_members_farmer_id",
                        column: x => x.farmer_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_payout_claims_payments_payment_id",
                        column: x => x.payment_id,
                        principalTable: "payments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payouts",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    payment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    farmer_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    household = table.Column<string>(type: "TEXT", maxLength: 1600, nullable: false),
                    amount_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    next_try_at = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    payee_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    reference = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    failure = table.Column<string>(type: "TEXT", maxLength: 1600, nullable: false),
                    sent_at = table.Column<long>(type: "INTEGER", nullable: true),
                    paid_at = table.Column<long>(type: "INTEGER", nullable: true),
                    transfer_id = table.Column<byte[]>(type: "BLOB", nullable: true)
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
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_payouts_members_payee_id",
                        column: x => x.payee_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_payouts_payments_payment_id",
                        column: x => x.payment_id,
                        principalTable: "payments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "campaigns",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    official_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    office_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    official_name = table.Column<string>(type: "TEXT", maxLength: 480, nullable: false),
                    region_code = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    story = table.Column<string>(type: "TEXT", maxLength: 40000, nullable: false),
                    cover = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    starts_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    target_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    fund_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    hold_minutes = table.Column<int>(type: "INTEGER", nullable: true),
                    draft_lot_ids = table.Column<string>(type: "TEXT", nullable: false),
                    edit_version = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    published_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_campaigns", x => x.id);
                    table.CheckConstraint("ck_campaigns_target", "target_grams > 0");
                    table.ForeignKey(
                        name: "FK_campaigns_funds_fund_id",
                        column: x => x.fund_id,
                        principalTable: "funds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_campaigns_members_official_id",
                        column: x => x.official_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_campaigns_offices_office_id",
                        column: x => x.office_id,
                        principalTable: "offices",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "carrier_scans",
                columns: table => new
                {
                    parcel_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 2400, nullable: false),
                    received_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_carrier_scans", x => new { x.parcel_id, x.key });
                    table.ForeignKey(
                        name: "FK_carrier_scans_parcels_parcel_id",
                        column: x => x.parcel_id,
                        principalTable: "parcels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_parcels",
                columns: table => new
                {
                    case_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    parcel_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    order_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    buyer_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    grant_fen = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_case_parcels", x => new { x.case_id, x.parcel_id });
                    table.CheckConstraint("ck_case_parcels_grant", "grant_fen > 0");
                    table.ForeignKey(
                        name: "FK_case_parcels_grant_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "grant_cases",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_case_parcels_members_buyer_id",
                        column: x => x.buyer_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_case_parcels_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_case_parcels_parcels_parcel_id",
                        column: x => x.parcel_id,
                        principalTable: "parcels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "delivery_proofs",
                columns: table => new
                {
                    parcel_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    order_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    basis = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    grant_fen = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_proofs", x => x.parcel_id);
                    table.CheckConstraint("ck_delivery_proofs_grant", "grant_fen >= 0");
                    table.ForeignKey(
                        name: "FK_delivery_proofs_parcels_parcel_id",
                        column: x => x.parcel_id,
                        principalTable: "parcels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "delivery_reviews",
                columns: table => new
                {
                    parcel_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    order_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    farmer_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    buyer_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    origin_code = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    reason_bits = table.Column<int>(type: "INTEGER", nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    decided_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 1600, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_delivery_reviews", x => x.parcel_id);
                    table.ForeignKey(
                        name: "FK_delivery_reviews_members_decided_by",
                        column: x => x.decided_by,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_delivery_reviews_parcels_parcel_id",
                        column: x => x.parcel_id,
                        principalTable: "parcels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "parcel_trackings",
                columns: table => new
                {
                    parcel_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    order_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    buyer_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    farmer_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    carrier = table.Column<string>(type: "TEXT", maxLength: 240, nullable: false),
                    number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    paid_at = table.Column<long>(type: "INTEGER", nullable: false),
                    shipped_at = table.Column<long>(type: "INTEGER", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 1600, nullable: false),
                    picked_up_at = table.Column<long>(type: "INTEGER", nullable: true),
                    delivered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    returned_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_parcel_trackings", x => x.parcel_id);
                    table.ForeignKey(
                        name: "FK_parcel_trackings_parcels_parcel_id",
                        column: x => x.parcel_id,
                        principalTable: "parcels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "disputes",
                columns: table => new
                {
                    reference = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    payment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    charge_reference = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    amount_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 800, nullable: false),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    answer_before = table.Column<long>(type: "INTEGER", nullable: true),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    took_money = table.Column<bool>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true)
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
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_disputes_payments_payment_id",
                        column: x => x.payment_id,
                        principalTable: "payments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payment_refunds",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    payment_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    charge_reference = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    amount_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    attempt = table.Column<int>(type: "INTEGER", nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    next_try_at = table.Column<long>(type: "INTEGER", nullable: false),
                    reference = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    failure = table.Column<string>(type: "TEXT", maxLength: 1600, nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    transfer_id = table.Column<byte[]>(type: "BLOB", nullable: true)
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
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_payment_refunds_payments_payment_id",
                        column: x => x.payment_id,
                        principalTable: "payments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "claim_payments",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    claim_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    payout_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    amount_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_claim_payments", x => x.id);
                    table.CheckConstraint("ck_claim_payments_amount", "amount_fen > 0");
                    table.ForeignKey(
                        name: "FK_claim_payments_payout_claims_claim_id",
                        column: x => x.claim_id,
                        principalTable: "payout_claims",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_claim_payments_payouts_payout_id",
                        column: x => x.payout_id,
                        principalTable: "payouts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "payout_reversals",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    payout_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    amount_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    next_try_at = table.Column<long>(type: "INTEGER", nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    reference = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    failure = table.Column<string>(type: "TEXT", maxLength: 1600, nullable: false),
                    done_at = table.Column<long>(type: "INTEGER", nullable: true),
                    transfer_id = table.Column<byte[]>(type: "BLOB", nullable: true)
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
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "campaign_households",
                columns: table => new
                {
                    campaign_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    farmer_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    household = table.Column<string>(type: "TEXT", maxLength: 480, nullable: false),
                    sold_grams = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_campaign_households", x => new { x.campaign_id, x.farmer_id, x.household });
                    table.CheckConstraint("ck_campaign_households", "sold_grams >= 0");
                    table.ForeignKey(
                        name: "FK_campaign_households_campaigns_campaign_id",
                        column: x => x.campaign_id,
                        principalTable: "campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_campaign_households_members_farmer_id",
                        column: x => x.farmer_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "campaign_totals",
                columns: table => new
                {
                    campaign_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sold_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    granted_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    orders = table.Column<long>(type: "INTEGER", nullable: false),
                    households = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_campaign_totals", x => x.campaign_id);
                    table.CheckConstraint("ck_campaign_totals", "sold_grams >= 0 AND granted_fen >= 0 AND orders >= 0 AND households >= 0");
                    table.ForeignKey(
                        name: "FK_campaign_totals_campaigns_campaign_id",
                        column: x => x.campaign_id,
                        principalTable: "campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "lots",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    farmer_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    farmer_name = table.Column<string>(type: "TEXT", maxLength: 480, nullable: false),
                    household = table.Column<string>(type: "TEXT", maxLength: 480, nullable: false),
                    produce_code = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    remark = table.Column<string>(type: "TEXT", maxLength: 480, nullable: false),
                    origin_code = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    village = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    sale_kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    unit_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    unit_price_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    ready_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    best_before_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    listed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    campaign_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    listed_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    adjusted_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    available_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    held_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    sold_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    written_off_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    edit_version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lots", x => x.id);
                    table.CheckConstraint("ck_lots_stock", "available_grams >= 0 AND held_grams >= 0 AND sold_grams >= 0 AND written_off_grams >= 0 AND listed_grams + adjusted_grams = available_grams + held_grams + sold_grams + written_off_grams");
                    table.ForeignKey(
                        name: "FK_lots_campaigns_campaign_id",
                        column: x => x.campaign_id,
                        principalTable: "campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_lots_members_farmer_id",
                        column: x => x.farmer_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "schemes",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    fund_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name_zh = table.Column<string>(type: "TEXT", maxLength: 480, nullable: false),
                    name_en = table.Column<string>(type: "TEXT", maxLength: 480, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    amount_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    basis_points = table.Column<int>(type: "INTEGER", nullable: false),
                    price_factor_percent = table.Column<int>(type: "INTEGER", nullable: false),
                    budget_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    reach_code = table.Column<string>(type: "TEXT", nullable: false),
                    county_scope = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    county_codes = table.Column<string>(type: "TEXT", nullable: false),
                    campaign_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    priority = table.Column<int>(type: "INTEGER", nullable: false),
                    is_exclusive = table.Column<bool>(type: "INTEGER", nullable: false),
                    starts_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: false),
                    per_buyer_day_fen = table.Column<long>(type: "INTEGER", nullable: true),
                    per_buyer_fen = table.Column<long>(type: "INTEGER", nullable: true),
                    per_day_fen = table.Column<long>(type: "INTEGER", nullable: true),
                    per_household_day_fen = table.Column<long>(type: "INTEGER", nullable: true),
                    per_household_fen = table.Column<long>(type: "INTEGER", nullable: true),
                    per_kilogram_fen = table.Column<long>(type: "INTEGER", nullable: true),
                    per_lot_fen = table.Column<long>(type: "INTEGER", nullable: true),
                    per_order_fen = table.Column<long>(type: "INTEGER", nullable: true),
                    per_seller_day_fen = table.Column<long>(type: "INTEGER", nullable: true),
                    per_seller_fen = table.Column<long>(type: "INTEGER", nullable: true),
                    categories = table.Column<string>(type: "TEXT", nullable: false),
                    destination_codes = table.Column<string>(type: "TEXT", nullable: false),
                    first_order_only = table.Column<bool>(type: "INTEGER", nullable: false),
                    lot_ids = table.Column<string>(type: "TEXT", nullable: false),
                    minimum_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    produce_codes = table.Column<string>(type: "TEXT", nullable: false),
                    risk_rate_critical = table.Column<long>(type: "INTEGER", nullable: false),
                    risk_rate_fine = table.Column<long>(type: "INTEGER", nullable: false),
                    risk_rate_urgent = table.Column<long>(type: "INTEGER", nullable: false),
                    risk_rate_watch = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_schemes", x => x.id);
                    table.CheckConstraint("ck_schemes_amounts", "amount_fen >= 0 AND basis_points BETWEEN 0 AND 10000 AND budget_fen > 0 AND price_factor_percent BETWEEN 100 AND 500");
                    table.ForeignKey(
                        name: "FK_schemes_campaigns_campaign_id",
                        column: x => x.campaign_id,
                        principalTable: "campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_schemes_funds_fund_id",
                        column: x => x.fund_id,
                        principalTable: "funds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "grant_audits",
                columns: table => new
                {
                    parcel_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    order_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    farmer_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    buyer_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    origin_code = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    grant_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    answer_before = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    text = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    tracking_number = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    answered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    review_before = table.Column<long>(type: "INTEGER", nullable: true),
                    decided_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 2400, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_grant_audits", x => x.parcel_id);
                    table.CheckConstraint("ck_grant_audits_grant", "grant_fen > 0");
                    table.ForeignKey(
                        name: "FK_grant_audits_audit_draws_day",
                        column: x => x.day,
                        principalTable: "audit_draws",
                        principalColumn: "day",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_grant_audits_delivery_proofs_parcel_id",
                        column: x => x.parcel_id,
                        principalTable: "delivery_proofs",
                        principalColumn: "parcel_id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_grant_audits_members_decided_by",
                        column: x => x.decided_by,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "bulk_terms",
                columns: table => new
                {
                    lot_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    is_offered = table.Column<bool>(type: "INTEGER", nullable: false),
                    floor_unit_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    smallest_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    grade = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    edit_version = table.Column<long>(type: "INTEGER", nullable: false)
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
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "cart_lines",
                columns: table => new
                {
                    cart_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    lot_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    grams = table.Column<long>(type: "INTEGER", nullable: false),
                    added_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_cart_lines", x => new { x.cart_id, x.lot_id });
                    table.CheckConstraint("ck_cart_lines_grams", "grams > 0");
                    table.ForeignKey(
                        name: "FK_cart_lines_lots_lot_id",
                        column: x => x.lot_id,
                        principalTable: "lots",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "holds",
                columns: table => new
                {
                    order_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    lot_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    grams = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_holds", x => new { x.order_id, x.lot_id });
                    table.CheckConstraint("ck_holds_grams", "grams > 0");
                    table.ForeignKey(
                        name: "FK_holds_lots_lot_id",
                        column: x => x.lot_id,
                        principalTable: "lots",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "order_lines",
                columns: table => new
                {
                    order_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    lot_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    farmer_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    household = table.Column<string>(type: "TEXT", maxLength: 480, nullable: false),
                    produce_code = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    campaign_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    grams = table.Column<long>(type: "INTEGER", nullable: false),
                    unit_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    unit_price_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    goods_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    granted_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    reference_fen_per_kg = table.Column<long>(type: "INTEGER", nullable: true),
                    refunded_grams = table.Column<long>(type: "INTEGER", nullable: false, defaultValue: 0L),
                    grant_returned_fen = table.Column<long>(type: "INTEGER", nullable: false, defaultValue: 0L)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_order_lines", x => new { x.order_id, x.lot_id });
                    table.CheckConstraint("ck_order_lines_grams", "grams > 0 AND goods_fen > 0 AND granted_fen >= 0");
                    table.CheckConstraint("ck_order_lines_refunded", "refunded_grams BETWEEN 0 AND grams");
                    table.ForeignKey(
                        name: "FK_order_lines_campaigns_campaign_id",
                        column: x => x.campaign_id,
                        principalTable: "campaigns",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_order_lines_lots_lot_id",
                        column: x => x.lot_id,
                        principalTable: "lots",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_order_lines_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "proposal_parts",
                columns: table => new
                {
                    proposal_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    lot_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    farmer_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    household = table.Column<string>(type: "TEXT", maxLength: 480, nullable: false),
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
                    answered_at = table.Column<long>(type: "INTEGER", nullable: true)
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
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_proposal_parts_proposals_proposal_id",
                        column: x => x.proposal_id,
                        principalTable: "proposals",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "quotation_requests",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    round_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    demand_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    institution_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    lot_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    farmer_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    household = table.Column<string>(type: "TEXT", maxLength: 480, nullable: false),
                    produce_code = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    county_code = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    distance_km = table.Column<int>(type: "INTEGER", nullable: false),
                    arrives_on = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    unit_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    asked_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 1600, nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    open_until = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    grams = table.Column<long>(type: "INTEGER", nullable: true),
                    unit_price_fen = table.Column<long>(type: "INTEGER", nullable: true),
                    freight_fen = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_quotation_requests", x => x.id);
                    table.CheckConstraint("ck_quotation_requests_grams", "asked_grams > 0 AND unit_grams > 0 AND (grams IS NULL OR (grams > 0 AND unit_price_fen > 0 AND freight_fen >= 0))");
                    table.ForeignKey(
                        name: "FK_quotation_requests_demands_demand_id",
                        column: x => x.demand_id,
                        principalTable: "demands",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_quotation_requests_lots_lot_id",
                        column: x => x.lot_id,
                        principalTable: "lots",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "refund_lines",
                columns: table => new
                {
                    refund_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    lot_id = table.Column<byte[]>(type: "BLOB", nullable: false),
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
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_refund_lines_refunds_refund_id",
                        column: x => x.refund_id,
                        principalTable: "refunds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "shortfalls",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    lot_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    farmer_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    rule = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    left_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    promised_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 800, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
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
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_shortfalls_members_farmer_id",
                        column: x => x.farmer_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "stock_adjustments",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    lot_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    grams = table.Column<long>(type: "INTEGER", nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 800, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
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
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "stock_journal",
                columns: table => new
                {
                    lot_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    order_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    listed_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    available_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    held_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    sold_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    written_off_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    adjusted_grams = table.Column<long>(type: "INTEGER", nullable: false, defaultValue: 0L)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock_journal", x => new { x.lot_id, x.version });
                    table.ForeignKey(
                        name: "FK_stock_journal_lots_lot_id",
                        column: x => x.lot_id,
                        principalTable: "lots",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "unsold_reports",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    reporter_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    reporter_name = table.Column<string>(type: "TEXT", maxLength: 480, nullable: false),
                    lot_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    farmer_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    produce_code = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    origin_code = table.Column<string>(type: "TEXT", maxLength: 6, nullable: false),
                    grams = table.Column<long>(type: "INTEGER", nullable: false),
                    quality = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    transport = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    contact_name = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    contact_mobile = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    note = table.Column<string>(type: "TEXT", maxLength: 1600, nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    sold_before_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ended_by_name = table.Column<string>(type: "TEXT", maxLength: 480, nullable: false),
                    ended_grams = table.Column<long>(type: "INTEGER", nullable: true),
                    end_note = table.Column<string>(type: "TEXT", maxLength: 1600, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_unsold_reports", x => x.id);
                    table.CheckConstraint("ck_unsold_reports_grams", "grams > 0 AND (ended_grams IS NULL OR (ended_grams >= 0 AND ended_grams <= grams))");
                    table.ForeignKey(
                        name: "FK_unsold_reports_lots_lot_id",
                        column: x => x.lot_id,
                        principalTable: "lots",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_unsold_reports_members_reporter_id",
                        column: x => x.reporter_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "fund_changes",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    fund_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    amount_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    scheme_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    entry_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    note = table.Column<string>(type: "TEXT", maxLength: 1600, nullable: false, defaultValue: ""),
                    proposed_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    proposed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    decided_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 1600, nullable: false)
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
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_fund_changes_members_decided_by",
                        column: x => x.decided_by,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_fund_changes_members_proposed_by",
                        column: x => x.proposed_by,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_fund_changes_schemes_scheme_id",
                        column: x => x.scheme_id,
                        principalTable: "schemes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_fund_changes_transfers_entry_id",
                        column: x => x.entry_id,
                        principalTable: "transfers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "grants",
                columns: table => new
                {
                    order_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    scheme_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    fund_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    amount_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    base_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    base_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    line_fen = table.Column<string>(type: "TEXT", nullable: false),
                    transfer_id = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_grants", x => new { x.order_id, x.scheme_id });
                    table.CheckConstraint("ck_grants_amount", "amount_fen > 0 AND amount_fen <= base_fen");
                    table.ForeignKey(
                        name: "FK_grants_funds_fund_id",
                        column: x => x.fund_id,
                        principalTable: "funds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_grants_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_grants_schemes_scheme_id",
                        column: x => x.scheme_id,
                        principalTable: "schemes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_grants_transfers_transfer_id",
                        column: x => x.transfer_id,
                        principalTable: "transfers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "owner_usage",
                columns: table => new
                {
                    scheme_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    used_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    limit_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    day_fen = table.Column<long>(type: "INTEGER", nullable: false),
                    day_limit_fen = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_owner_usage", x => new { x.scheme_id, x.key });
                    table.CheckConstraint("ck_owner_usage_day", "day_fen BETWEEN 0 AND day_limit_fen");
                    table.CheckConstraint("ck_owner_usage_used", "used_fen BETWEEN 0 AND limit_fen");
                    table.ForeignKey(
                        name: "FK_owner_usage_schemes_scheme_id",
                        column: x => x.scheme_id,
                        principalTable: "schemes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "scheme_usage",
                columns: table => new
                {
                    scheme_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    used = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_scheme_usage", x => new { x.scheme_id, x.key });
                    table.CheckConstraint("ck_scheme_usage_used", "used >= 0");
                    table.ForeignKey(
                        name: "FK_scheme_usage_schemes_scheme_id",
                        column: x => x.scheme_id,
                        principalTable: "schemes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "shortfall_claims",
                columns: table => new
                {
                    shortfall_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    order_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    lot_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    promised_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    given_grams = table.Column<long>(type: "INTEGER", nullable: false),
                    refund_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    cut_grams = table.Column<long>(type: "INTEGER", nullable: true),
                    done_at = table.Column<long>(type: "INTEGER", nullable: true)
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
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_shortfall_claims_shortfalls_shortfall_id",
                        column: x => x.shortfall_id,
                        principalTable: "shortfalls",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_account_messages_at",
                table: "account_messages",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_account_messages_due_at",
                table: "account_messages",
                column: "due_at",
                filter: "status = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "IX_account_messages_member_id_at",
                table: "account_messages",
                columns: new[] { "member_id", "at" },
                filter: "member_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_account_messages_network_at",
                table: "account_messages",
                columns: new[] { "network", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_account_messages_target_at",
                table: "account_messages",
                columns: new[] { "target", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_acts_region_code_id",
                table: "acts",
                columns: new[] { "region_code", "id" },
                filter: "region_code IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_acts_subject_id_id",
                table: "acts",
                columns: new[] { "subject_id", "id" },
                filter: "subject_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_campaigns_status_starts_on",
                table: "campaigns",
                columns: new[] { "status", "starts_on" });

            migrationBuilder.CreateIndex(
                name: "IX_case_notes_case_id",
                table: "case_notes",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "IX_case_parcels_parcel_id",
                table: "case_parcels",
                column: "parcel_id");

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
                name: "IX_claim_payments_payout_id",
                table: "claim_payments",
                column: "payout_id");

            migrationBuilder.CreateIndex(
                name: "IX_delivery_proofs_at",
                table: "delivery_proofs",
                column: "at",
                filter: "grant_fen > 0");

            migrationBuilder.CreateIndex(
                name: "IX_delivery_reviews_origin_code",
                table: "delivery_reviews",
                column: "origin_code",
                filter: "status = 'Waiting'");

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
                name: "IX_disputes_payment_id",
                table: "disputes",
                column: "payment_id");

            migrationBuilder.CreateIndex(
                name: "IX_factor_resets_member_id",
                table: "factor_resets",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "IX_fund_changes_fund_id",
                table: "fund_changes",
                column: "fund_id");

            migrationBuilder.CreateIndex(
                name: "IX_gateway_events_next_try_at",
                table: "gateway_events",
                column: "next_try_at",
                filter: "status = 'Received'");

            migrationBuilder.CreateIndex(
                name: "IX_grant_audits_answer_before",
                table: "grant_audits",
                column: "answer_before",
                filter: "status = 'Asked'");

            migrationBuilder.CreateIndex(
                name: "IX_grant_audits_day",
                table: "grant_audits",
                column: "day");

            migrationBuilder.CreateIndex(
                name: "IX_grant_audits_farmer_id_asked_at",
                table: "grant_audits",
                columns: new[] { "farmer_id", "asked_at" });

            migrationBuilder.CreateIndex(
                name: "IX_grant_audits_origin_code",
                table: "grant_audits",
                column: "origin_code",
                filter: "status = 'Asked' OR status = 'Answered'");

            migrationBuilder.CreateIndex(
                name: "IX_grant_cases_farmer_id",
                table: "grant_cases",
                column: "farmer_id",
                filter: "decided_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_lots_best_before_on_id",
                table: "lots",
                columns: new[] { "best_before_on", "id" },
                filter: "status = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_lots_campaign_id",
                table: "lots",
                column: "campaign_id");

            migrationBuilder.CreateIndex(
                name: "IX_lots_farmer_id_listed_at",
                table: "lots",
                columns: new[] { "farmer_id", "listed_at" });

            migrationBuilder.CreateIndex(
                name: "IX_lots_listed_at_id",
                table: "lots",
                columns: new[] { "listed_at", "id" },
                descending: new[] { true, false },
                filter: "status = 'Open'");

            migrationBuilder.CreateIndex(
                name: "IX_match_runs_at",
                table: "match_runs",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_member_passkeys_credential_id",
                table: "member_passkeys",
                column: "credential_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_member_passkeys_member_id",
                table: "member_passkeys",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "IX_member_sessions_member_id",
                table: "member_sessions",
                column: "member_id",
                filter: "ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_members_normalized_user_name",
                table: "members",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_members_verified_email",
                table: "members",
                column: "verified_email",
                filter: "verified_email IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_members_verified_mobile",
                table: "members",
                column: "verified_mobile",
                filter: "verified_mobile IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_notification_deliveries_channel_at",
                table: "notification_deliveries",
                columns: new[] { "channel", "at" },
                filter: "status = 'Waiting' OR status = 'Sending'");

            migrationBuilder.CreateIndex(
                name: "IX_notification_deliveries_notification_id_channel",
                table: "notification_deliveries",
                columns: new[] { "notification_id", "channel" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_notifications_member_id_at",
                table: "notifications",
                columns: new[] { "member_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_notifications_member_id_kind_subject",
                table: "notifications",
                columns: new[] { "member_id", "kind", "subject" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_notifications_unread",
                table: "notifications",
                column: "member_id",
                filter: "read_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_offices_region_code_name",
                table: "offices",
                columns: new[] { "region_code", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_orders_buyer_id_placed_at",
                table: "orders",
                columns: new[] { "buyer_id", "placed_at" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_ended_at",
                table: "orders",
                column: "ended_at",
                filter: "status = 'Expired'");

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
                name: "IX_parcel_trackings_number",
                table: "parcel_trackings",
                column: "number");

            migrationBuilder.CreateIndex(
                name: "IX_parcel_trackings_shipped_at",
                table: "parcel_trackings",
                column: "shipped_at",
                filter: "state = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "IX_parcels_farmer_id_status",
                table: "parcels",
                columns: new[] { "farmer_id", "status" });

            migrationBuilder.CreateIndex(
                name: "IX_parcels_order_id",
                table: "parcels",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "IX_parcels_shipped_at",
                table: "parcels",
                column: "shipped_at",
                filter: "shipped_at IS NOT NULL");

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
                name: "IX_payout_claims_farmer_id",
                table: "payout_claims",
                column: "farmer_id");

            migrationBuilder.CreateIndex(
                name: "IX_payout_claims_payout_id_scheme_id",
                table: "payout_claims",
                columns: new[] { "payout_id", "scheme_id" },
                unique: true,
                filter: "scheme_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_payout_holds_case_id",
                table: "payout_holds",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "IX_payout_holds_farmer_id",
                table: "payout_holds",
                column: "farmer_id",
                filter: "ended_at IS NULL");

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
                name: "IX_price_reviews_farmer_id",
                table: "price_reviews",
                column: "farmer_id");

            migrationBuilder.CreateIndex(
                name: "IX_price_reviews_origin_code",
                table: "price_reviews",
                column: "origin_code",
                filter: "status = 'Waiting'");

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
                name: "IX_push_subscriptions_endpoint",
                table: "push_subscriptions",
                column: "endpoint",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_push_subscriptions_member_id",
                table: "push_subscriptions",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "IX_quotation_requests_demand_id",
                table: "quotation_requests",
                column: "demand_id");

            migrationBuilder.CreateIndex(
                name: "IX_quotation_requests_farmer_id_asked_at",
                table: "quotation_requests",
                columns: new[] { "farmer_id", "asked_at" });

            migrationBuilder.CreateIndex(
                name: "IX_quotation_requests_open_until",
                table: "quotation_requests",
                column: "open_until",
                filter: "ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_quotation_requests_round_id",
                table: "quotation_requests",
                column: "round_id");

            migrationBuilder.CreateIndex(
                name: "IX_recovery_codes_member_id_hash",
                table: "recovery_codes",
                columns: new[] { "member_id", "hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_refunds_order_id",
                table: "refunds",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "IX_role_applications_member_id_role",
                table: "role_applications",
                columns: new[] { "member_id", "role" },
                unique: true,
                filter: "status IN ('Waiting', 'Confirmed') AND role NOT IN ('Farmer', 'Cooperative', 'Agent')");

            migrationBuilder.CreateIndex(
                name: "IX_role_applications_member_id_role_region_code",
                table: "role_applications",
                columns: new[] { "member_id", "role", "region_code" },
                unique: true,
                filter: "status = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "IX_role_applications_member_id_status",
                table: "role_applications",
                columns: new[] { "member_id", "status" });

            migrationBuilder.CreateIndex(
                name: "IX_role_applications_status_applied_at",
                table: "role_applications",
                columns: new[] { "status", "applied_at" });

            migrationBuilder.CreateIndex(
                name: "IX_sandbox_charges_notify_at",
                table: "sandbox_charges",
                column: "notify_at",
                filter: "notify_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_sandbox_charges_session_id",
                table: "sandbox_charges",
                column: "session_id");

            migrationBuilder.CreateIndex(
                name: "IX_schemes_fund_id",
                table: "schemes",
                column: "fund_id");

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

            migrationBuilder.CreateIndex(
                name: "IX_stock_journal_at",
                table: "stock_journal",
                column: "at",
                filter: "sold_grams > 0");

            migrationBuilder.CreateIndex(
                name: "IX_transfers_corrects_id",
                table: "transfers",
                column: "corrects_id",
                unique: true,
                filter: "corrects_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_transfers_credit_account_id_at",
                table: "transfers",
                columns: new[] { "credit_account_id", "at" },
                filter: "credit_account_id LIKE 'fund:%' OR credit_account_id LIKE 'budget:%'");

            migrationBuilder.CreateIndex(
                name: "IX_transfers_debit_account_id_at",
                table: "transfers",
                columns: new[] { "debit_account_id", "at" },
                filter: "debit_account_id LIKE 'fund:%' OR debit_account_id LIKE 'budget:%'");

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

            migrationBuilder.CreateIndex(
                name: "IX_verification_codes_member_id",
                table: "verification_codes",
                column: "member_id",
                filter: "member_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_verification_codes_target_purpose",
                table: "verification_codes",
                columns: new[] { "target", "purpose" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "account_days");

            migrationBuilder.DropTable(
                name: "account_messages");

            migrationBuilder.DropTable(
                name: "acts");

            migrationBuilder.DropTable(
                name: "bulk_terms");

            migrationBuilder.DropTable(
                name: "campaign_households");

            migrationBuilder.DropTable(
                name: "campaign_totals");

            migrationBuilder.DropTable(
                name: "carrier_scans");

            migrationBuilder.DropTable(
                name: "cart_lines");

            migrationBuilder.DropTable(
                name: "case_notes");

            migrationBuilder.DropTable(
                name: "case_parcels");

            migrationBuilder.DropTable(
                name: "claim_payments");

            migrationBuilder.DropTable(
                name: "code_keys");

            migrationBuilder.DropTable(
                name: "delivery_reviews");

            migrationBuilder.DropTable(
                name: "disputes");

            migrationBuilder.DropTable(
                name: "due_failures");

            migrationBuilder.DropTable(
                name: "factor_resets");

            migrationBuilder.DropTable(
                name: "findings");

            migrationBuilder.DropTable(
                name: "freight_rates");

            migrationBuilder.DropTable(
                name: "fund_changes");

            migrationBuilder.DropTable(
                name: "gateway_events");

            migrationBuilder.DropTable(
                name: "grant_audits");

            migrationBuilder.DropTable(
                name: "grants");

            migrationBuilder.DropTable(
                name: "holds");

            migrationBuilder.DropTable(
                name: "invoice_titles");

            migrationBuilder.DropTable(
                name: "member_claims");

            migrationBuilder.DropTable(
                name: "member_devices");

            migrationBuilder.DropTable(
                name: "member_factors");

            migrationBuilder.DropTable(
                name: "member_logins");

            migrationBuilder.DropTable(
                name: "member_passkeys");

            migrationBuilder.DropTable(
                name: "member_sessions");

            migrationBuilder.DropTable(
                name: "member_tokens");

            migrationBuilder.DropTable(
                name: "notification_choices");

            migrationBuilder.DropTable(
                name: "notification_deliveries");

            migrationBuilder.DropTable(
                name: "official_references");

            migrationBuilder.DropTable(
                name: "owner_usage");

            migrationBuilder.DropTable(
                name: "parcel_trackings");

            migrationBuilder.DropTable(
                name: "payee_choices");

            migrationBuilder.DropTable(
                name: "payment_refunds");

            migrationBuilder.DropTable(
                name: "payment_sessions");

            migrationBuilder.DropTable(
                name: "payout_accounts");

            migrationBuilder.DropTable(
                name: "payout_holds");

            migrationBuilder.DropTable(
                name: "payout_reversals");

            migrationBuilder.DropTable(
                name: "price_reviews");

            migrationBuilder.DropTable(
                name: "produce_aliases");

            migrationBuilder.DropTable(
                name: "proposal_parts");

            migrationBuilder.DropTable(
                name: "protection_keys");

            migrationBuilder.DropTable(
                name: "push_subscriptions");

            migrationBuilder.DropTable(
                name: "quotation_requests");

            migrationBuilder.DropTable(
                name: "recovery_codes");

            migrationBuilder.DropTable(
                name: "reference_versions");

            migrationBuilder.DropTable(
                name: "refund_lines");

            migrationBuilder.DropTable(
                name: "regions");

            migrationBuilder.DropTable(
                name: "role_applications");

            migrationBuilder.DropTable(
                name: "sales_references");

            migrationBuilder.DropTable(
                name: "sandbox_charges");

            migrationBuilder.DropTable(
                name: "scheme_usage");

            migrationBuilder.DropTable(
                name: "shortfall_claims");

            migrationBuilder.DropTable(
                name: "sign_in_failures");

            migrationBuilder.DropTable(
                name: "stock_adjustments");

            migrationBuilder.DropTable(
                name: "stock_journal");

            migrationBuilder.DropTable(
                name: "typical_prices");

            migrationBuilder.DropTable(
                name: "unsold_photos");

            migrationBuilder.DropTable(
                name: "unsold_reports");

            migrationBuilder.DropTable(
                name: "verification_codes");

            migrationBuilder.DropTable(
                name: "grant_cases");

            migrationBuilder.DropTable(
                name: "payout_claims");

            migrationBuilder.DropTable(
                name: "audit_draws");

            migrationBuilder.DropTable(
                name: "delivery_proofs");

            migrationBuilder.DropTable(
                name: "transfers");

            migrationBuilder.DropTable(
                name: "notifications");

            migrationBuilder.DropTable(
                name: "charges");

            migrationBuilder.DropTable(
                name: "payouts");

            migrationBuilder.DropTable(
                name: "proposals");

            migrationBuilder.DropTable(
                name: "refunds");

            migrationBuilder.DropTable(
                name: "schemes");

            migrationBuilder.DropTable(
                name: "order_lines");

            migrationBuilder.DropTable(
                name: "shortfalls");

            migrationBuilder.DropTable(
                name: "produce");

            migrationBuilder.DropTable(
                name: "audit_seeds");

            migrationBuilder.DropTable(
                name: "parcels");

            migrationBuilder.DropTable(
                name: "accounts");

            migrationBuilder.DropTable(
                name: "payments");

            migrationBuilder.DropTable(
                name: "demands");

            migrationBuilder.DropTable(
                name: "match_runs");

            migrationBuilder.DropTable(
                name: "lots");

            migrationBuilder.DropTable(
                name: "orders");

            migrationBuilder.DropTable(
                name: "campaigns");

            migrationBuilder.DropTable(
                name: "funds");

            migrationBuilder.DropTable(
                name: "members");

            migrationBuilder.DropTable(
                name: "offices");
        }
    }
}
