using System.Net.Sockets;
using AgriMarket.Domain.Notifications;
using AgriMarket.Web.People.Notifications;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace AgriMarket.Web.People.Email;

/// <summary>
/// A line to the mail server, opened with the first e-mail. What matters of a failure is whether the server surely has not
/// taken the e-mail: then it may be tried again. A line that cannot be opened and a server that says "not now" (4xx) are such
/// cases; a line that breaks while the server should answer is not.
/// </summary>
internal sealed class SmtpConnection(SmtpOptions smtp) : IAsyncDisposable
{
    private const int FirstPermanentCode = 500;

    private readonly SmtpClient client = new() { Timeout = smtp.TimeoutSeconds * 1_000 };

    public async Task<DeliveryOutcome> SendAsync(MimeMessage message, CancellationToken stop)
    {
        if (message.To.Count == 0)
        {
            return new DeliveryOutcome("The member has no e-mail address any more.", MayTryAgain: false);
        }

        if (await OpenAsync(stop) is { } failed)
        {
            return failed;
        }

        try
        {
            await client.SendAsync(message, stop);
            return DeliveryOutcome.Sent;
        }
        catch (SmtpCommandException refused)
        {
            return new DeliveryOutcome(refused.Message, MayTryAgain: (int)refused.StatusCode < FirstPermanentCode);
        }
        catch (Exception failure) when (IsNetwork(failure))
        {
            return new DeliveryOutcome(failure.Message, MayTryAgain: false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await client.DisconnectAsync(quit: true);
        }
        catch (Exception failure) when (IsNetwork(failure) || failure is CommandException)
        {
            // Every e-mail has its answer by now; a server that hangs up first is only impolite.
        }

        client.Dispose();
    }

    /// <summary>
    /// Opens the line, unless it is open. A server that cannot be reached or lets nobody in would take no other e-mail either.
    /// </summary>
    /// <returns>Why the line could not be opened; null when it is open.</returns>
    public async Task<DeliveryOutcome?> OpenAsync(CancellationToken stop)
    {
        try
        {
            if (!client.IsConnected)
            {
                await client.ConnectAsync(smtp.Host, smtp.Port, smtp.Security, stop);
            }

            if (smtp.User.Length > 0 && !client.IsAuthenticated)
            {
                await client.AuthenticateAsync(smtp.User, smtp.Password, stop);
            }

            return null;
        }
        catch (Exception failure)
            when (IsNetwork(failure) || failure is AuthenticationException or CommandException or NotSupportedException)
        {
            // Also a wrong password: it is the operator's to mend, and then the e-mails go out.
            return new DeliveryOutcome(failure.Message, MayTryAgain: true);
        }
    }

    private static bool IsNetwork(Exception failure) =>
        failure
            is SocketException
                or IOException
                or ProtocolException
                or SslHandshakeException
                or TimeoutException
                or ServiceNotConnectedException;
}
