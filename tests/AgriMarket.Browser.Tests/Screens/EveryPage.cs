using AgriMarket.Browser.Tests.Support;
using AgriMarket.Domain.Audits;
using AgriMarket.Domain.Campaigns;
using AgriMarket.Domain.Cases;
using AgriMarket.Domain.Deliveries;
using AgriMarket.Domain.Lots;
using AgriMarket.Domain.Matching.Demands;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Domain.Matching.Proposals;
using AgriMarket.Domain.Members;
using AgriMarket.Domain.Orders;
using AgriMarket.Domain.Organisations;
using AgriMarket.Domain.Subsidies;
using AgriMarket.Web.Matching.Proposals;
using AgriMarket.Web.Matching.Runs;
using AgriMarket.Web.People.Roles;
using AgriMarket.Web.Trade.Cases;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace AgriMarket.Browser.Tests.Screens;

/// <summary>
/// Every page that the market has, as its own routing says: who of the demo opens it, and where. A page that is new comes by itself; one
/// with an id in its address wants a row in <see cref="AddressesAsync"/>.
/// </summary>
internal sealed class EveryPage(JourneyFixture fixture, DemoScenes scenes)
{
    public const string Visitor = "visitor";
    private const string Resident = "resident";
    private const string Farmer = "farmer";
    private const string Institution = "institution";
    private const string Official = "official";
    private const string Proposer = "proposer";
    private const string Administrator = "administrator";

    public static readonly string[] Askers = [Visitor, Resident, Farmer, Institution, Official, Proposer, Administrator];

    /// <summary>The beginnings of routes with who opens them; the first that fits counts.</summary>
    private static readonly (string Beginning, string Asker)[] Doors =
    [
        ("/backoffice/system", Administrator),
        ("/backoffice/payments", Administrator),
        ("/backoffice/offices", Administrator),
        ("/backoffice/member-locks", Administrator),
        ("/backoffice/cases/{", Proposer),
        ("/backoffice/funds/{", Proposer),
        ("/backoffice", Official),
        ("/farm", Farmer),
        ("/demands", Institution),
        ("/proposals", Institution),
        ("/me", Resident),
        ("/notifications", Resident),
        ("/checkout", Resident),
        ("/cart", Resident),
        ("/orders/{Id:guid}/papers", Institution),
        ("/orders", Resident),
        ("/pay", Resident),
        ("/", Visitor),
    ];

    /// <summary>The member who asks; null for a visitor.</summary>
    public async Task<Guid?> MemberAsync(string asker) =>
        asker switch
        {
            Visitor => null,
            Proposer => (await FundAsync()).ProposedBy,
            _ => (await scenes.DemoMemberAsync(Enum.Parse<MemberRole>(asker, ignoreCase: true))).Id,
        };

