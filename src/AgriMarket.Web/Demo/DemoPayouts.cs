using AgriMarket.Web.Money.Payments.Outgoing;
using AgriMarket.Web.People.Members;

namespace AgriMarket.Web.Demo;

/// <summary>
/// Where the farmers' money goes: most have an account with the sandbox, one has none, and some have a co-operative or an
/// official take it, or have asked for that. What is due is sent once the market runs.
/// </summary>
internal sealed class DemoPayouts(DemoTimeline timeline, DemoServices services, DemoMembers members)
{
    private const string NoAccount = "F02";
    private const string AsksACooperative = "F03";
    private const string HasACooperative = "F04";
    private const string HasAnOfficial = "F05";
    private const string FirstCooperative = "C01";
    private const string OtherCooperative = "C02";

    private static readonly string[] WithoutAccount = [NoAccount, AsksACooperative, HasACooperative, HasAnOfficial];

    private readonly PayoutAccounts accounts = services.Make<PayoutAccounts>();

    /// <param name="at">When all of it happens.</param>
    public void Plan(DateTime at) =>
        timeline.At(
            at,
            async () =>
            {
                var official = members.Officials[1];
                foreach (
                    var member in members
                        .Farms.Where(farm => !WithoutAccount.Contains(farm.Key))
                        .Select(farm => farm.Member)
                        .Append(official)
                )
                {
                    // The sandbox asks for nothing, so it leads nowhere.
                    DemoServices.Must(await accounts.OpenAsync(member.Id, "/"));
                }

                await AskAsync(AsksACooperative, Farm(FirstCooperative), agrees: false);
                await AskAsync(HasACooperative, Farm(OtherCooperative), agrees: true);
                await AskAsync(HasAnOfficial, official, agrees: true);
            }
        );

    private async Task AskAsync(string farm, Member payee, bool agrees)
    {
        var farmer = Farm(farm);
        DemoServices.Must(await accounts.AskPayeeAsync(farmer.Id, payee.UserName));
        if (agrees)
        {
            DemoServices.Must(await accounts.AnswerAsync(payee.Id, farmer.Id, agrees));
        }
    }

    private Member Farm(string key) => members.Farms.First(farm => farm.Key == key).Member;
}
