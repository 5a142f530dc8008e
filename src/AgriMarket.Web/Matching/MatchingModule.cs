using AgriMarket.Domain.Matching.Graphs;
using AgriMarket.Domain.Matching.Plans;
using AgriMarket.Platform.Api;
using AgriMarket.Platform.Audit;
using AgriMarket.Platform.Jobs;
using AgriMarket.Web.Farm.MyLots;
using AgriMarket.Web.Matching.Addresses;
using AgriMarket.Web.Matching.BulkSelling;
using AgriMarket.Web.Matching.DemandForms;
using AgriMarket.Web.Matching.Demands;
using AgriMarket.Web.Matching.Market;
using AgriMarket.Web.Matching.ProposalDetails;
using AgriMarket.Web.Matching.Proposals;
using AgriMarket.Web.Matching.Quotations;
using AgriMarket.Web.Matching.Review;
using AgriMarket.Web.Matching.Runs;
using AgriMarket.Web.Matching.Shortfalls;
using AgriMarket.Web.Matching.Solver;
using AgriMarket.Web.People.Notifications;
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
        builder.Services.AddOptions<MatchOptions>().BindConfiguration(MatchOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddRefusals<MatchText>("match", "demand", "bulk", "proposal", "quotation");
        builder.Services.AddDueWork<MatchText>("match.run", "match.propose", "demand.repeat", "proposal.end", "quotation.end");
        builder.Services.AddNavItem<DemandText>(
            new(NavPlaces.TopBar, 60, "Nav.Demands", MatchingAddresses.Demands) { Policy = Policies.Institution }
        );
        builder.Services.AddNavItem<DemandText>(
            new(NavPlaces.Me, 50, "Me.Demands", MatchingAddresses.Demands) { Policy = Policies.Institution, Picture = "truck" }
        );
        builder.Services.AddNavItem<MatchReviewText>(
            new(NavPlaces.BackOffice, 40, "Backoffice.Matching", MatchingAddresses.Review) { Policy = Policies.Official, Picture = "truck" }
        );
        builder.Services.AddNotificationKinds(
            ProposalNotifications.ProposalMade,
            ProposalNotifications.ProposalOrdered,
            ProposalNotifications.ProposalEnded
        );
        builder.Services.AddSingleton<IInvariants, MatchInvariants>();
        builder.Services.AddSingleton<MatchMap>();
        builder.Services.AddSingleton<MatchDrafts>();
        builder.Services.AddSingleton<MatchReads>();
        builder.Services.AddSingleton<MatchService>();
        builder.Services.AddSingleton<MatchReview>();
        builder.Services.AddSingleton<MatchScheduler>();
        builder.Services.AddHostedService<MatchRunJob>();
        builder.Services.AddSingleton<ProposalLifecycle>();
        builder.Services.AddSingleton<ProposalService>();
        builder.Services.AddSingleton<ProposalReads>();
        builder.Services.AddSingleton<OtherDemands>();
        builder.Services.AddSingleton<BulkTermsService>();
        builder.Services.AddScoped<ProposalFormatter>();
        builder.Services.AddHostedService<ProposalExpiryJob>();
        builder.Services.AddSingleton<CountProposals>(services => services.GetRequiredService<ProposalReads>().CountWaitingAsync);
        builder.Services.AddSingleton<DemandService>();
        builder.Services.AddSingleton<DemandDrafting>();
        builder.Services.AddSingleton<DemandReads>();
        builder.Services.AddSingleton<ConsideredLots>();
        builder.Services.AddScoped<ProduceSpecFormatter>();
        builder.Services.AddHostedService<DemandRepetition>();
        builder.Services.AddSingleton<QuotationService>();
        builder.Services.AddSingleton<QuotationReads>();
        builder.Services.AddNotificationKinds(
            QuotationNotifications.QuotationRequested,
            QuotationNotifications.QuotationAnswered,
            QuotationNotifications.QuotationEnded
        );
        builder.Services.AddHostedService<QuotationExpiryJob>();
        builder.Services.AddSingleton<ShortfallService>();
        builder.Services.AddSingleton<ShortfallCuts>();
        builder.Services.AddSingleton<ShortfallReads>();
        builder.Services.AddHostedService<ShortfallJob>();
        builder.Services.AddDueWork<ShortfallText>("shortfall.cut");
        builder.Services.AddNotificationKinds(ShortfallNotifications.OrderCut);
        builder.Services.AddSingleton<IInvariants, ShortfallInvariants>();
        builder.Services.AddRefusals<ShortfallText>("shortfall");
        builder.Services.AddSingleton<IMatchSolver>(services =>
        {
            var options = services.GetRequiredService<IOptions<MatchOptions>>().Value;
            return options.Solver == MatchSolverKind.Greedy
                ? new GreedyMatchSolver()
                : new FlowMatchSolver(options, services.GetRequiredService<TimeProvider>());
        });
    }
}
