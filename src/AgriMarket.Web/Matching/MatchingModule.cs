using AgriMarket.Domain.Matching;
using AgriMarket.Web.Lots;
using AgriMarket.Web.Platform.Audit;
using AgriMarket.Web.Platform.Shell;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.Matching;

internal static class MatchingModule
{
    public static void AddMatching(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<MatchOptions>().BindConfiguration(MatchOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddRefusals<MatchText>("match", "demand", "bulk", "proposal", "inquiry");
        builder.Services.AddSingleton<IInvariants, MatchInvariants>();
        builder.Services.AddSingleton<MatchMap>();
        builder.Services.AddSingleton<MatchBoard>();
        builder.Services.AddSingleton<MatchReads>();
        builder.Services.AddSingleton<MatchService>();
        builder.Services.AddSingleton<MatchDesk>();
        builder.Services.AddSingleton<MatchRounds>();
        builder.Services.AddHostedService<MatchRunJob>();
        builder.Services.AddSingleton<ProposalEnding>();
        builder.Services.AddSingleton<ProposalService>();
        builder.Services.AddSingleton<ProposalReads>();
        builder.Services.AddSingleton<OtherDemands>();
        builder.Services.AddSingleton<BulkTermsService>();
        builder.Services.AddScoped<ProposalWords>();
        builder.Services.AddHostedService<ProposalSweep>();
        builder.Services.AddSingleton<CountProposals>(services => services.GetRequiredService<ProposalReads>().CountWaitingAsync);
        builder.Services.AddSingleton<DemandService>();
        builder.Services.AddSingleton<DemandDesk>();
        builder.Services.AddSingleton<DemandReads>();
        builder.Services.AddSingleton<ConsideredLots>();
        builder.Services.AddScoped<WishWords>();
        builder.Services.AddHostedService<DemandRepeating>();
        builder.Services.AddSingleton<InquiryService>();
        builder.Services.AddSingleton<InquiryReads>();
        builder.Services.AddHostedService<InquiryEnding>();
        builder.Services.AddSingleton<ShortfallService>();
        builder.Services.AddSingleton<ShortfallCuts>();
        builder.Services.AddSingleton<ShortfallReads>();
        builder.Services.AddHostedService<ShortfallJob>();
        builder.Services.AddSingleton<IInvariants, ShortfallInvariants>();
        builder.Services.AddRefusals<ShortfallText>("shortfall");
        builder.Services.AddSingleton<IMatchSolver>(services =>
        {
            var options = services.GetRequiredService<IOptions<MatchOptions>>().Value;
            return options.Solver == MatchSolverKind.Greedy ? new GreedyMatchSolver() : new FlowMatchSolver(options, services.GetRequiredService<TimeProvider>());
        });
    }
}