    /// <summary>Where the asker's pages are.</summary>
    public async Task<IReadOnlyList<string>> PathsAsync(string asker)
    {
        var addresses = await AddressesAsync(asker);
        return
        [
            .. fixture
                .Get<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(page => page.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
                .Select(page => page.RoutePattern.RawText!)
                .Where(route => Doors.First(door => route.StartsWith(door.Beginning, StringComparison.Ordinal)).Asker == asker)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Select(route =>
                    !route.Contains('{', StringComparison.Ordinal) ? route
                    : addresses.TryGetValue(route, out var address) ? address
                    : throw new InvalidOperationException($"EveryPage.AddressesAsync has no address for {route}.")
                ),
        ];
    }

    /// <summary>Addresses of the asker's pages that have an id in them.</summary>
    private async Task<IReadOnlyDictionary<string, string>> AddressesAsync(string asker) =>
        asker switch
        {
            Visitor => await OfVisitorsAsync(),
            Resident => await OfResidentsAsync(),
            Farmer => await OfFarmersAsync(),
            Institution => await OfInstitutionsAsync(),
            Official => await OfOfficialsAsync(),
            Proposer => await OfProposersAsync(),
            _ => new Dictionary<string, string>(),
        };

    private async Task<IReadOnlyDictionary<string, string>> OfVisitorsAsync()
    {
        var lot = await fixture.ReadAsync(db =>
            db.Set<Lot>()
                .Where(lot => lot.Status == LotStatus.Open && lot.CampaignId != null && lot.AvailableGrams > 0)
                .OrderBy(lot => lot.Id)
                .FirstAsync()
        );
        return new Dictionary<string, string>
        {
            ["/lots/{Id:guid}"] = $"/lots/{lot.Id}",
            ["/campaigns/{Id:guid}"] = $"/campaigns/{lot.CampaignId}",
            ["/status/{Code:int}"] = "/status/429",
        };
    }

    private async Task<IReadOnlyDictionary<string, string>> OfResidentsAsync()
    {
        var resident = await scenes.DemoMemberAsync(MemberRole.Resident);
        var unpaid = await scenes.UnpaidOrderAsync(resident);
        var paid = await fixture.ReadAsync(db =>
            db.Set<Order>()
                .Where(order => order.BuyerId == resident.Id && order.PaidAt != null)
                .OrderByDescending(order => order.PlacedAt)
                .FirstAsync()
        );
        return new Dictionary<string, string>
        {
            ["/orders/{id:guid}"] = $"/orders/{paid.Id}",
            ["/pay/{id:guid}"] = $"/pay/{unpaid}",
            ["/pay/{id:guid}/back"] = $"/pay/{unpaid}/back",
        };
    }

    private async Task<IReadOnlyDictionary<string, string>> OfFarmersAsync()
    {
        var farmer = await scenes.DemoMemberAsync(MemberRole.Farmer);
        var lot = await fixture.ReadAsync(db =>
            db.Set<Lot>().Where(lot => lot.FarmerId == farmer.Id).OrderByDescending(lot => lot.SoldGrams).FirstAsync()
        );
        return new Dictionary<string, string>
        {
            ["/farm/lots/{Id:guid}"] = $"/farm/lots/{lot.Id}",
            ["/farm/lots/{Id:guid}/bulk"] = $"/farm/lots/{lot.Id}/bulk",
            ["/farm/lots/{Id:guid}/edit"] = $"/farm/lots/{lot.Id}/edit",
            ["/farm/lots/{Id:guid}/campaign"] = $"/farm/lots/{lot.Id}/campaign",
            ["/farm/lots/{Id:guid}/shortfall"] = $"/farm/lots/{lot.Id}/shortfall",
            ["/farm/audits/{Id:guid}"] = $"/farm/audits/{await AuditAsync(farmer.Id)}",
        };
    }

    private async Task<IReadOnlyDictionary<string, string>> OfInstitutionsAsync()
    {
        var institution = await scenes.DemoMemberAsync(MemberRole.Institution);
        // Matching offers it a lot, as it would within the hour.
        await fixture.Get<MatchService>().RunAsync(RunTrigger.Schedule);
        var proposal = await fixture.ReadAsync(db =>
            db.Set<Proposal>().Where(proposal => proposal.InstitutionId == institution.Id).OrderBy(proposal => proposal.Id).FirstAsync()
        );
        var ordered = await OrderedAsync(institution.Id);
        return new Dictionary<string, string>
        {
            ["/demands/{Id:guid}"] = $"/demands/{proposal.DemandId}",
            ["/demands/{Id:guid}/edit"] = $"/demands/{proposal.DemandId}/edit",
            ["/demands/{DemandId:guid}/quotations"] = $"/demands/{proposal.DemandId}/quotations",
            ["/proposals/{Id:guid}"] = $"/proposals/{proposal.Id}",
            ["/orders/{Id:guid}/papers"] = $"/orders/{ordered}/papers",
            ["/orders/{Id:guid}/papers/acceptance-form"] = $"/orders/{ordered}/papers/acceptance-form",
            ["/orders/{Id:guid}/papers/contract"] = $"/orders/{ordered}/papers/contract",
            ["/orders/{Id:guid}/papers/delivery-note"] = $"/orders/{ordered}/papers/delivery-note",
            ["/orders/{Id:guid}/papers/invoice-data"] = $"/orders/{ordered}/papers/invoice-data",
        };
    }

    /// <summary>An order that came of a proposal to an institution, everybody having accepted it.</summary>
    private async Task<Guid> OrderedAsync(Guid institutionId)
    {
        var proposal = await fixture.ReadAsync(db =>
            db.Set<Proposal>()
                .AsNoTracking()
                .Include(proposal => proposal.Parts)
                .Where(proposal => proposal.InstitutionId == institutionId)
                .OrderByDescending(proposal => proposal.Id)
                .FirstAsync()
        );
        if (proposal.Status == ProposalStatus.Open)
        {
            var answers = fixture.Get<ProposalService>();
            Assert.True((await answers.AnswerByInstitutionAsync(proposal.Id, institutionId, accept: true)).IsOk);
            foreach (var own in proposal.Parts.GroupBy(part => part.FarmerId))
            {
                var lotIds = own.Select(part => part.LotId).ToList();
                Assert.True((await answers.AnswerByFarmerAsync(proposal.Id, own.Key, lotIds, accept: true)).IsOk);
            }
        }

        return proposal.Id;
    }

    private async Task<IReadOnlyDictionary<string, string>> OfOfficialsAsync()
    {
        var official = await scenes.DemoMemberAsync(MemberRole.Official);
        var campaign = await fixture.ReadAsync(db => db.Set<Campaign>().FirstAsync(campaign => campaign.OfficialId == official.Id));
        var office = await fixture.ReadAsync(db =>
            db.Set<RoleApplication>()
                .Where(row => row.MemberId == official.Id && row.OfficeId != null)
                .Join(db.Set<Office>(), row => row.OfficeId, office => office.Id, (_, office) => office)
                .SingleAsync()
        );
        var order = await fixture.ReadAsync(db =>
            db.Set<Order>()
                .Where(order => order.PaidAt != null && order.Parcels.Any(parcel => parcel.OriginCode == office.RegionCode))
                .OrderBy(order => order.PlacedAt)
                .FirstAsync()
        );
        return new Dictionary<string, string>
        {
            ["/backoffice/campaigns/{Id:guid}"] = $"/backoffice/campaigns/{campaign.Id}",
            ["/backoffice/orders/{id:guid}"] = $"/backoffice/orders/{order.Id}",
        };
    }

    private async Task<IReadOnlyDictionary<string, string>> OfProposersAsync()
    {
        var fund = await FundAsync();
        return new Dictionary<string, string>
        {
            ["/backoffice/cases/{Id:guid}"] = $"/backoffice/cases/{await CaseAsync(fund.ProposedBy)}",
            ["/backoffice/funds/{Id:guid}"] = $"/backoffice/funds/{fund.Id}",
            ["/backoffice/funds/{FundId:guid}/scheme"] = $"/backoffice/funds/{fund.Id}/scheme",
        };
    }

    private async Task<Guid> CaseAsync(Guid officialId)
    {
        if (await fixture.ReadAsync(db => db.Set<GrantCase>().FirstOrDefaultAsync()) is { } known)
        {
            return known.Id;
        }

        var received = await fixture.ReadAsync(db =>
            db.Set<Parcel>()
                .Where(parcel => parcel.Status == ParcelStatus.Received)
                .OrderBy(parcel => parcel.Id)
                .Select(parcel => parcel.Id)
                .Take(GrantCase.MostParcels)
                .ToListAsync()
        );
        var granted = (await fixture.Get<CaseReads>().CandidatesAsync(received, officialId))[0];
        var opened = await fixture
            .Get<CaseService>()
            .OpenAsync(new CaseIntent(Guid.CreateVersion7(), officialId, [granted.ParcelId], HoldsAll: false, "单号对不上"));
        Assert.Empty(opened.Rejections);
        return opened.Value;
    }

    private Task<Fund> FundAsync() => fixture.ReadAsync(db => db.Set<Fund>().OrderBy(fund => fund.ProposedAt).FirstAsync());

    /// <summary>A delivered parcel of the farmer's that is audited: the demo's days have had no draw.</summary>
    private async Task<Guid> AuditAsync(Guid farmerId)
    {
        var parcel = await fixture.ReadAsync(db =>
            db.Set<Parcel>()
                .Where(parcel => parcel.FarmerId == farmerId && db.Set<DeliveryProof>().Any(proof => proof.ParcelId == parcel.Id))
                .OrderBy(parcel => parcel.Id)
                .FirstAsync()
        );
        var (now, day) = (DateTime.UtcNow, fixture.Today.AddDays(-1));
        await fixture.ReadAsync(async db =>
        {
            if (!await db.Set<GrantAudit>().AnyAsync(audit => audit.ParcelId == parcel.Id))
            {
                db.AddRange(
                    AuditSeed.Of(day, new byte[AuditSeed.Bytes], 1, now),
                    new AuditDraw
                    {
                        Day = day,
                        DrawnAt = now,
                        Candidates = 1,
                        Drawn = 1,
                    },
                    new GrantAudit
                    {
                        ParcelId = parcel.Id,
                        Day = day,
                        OrderId = parcel.OrderId,
                        FarmerId = farmerId,
                        BuyerId = Guid.CreateVersion7(),
                        OriginCode = parcel.OriginCode,
                        GrantFen = 200,
                        AskedAt = now,
                        AnswerBefore = now.AddDays(7),
                    }
                );
            }

            return await db.SaveChangesAsync();
        });
        return parcel.Id;
    }
}
