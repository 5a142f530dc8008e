using AgriMarket.Platform.Api;
using AgriMarket.Platform.Jobs;
using AgriMarket.Web.People.CodeSignIn;
using AgriMarket.Web.People.Contacts;
using AgriMarket.Web.People.Sms;
using AgriMarket.Web.Shell.Reading;
using Microsoft.Extensions.Options;

namespace AgriMarket.Web.People;

/// <summary>Numbers and addresses that members prove, and the messages that go there.</summary>
internal static class ContactModule
{
    public static void AddContacts(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<SmsOptions>().BindConfiguration(SmsOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SandboxMessages>();
        if (string.IsNullOrEmpty(builder.Configuration[$"{SmsOptions.Section}:{nameof(SmsOptions.Endpoint)}"]))
        {
            services.AddSingleton<ISmsSender>(provider => provider.GetRequiredService<SandboxMessages>());
        }
        else
        {
            services.AddSingleton<ISmsSender, HttpSmsGateway>();
        }

        services.AddSingleton<CodeKey>();
        services.AddSingleton<CodeService>();
        services.AddSingleton<CodeAccounts>();
        services.AddSingleton<AccountEmails>();
        services.AddSingleton<AccountMessenger>();
        services.AddSingleton<AccountMessageSignal>();
        services.AddHostedService<AccountMessageJob>();
        services.AddHostedService<OldAccountMessageJob>();
        services.AddSingleton<ContactChanges>();
        services.AddScoped<ContactService>();
        services.AddSingleton<AskedCodes>();
        services.AddScoped<CodeSignInService>();
        services.AddScoped<PasswordResetService>();
        services.AddDueWork<ContactText>(AccountMessenger.Name);
        services.AddRefusals<ContactText>("code");
        services.AddRefusalsForHelp("code.day-full", "code.no-mail");
    }

    /// <summary>
    /// Whether the market may open with the messages it sends; otherwise a sentence on the console. Asked when it opens and not of
    /// verbs, which send none.
    /// </summary>
    public static bool HasSmsThatIsMeant(this WebApplication app)
    {
        var sms = app.Services.GetRequiredService<IOptions<SmsOptions>>().Value;
        if (!app.Environment.IsProduction() || !sms.IsSandbox || sms.AllowSandbox)
        {
            return true;
        }

        Console.Error.WriteLine(
            "Sms:Endpoint is not set, but this is Production, where codes that are shown to everybody would let anybody in as anybody. Set "
                + "Sms:Endpoint to a gateway, or, to try the market out, Sms:AllowSandbox to true (environment variable "
                + "Sms__AllowSandbox=true)."
        );
        return false;
    }
}
