using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AgriMarket.Migrations.Postgres
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
                    id = table.Column<string>(type: "character varying(48)", maxLength: 48, nullable: false),
                    must_be_covered = table.Column<bool>(type: "boolean", nullable: false),
                    debits_pending_fen = table.Column<long>(type: "bigint", nullable: false),
                    debits_posted_fen = table.Column<long>(type: "bigint", nullable: false),
                    credits_pending_fen = table.Column<long>(type: "bigint", nullable: false),
                    credits_posted_fen = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accounts", x => x.id);
                    table.CheckConstraint("ck_accounts_covered", "NOT must_be_covered OR credits_posted_fen >= debits_posted_fen + debits_pending_fen");
                });

            migrationBuilder.CreateTable(
                name: "freight_rates",
                columns: table => new
                {
                    service = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    zone = table.Column<int>(type: "integer", nullable: false),
                    from_km = table.Column<int>(type: "integer", nullable: true),
                    to_km = table.Column<int>(type: "integer", nullable: true),
                    first_grams = table.Column<long>(type: "bigint", nullable: false),
                    first_fen = table.Column<long>(type: "bigint", nullable: false),
                    further_kilogram_fen = table.Column<long>(type: "bigint", nullable: false),
                    minimum_fen = table.Column<long>(type: "bigint", nullable: false),
                    max_grams = table.Column<long>(type: "bigint", nullable: false),
                    transit_days_from = table.Column<int>(type: "integer", nullable: false),
                    transit_days_to = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_freight_rates", x => new { x.service, x.zone });
                });

            migrationBuilder.CreateTable(
                name: "member_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true),
                    claim_value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_member_claims", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "member_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    provider_key = table.Column<string>(type: "text", nullable: false),
                    provider_display_name = table.Column<string>(type: "text", nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_member_logins", x => new { x.login_provider, x.provider_key });
                });

            migrationBuilder.CreateTable(
                name: "member_tokens",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    login_provider = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_member_tokens", x => new { x.user_id, x.login_provider, x.name });
                });

            migrationBuilder.CreateTable(
                name: "members",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    display_name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    joined_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    is_demo = table.Column<bool>(type: "boolean", nullable: false),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    phone_number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<long>(type: "bigint", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_members", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "produce",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    name_zh = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    name_en = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    category = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    ambient_days = table.Column<int>(type: "integer", nullable: false),
                    chilled_days = table.Column<int>(type: "integer", nullable: true),
                    cold_chain = table.Column<bool>(type: "boolean", nullable: false),
                    unit = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    harvest_months = table.Column<int[]>(type: "integer[]", nullable: false),
                    pinyin = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    picture = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_produce", x => x.code);
                });

            migrationBuilder.CreateTable(
                name: "protection_keys",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    xml = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_protection_keys", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "reference_versions",
                columns: table => new
                {
                    name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    loaded_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    rows = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_reference_versions", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "regions",
                columns: table => new
                {
                    code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    full_name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    level = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    parent_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: true),
                    pinyin = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    longitude = table.Column<double>(type: "double precision", nullable: true),
                    latitude = table.Column<double>(type: "double precision", nullable: true),
                    delisted_year = table.Column<int>(type: "integer", nullable: true),
                    under_supervision = table.Column<bool>(type: "boolean", nullable: false)
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
                name: "transfers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    debit_account_id = table.Column<string>(type: "character varying(48)", maxLength: 48, nullable: false),
                    credit_account_id = table.Column<string>(type: "character varying(48)", maxLength: 48, nullable: false),
                    amount_fen = table.Column<long>(type: "bigint", nullable: false),
                    pending_id = table.Column<Guid>(type: "uuid", nullable: true),
                    order_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    corrects_id = table.Column<Guid>(type: "uuid", nullable: true)
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
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_transfers_accounts_debit_account_id",
                        column: x => x.debit_account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_transfers_transfers_corrects_id",
                        column: x => x.corrects_id,
                        principalTable: "transfers",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "FK_transfers_transfers_pending_id",
                        column: x => x.pending_id,
                        principalTable: "transfers",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "funds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name_zh = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    name_en = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    deposit_fen = table.Column<long>(type: "bigint", nullable: false),
                    proposed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    proposed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    approved_by = table.Column<Guid>(type: "uuid", nullable: true),
                    approved_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_funds", x => x.id);
                    table.CheckConstraint("ck_funds_two_officials", "approved_by IS NULL OR approved_by <> proposed_by");
                    table.ForeignKey(
                        name: "FK_funds_members_approved_by",
                        column: x => x.approved_by,
                        principalTable: "members",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "FK_funds_members_proposed_by",
                        column: x => x.proposed_by,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "orders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    buyer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    placed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    pay_before = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    goods_fen = table.Column<long>(type: "bigint", nullable: false),
                    shipping_fen = table.Column<long>(type: "bigint", nullable: false),
                    shipping_subsidy_fen = table.Column<long>(type: "bigint", nullable: false),
                    fund_subsidy_fen = table.Column<long>(type: "bigint", nullable: false),
                    to_pay_fen = table.Column<long>(type: "bigint", nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    paid_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ship_to_mobile = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    ship_to_name = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    ship_to_region_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    ship_to_street = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false)
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
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "payments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    payer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    amount_fen = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    pay_before = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    begun_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
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
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "role_applications",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    display_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    region_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    statement = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    applied_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_role_applications", x => x.id);
                    table.ForeignKey(
                        name: "FK_role_applications_members_member_id",
                        column: x => x.member_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "produce_aliases",
                columns: table => new
                {
                    produce_code = table.Column<string>(type: "character varying(10)", nullable: false),
                    name_zh = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    pinyin = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false)
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
                    produce_code = table.Column<string>(type: "character varying(10)", nullable: false),
                    date = table.Column<DateOnly>(type: "date", nullable: false),
                    fen_per_kg = table.Column<long>(type: "bigint", nullable: false)
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

            migrationBuilder.CreateTable(
                name: "campaigns",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    official_id = table.Column<Guid>(type: "uuid", nullable: false),
                    official_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    region_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    title = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    story = table.Column<string>(type: "character varying(5000)", maxLength: 5000, nullable: false),
                    cover = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: false),
                    target_grams = table.Column<long>(type: "bigint", nullable: false),
                    fund_id = table.Column<Guid>(type: "uuid", nullable: true),
                    hold_minutes = table.Column<int>(type: "integer", nullable: true),
                    draft_lot_ids = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    published_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_campaigns", x => x.id);
                    table.CheckConstraint("ck_campaigns_target", "target_grams > 0");
                    table.ForeignKey(
                        name: "FK_campaigns_funds_fund_id",
                        column: x => x.fund_id,
                        principalTable: "funds",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "FK_campaigns_members_official_id",
                        column: x => x.official_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "parcels",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    farmer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    origin_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    service = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    grams = table.Column<long>(type: "bigint", nullable: false),
                    distance_km = table.Column<int>(type: "integer", nullable: false),
                    shipping_fen = table.Column<long>(type: "bigint", nullable: false),
                    transit_days_to = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    carrier = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    tracking_number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    shipped_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    received_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_parcels", x => x.id);
                    table.ForeignKey(
                        name: "FK_parcels_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "refunds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    member_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    note = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    goods_fen = table.Column<long>(type: "bigint", nullable: false),
                    shipping_fen = table.Column<long>(type: "bigint", nullable: false),
                    buyer_fen = table.Column<long>(type: "bigint", nullable: false),
                    grant_fen = table.Column<long>(type: "bigint", nullable: false)
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
                name: "lots",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    farmer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    farmer_name = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    household = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    produce_code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    remark = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    origin_code = table.Column<string>(type: "character varying(6)", maxLength: 6, nullable: false),
                    village = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    sale_kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    unit_grams = table.Column<long>(type: "bigint", nullable: false),
                    unit_price_fen = table.Column<long>(type: "bigint", nullable: false),
                    ready_on = table.Column<DateOnly>(type: "date", nullable: false),
                    best_before_on = table.Column<DateOnly>(type: "date", nullable: false),
                    listed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    campaign_id = table.Column<Guid>(type: "uuid", nullable: true),
                    listed_grams = table.Column<long>(type: "bigint", nullable: false),
                    adjusted_grams = table.Column<long>(type: "bigint", nullable: false),
                    available_grams = table.Column<long>(type: "bigint", nullable: false),
                    held_grams = table.Column<long>(type: "bigint", nullable: false),
                    sold_grams = table.Column<long>(type: "bigint", nullable: false),
                    written_off_grams = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_lots", x => x.id);
                    table.CheckConstraint("ck_lots_stock", "available_grams >= 0 AND held_grams >= 0 AND sold_grams >= 0 AND written_off_grams >= 0 AND listed_grams + adjusted_grams = available_grams + held_grams + sold_grams + written_off_grams");
                    table.ForeignKey(
                        name: "FK_lots_campaigns_campaign_id",
                        column: x => x.campaign_id,
                        principalTable: "campaigns",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "FK_lots_members_farmer_id",
                        column: x => x.farmer_id,
                        principalTable: "members",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "schemes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    fund_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name_zh = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    name_en = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    amount_fen = table.Column<long>(type: "bigint", nullable: false),
                    basis_points = table.Column<int>(type: "integer", nullable: false),
                    budget_fen = table.Column<long>(type: "bigint", nullable: false),
                    county_scope = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    county_codes = table.Column<string[]>(type: "text[]", nullable: false),
                    campaign_id = table.Column<Guid>(type: "uuid", nullable: true),
                    priority = table.Column<int>(type: "integer", nullable: false),
                    is_exclusive = table.Column<bool>(type: "boolean", nullable: false),
                    starts_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    per_buyer_day_fen = table.Column<long>(type: "bigint", nullable: true),
                    per_buyer_fen = table.Column<long>(type: "bigint", nullable: true),
                    per_day_fen = table.Column<long>(type: "bigint", nullable: true),
                    per_kilogram_fen = table.Column<long>(type: "bigint", nullable: true),
                    per_order_fen = table.Column<long>(type: "bigint", nullable: true),
                    categories = table.Column<string[]>(type: "text[]", nullable: false),
                    destination_codes = table.Column<string[]>(type: "text[]", nullable: false),
                    first_order_only = table.Column<bool>(type: "boolean", nullable: false),
                    lot_ids = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    minimum_fen = table.Column<long>(type: "bigint", nullable: false),
                    produce_codes = table.Column<string[]>(type: "text[]", nullable: false),
                    risk_rate_critical = table.Column<long>(type: "bigint", nullable: false),
                    risk_rate_fine = table.Column<long>(type: "bigint", nullable: false),
                    risk_rate_urgent = table.Column<long>(type: "bigint", nullable: false),
                    risk_rate_watch = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_schemes", x => x.id);
                    table.CheckConstraint("ck_schemes_amounts", "amount_fen >= 0 AND basis_points BETWEEN 0 AND 10000 AND budget_fen > 0");
                    table.ForeignKey(
                        name: "FK_schemes_campaigns_campaign_id",
                        column: x => x.campaign_id,
                        principalTable: "campaigns",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "FK_schemes_funds_fund_id",
                        column: x => x.fund_id,
                        principalTable: "funds",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "cart_lines",
                columns: table => new
                {
                    cart_id = table.Column<Guid>(type: "uuid", nullable: false),
                    lot_id = table.Column<Guid>(type: "uuid", nullable: false),
                    grams = table.Column<long>(type: "bigint", nullable: false),
                    added_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "holds",
                columns: table => new
                {
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    lot_id = table.Column<Guid>(type: "uuid", nullable: false),
                    grams = table.Column<long>(type: "bigint", nullable: false),
                    expires_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    ended_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
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
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "order_lines",
                columns: table => new
                {
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    lot_id = table.Column<Guid>(type: "uuid", nullable: false),
                    farmer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    household = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    produce_code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    campaign_id = table.Column<Guid>(type: "uuid", nullable: true),
                    grams = table.Column<long>(type: "bigint", nullable: false),
                    unit_grams = table.Column<long>(type: "bigint", nullable: false),
                    unit_price_fen = table.Column<long>(type: "bigint", nullable: false),
                    goods_fen = table.Column<long>(type: "bigint", nullable: false),
                    granted_fen = table.Column<long>(type: "bigint", nullable: false),
                    refunded_grams = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L),
                    grant_returned_fen = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L)
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
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "FK_order_lines_lots_lot_id",
                        column: x => x.lot_id,
                        principalTable: "lots",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_order_lines_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "refund_lines",
                columns: table => new
                {
                    refund_id = table.Column<Guid>(type: "uuid", nullable: false),
                    lot_id = table.Column<Guid>(type: "uuid", nullable: false),
                    grams = table.Column<long>(type: "bigint", nullable: false),
                    goods_fen = table.Column<long>(type: "bigint", nullable: false),
                    grant_fen = table.Column<long>(type: "bigint", nullable: false)
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

            migrationBuilder.CreateTable(
                name: "stock_adjustments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    lot_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    grams = table.Column<long>(type: "bigint", nullable: false),
                    note = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
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
                name: "stock_journal",
                columns: table => new
                {
                    lot_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    reason = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    order_id = table.Column<Guid>(type: "uuid", nullable: true),
                    listed_grams = table.Column<long>(type: "bigint", nullable: false),
                    available_grams = table.Column<long>(type: "bigint", nullable: false),
                    held_grams = table.Column<long>(type: "bigint", nullable: false),
                    sold_grams = table.Column<long>(type: "bigint", nullable: false),
                    written_off_grams = table.Column<long>(type: "bigint", nullable: false),
                    adjusted_grams = table.Column<long>(type: "bigint", nullable: false, defaultValue: 0L)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stock_journal", x => new { x.lot_id, x.version });
                    table.ForeignKey(
                        name: "FK_stock_journal_lots_lot_id",
                        column: x => x.lot_id,
                        principalTable: "lots",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "fund_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    fund_id = table.Column<Guid>(type: "uuid", nullable: false),
                    action = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    amount_fen = table.Column<long>(type: "bigint", nullable: false),
                    scheme_id = table.Column<Guid>(type: "uuid", nullable: true),
                    proposed_by = table.Column<Guid>(type: "uuid", nullable: false),
                    proposed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
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
                name: "grants",
                columns: table => new
                {
                    order_id = table.Column<Guid>(type: "uuid", nullable: false),
                    scheme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    fund_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    amount_fen = table.Column<long>(type: "bigint", nullable: false),
                    base_fen = table.Column<long>(type: "bigint", nullable: false),
                    base_grams = table.Column<long>(type: "bigint", nullable: false),
                    line_fen = table.Column<long[]>(type: "bigint[]", nullable: false),
                    transfer_id = table.Column<Guid>(type: "uuid", nullable: false)
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
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_grants_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_grants_schemes_scheme_id",
                        column: x => x.scheme_id,
                        principalTable: "schemes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_grants_transfers_transfer_id",
                        column: x => x.transfer_id,
                        principalTable: "transfers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "scheme_usage",
                columns: table => new
                {
                    scheme_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    used_fen = table.Column<long>(type: "bigint", nullable: false)
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
                name: "IX_campaigns_fund_id",
                table: "campaigns",
                column: "fund_id");

            migrationBuilder.CreateIndex(
                name: "IX_campaigns_official_id",
                table: "campaigns",
                column: "official_id");

            migrationBuilder.CreateIndex(
                name: "IX_campaigns_status_starts_on",
                table: "campaigns",
                columns: new[] { "status", "starts_on" });

            migrationBuilder.CreateIndex(
                name: "IX_cart_lines_lot_id",
                table: "cart_lines",
                column: "lot_id");

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

            migrationBuilder.CreateIndex(
                name: "IX_funds_approved_by",
                table: "funds",
                column: "approved_by");

            migrationBuilder.CreateIndex(
                name: "IX_funds_proposed_by",
                table: "funds",
                column: "proposed_by");

            migrationBuilder.CreateIndex(
                name: "IX_grants_fund_id",
                table: "grants",
                column: "fund_id");

            migrationBuilder.CreateIndex(
                name: "IX_grants_scheme_id",
                table: "grants",
                column: "scheme_id");

            migrationBuilder.CreateIndex(
                name: "IX_grants_transfer_id",
                table: "grants",
                column: "transfer_id");

            migrationBuilder.CreateIndex(
                name: "IX_holds_lot_id",
                table: "holds",
                column: "lot_id");

            migrationBuilder.CreateIndex(
                name: "IX_holds_status_expires_at",
                table: "holds",
                columns: new[] { "status", "expires_at" });

            migrationBuilder.CreateIndex(
                name: "IX_lots_campaign_id",
                table: "lots",
                column: "campaign_id");

            migrationBuilder.CreateIndex(
                name: "IX_lots_farmer_id_listed_at",
                table: "lots",
                columns: new[] { "farmer_id", "listed_at" });

            migrationBuilder.CreateIndex(
                name: "IX_lots_status_best_before_on",
                table: "lots",
                columns: new[] { "status", "best_before_on" });

            migrationBuilder.CreateIndex(
                name: "IX_members_normalized_email",
                table: "members",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "IX_members_normalized_user_name",
                table: "members",
                column: "normalized_user_name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_order_lines_campaign_id",
                table: "order_lines",
                column: "campaign_id");

            migrationBuilder.CreateIndex(
                name: "IX_order_lines_lot_id",
                table: "order_lines",
                column: "lot_id");

            migrationBuilder.CreateIndex(
                name: "IX_orders_buyer_id_placed_at",
                table: "orders",
                columns: new[] { "buyer_id", "placed_at" });

            migrationBuilder.CreateIndex(
                name: "IX_orders_paid_at",
                table: "orders",
                column: "paid_at");

            migrationBuilder.CreateIndex(
                name: "IX_orders_status_pay_before",
                table: "orders",
                columns: new[] { "status", "pay_before" });

            migrationBuilder.CreateIndex(
                name: "IX_parcels_farmer_id_status",
                table: "parcels",
                columns: new[] { "farmer_id", "status" });

            migrationBuilder.CreateIndex(
                name: "IX_parcels_order_id",
                table: "parcels",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "IX_payments_payer_id",
                table: "payments",
                column: "payer_id");

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
                name: "IX_regions_parent_code",
                table: "regions",
                column: "parent_code");

            migrationBuilder.CreateIndex(
                name: "IX_role_applications_member_id_role",
                table: "role_applications",
                columns: new[] { "member_id", "role" },
                unique: true,
                filter: "status IN ('Waiting', 'Confirmed')");

            migrationBuilder.CreateIndex(
                name: "IX_role_applications_member_id_status",
                table: "role_applications",
                columns: new[] { "member_id", "status" });

            migrationBuilder.CreateIndex(
                name: "IX_role_applications_status_applied_at",
                table: "role_applications",
                columns: new[] { "status", "applied_at" });

            migrationBuilder.CreateIndex(
                name: "IX_schemes_campaign_id",
                table: "schemes",
                column: "campaign_id");

            migrationBuilder.CreateIndex(
                name: "IX_schemes_fund_id",
                table: "schemes",
                column: "fund_id");

            migrationBuilder.CreateIndex(
                name: "IX_stock_adjustments_lot_id",
                table: "stock_adjustments",
                column: "lot_id");

            migrationBuilder.CreateIndex(
                name: "IX_stock_journal_at",
                table: "stock_journal",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "IX_stock_journal_order_id",
                table: "stock_journal",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "IX_transfers_corrects_id",
                table: "transfers",
                column: "corrects_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_transfers_credit_account_id_at",
                table: "transfers",
                columns: new[] { "credit_account_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_transfers_debit_account_id_at",
                table: "transfers",
                columns: new[] { "debit_account_id", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_transfers_order_id",
                table: "transfers",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "IX_transfers_pending_id",
                table: "transfers",
                column: "pending_id",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "cart_lines");

            migrationBuilder.DropTable(
                name: "freight_rates");

            migrationBuilder.DropTable(
                name: "fund_changes");

            migrationBuilder.DropTable(
                name: "grants");

            migrationBuilder.DropTable(
                name: "holds");

            migrationBuilder.DropTable(
                name: "member_claims");

            migrationBuilder.DropTable(
                name: "member_logins");

            migrationBuilder.DropTable(
                name: "member_tokens");

            migrationBuilder.DropTable(
                name: "order_lines");

            migrationBuilder.DropTable(
                name: "parcels");

            migrationBuilder.DropTable(
                name: "payments");

            migrationBuilder.DropTable(
                name: "produce_aliases");

            migrationBuilder.DropTable(
                name: "protection_keys");

            migrationBuilder.DropTable(
                name: "reference_versions");

            migrationBuilder.DropTable(
                name: "refund_lines");

            migrationBuilder.DropTable(
                name: "regions");

            migrationBuilder.DropTable(
                name: "role_applications");

            migrationBuilder.DropTable(
                name: "scheme_usage");

            migrationBuilder.DropTable(
                name: "stock_adjustments");

            migrationBuilder.DropTable(
                name: "stock_journal");

            migrationBuilder.DropTable(
                name: "wholesale_prices");

            migrationBuilder.DropTable(
                name: "transfers");

            migrationBuilder.DropTable(
                name: "refunds");

            migrationBuilder.DropTable(
                name: "schemes");

            migrationBuilder.DropTable(
                name: "lots");

            migrationBuilder.DropTable(
                name: "produce");

            migrationBuilder.DropTable(
                name: "accounts");

            migrationBuilder.DropTable(
                name: "orders");

            migrationBuilder.DropTable(
                name: "campaigns");

            migrationBuilder.DropTable(
                name: "funds");

            migrationBuilder.DropTable(
                name: "members");
        }
    }
}
