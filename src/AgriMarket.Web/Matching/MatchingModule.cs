using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Platform.Api;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Jobs;
using AgriMarket.Web.Farm.MyLots;
using AgriMarket.Web.Matching.Addresses;
using AgriMarket.Web.Matching.BulkPapers;
using AgriMarket.Web.Matching.BulkSelling;
using AgriMarket.Web.Matching.DemandForms;
using AgriMarket.Web.Matching.Demands;
using AgriMarket.Web.Matching.InvoiceTitles;
using AgriMarket.Web.Matching.Market;
using AgriMarket.Web.Matching.PriceBands;
using AgriMarket.Web.Matching.ProposalDetails;
using AgriMarket.Web.Matching.Proposals;
using AgriMarket.Web.Matching.Quotations;
using AgriMarket.Web.Matching.Review;
using AgriMarket.Web.Matching.Runs;
using AgriMarket.Web.Matching.Shortfalls;
using AgriMarket.Web.Matching.Solver;
using AgriMarket.Web.People.Notifications;
using AgriMarket.Web.People.OwnData;
using AgriMarket.Web.People.Register;
using AgriMarket.Web.People.Security;
using AgriMarket.Web.Shell.Layout;
using AgriMarket.Web.Shell.Reading;
using AgriMarket.Web.Trade.Lots;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Matching;

internal static class MatchingModule
{
    public static void AddMatching(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        AddRuns(services);
        AddDemands(services);
        AddProposals(services);
        AddQuotations(services);
        AddShortfalls(services);
        AddPapers(services);
    }

    private static void AddRuns(IServiceCollection services)
    {
        services.AddOptions<MatchOptions>().BindConfiguration(MatchOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddRefusals<MatchText>("match", "demand", "bulk", "proposal", "quotation");
        services.AddDueWork<MatchText>("match.run", "match.propose", "demand.repeat", "proposal.end", "quotation.end");
        services.AddNavItem<MatchReviewText>(
            new(NavPlaces.BackOffice, 40, "Backoffice.Matching", MatchingAddresses.Review) { Policy = Policies.Official, Picture = "truck" }
        );
        services.AddSingleton<IInvariants, MatchInvariants>();
        services.AddSingleton<IPersonalData, DemandPersonalData>();
        services.AddSingleton<MatchMap>();
        services.AddSingleton<MatchDrafts>();
        services.AddSingleton<MatchReads>();
        services.AddSingleton<MatchService>();
        services.AddActKinds(MatchActs.Run);
        services.AddSingleton<MatchReview>();
        services.AddSingleton<MatchScheduler>();
        services.AddHostedService<MatchRunJob>();
        services.AddSingleton<IMatchSolver>(services =>
        {
            var options = services.GetRequiredService<IOptions<MatchOptions>>().Value;
            return options.Solver == MatchSolverKind.Greedy
                ? new GreedyMatchSolver()
                : new FlowMatchSolver(options, services.GetRequiredService<TimeProvider>());
        });
    }

    private static void AddDemands(IServiceCollection services)
    {
        services.AddNavItem<DemandText>(
            new(NavPlaces.TopBar | NavPlaces.BottomBar, 60, "Nav.Demands", MatchingAddresses.Demands)
            {
                Policy = Policies.Institution,
                Picture = "truck",
            }
        );
        services.AddStartPage(new(30, Policies.Institution, MatchingAddresses.Demands));
        services.AddNavItem<DemandText>(
            new(NavPlaces.Me, 50, "Me.Demands", MatchingAddresses.Demands) { Policy = Policies.Institution, Picture = "truck" }
        );
        services.AddSingleton<DemandService>();
        services.AddSingleton<DemandDrafting>();
        services.AddSingleton<DemandReads>();
        services.AddSingleton<ConsideredLots>();
        services.AddSingleton<PriceBandReads>();
        services.AddScoped<ProduceSpecFormatter>();
        services.AddScoped<DemandFields>();
        services.AddHostedService<DemandRepetition>();
    }

    private static void AddProposals(IServiceCollection services)
    {
        services.AddNotificationKinds(
            ProposalNotifications.ProposalMade,
            ProposalNotifications.ProposalOrdered,
            ProposalNotifications.ProposalEnded
        );
        services.AddSingleton<ProposalLifecycle>();
        services.AddSingleton<ProposalService>();
        services.AddSingleton<ProposalReads>();
        services.AddSingleton<OtherDemands>();
        services.AddSingleton<BulkTermsService>();
        services.AddScoped<ProposalFormatter>();
        services.AddHostedService<ProposalExpiryJob>();
        services.AddSingleton<CountProposals>(services => services.GetRequiredService<ProposalReads>().CountWaitingAsync);
    }

    private static void AddQuotations(IServiceCollection services)
    {
        services.AddSingleton<QuotationService>();
        services.AddSingleton<QuotationReads>();
        services.AddNotificationKinds(
            QuotationNotifications.QuotationRequested,
            QuotationNotifications.QuotationAnswered,
            QuotationNotifications.QuotationEnded
        );
        services.AddHostedService<QuotationExpiryJob>();
    }

    private static void AddShortfalls(IServiceCollection services)
    {
        services.AddSingleton<ShortfallService>();
        services.AddSingleton<ShortfallCuts>();
        services.AddSingleton<ShortfallReads>();
        services.AddHostedService<ShortfallJob>();
        services.AddDueWork<ShortfallText>("shortfall.cut");
        services.AddNotificationKinds(ShortfallNotifications.OrderCut);
        services.AddSingleton<IInvariants, ShortfallInvariants>();
        services.AddRefusals<ShortfallText>("shortfall");
    }

    private static void AddPapers(IServiceCollection services)
    {
        services.AddSingleton<PaperReads>();
        services.AddScoped<PaperFormatter>();
        services.AddSingleton<InvoiceTitleService>();
        services.AddSingleton<IPersonalData, InvoiceTitlePersonalData>();
        services.AddRefusals<PaperText>("invoice");
    }
}
