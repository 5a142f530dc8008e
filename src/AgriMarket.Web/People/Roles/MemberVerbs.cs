using System.CommandLine;
using System.Text;
using AgriMarket.Domain.Common;
using AgriMarket.Platform.Storage;
using AgriMarket.Web.People.SignIn;
using AgriMarket.Web.Shell.Reading;

namespace AgriMarket.Web.People.Roles;

/// <summary>The verb that makes an administrator, the first of whom no form can make.</summary>
internal static class MemberVerbs
{
    public static Command Admin(IServiceProvider services)
    {
        var name = new Option<string>("--name") { Description = "What the administrator is called.", Required = true };
        var login = new Option<string>("--login") { Description = "The mobile number or e-mail address to sign in with.", Required = true };
        var create = new Command("create", "Make an administrator. The password is asked for, or read from standard input.")
        {
            name,
            login,
        };
        create.SetAction(
            async (answer, _) =>
            {
                var (output, error) = (answer.InvocationConfiguration.Output, answer.InvocationConfiguration.Error);
                var request = new SignUpRequest(
                    answer.GetRequiredValue(name),
                    answer.GetRequiredValue(login),
                    await ReadPasswordAsync(output)
                );
                if (await services.MigrateAloneAsync() is { } whyNot)
                {
                    await error.WriteLineAsync(whyNot);
                    return 1;
                }

                await using var scope = services.CreateAsyncScope();
                var made = await scope.ServiceProvider.GetRequiredService<MemberService>().CreateAdministratorAsync(request);
                if (made.IsOk)
                {
                    await output.WriteLineAsync(
                        $"{made.Value.DisplayName} is now an administrator and signs in with {made.Value.UserName}."
                    );
                    return 0;
                }

                foreach (var rejection in made.Rejections)
                {
                    await error.WriteLineAsync(scope.ServiceProvider.GetRequiredService<Refusals>().Sentence(rejection));
                }

                return 1;
            }
        );
        return new Command("admin", "Administrators of the market.") { create };
    }

    private static async Task<string?> ReadPasswordAsync(TextWriter output)
    {
        if (Console.IsInputRedirected)
        {
            return await Console.In.ReadLineAsync();
        }

        await output.WriteAsync("Password: ");
        var password = new StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                password.Length = Math.Max(0, password.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                password.Append(key.KeyChar);
            }
        }

        await output.WriteLineAsync();
        return password.ToString();
    }
}
