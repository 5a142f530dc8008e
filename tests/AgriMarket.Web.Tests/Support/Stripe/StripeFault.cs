namespace AgriMarket.Web.Tests.Support.Stripe;

/// <summary>What goes wrong with a call.</summary>
public enum StripeFault
{
    /// <summary>The line breaks before anything is done.</summary>
    BreaksBefore,

    /// <summary>The work is done, and the line breaks before the answer.</summary>
    BreaksAfter,

    /// <summary>The work is done, and the answer comes when the caller no longer waits.</summary>
    AnswersTooLate,

    /// <summary>The work is done, and what is answered with 200 is no JSON.</summary>
    Garbles,

    /// <summary>500, nothing is done.</summary>
    Fails,

    /// <summary>502 with a page instead of JSON, as a proxy answers; nothing is done.</summary>
    BadGateway,

    /// <summary>429, nothing is done.</summary>
    IsBusy,

    /// <summary>409: the same key is being worked on.</summary>
    KeyInUse,
}

/// <summary>Faults to come, each for the calls that it fits.</summary>
internal sealed class StripeFaults
{
    private readonly List<(StripeFault Fault, string Method, string PathPart)> waiting = [];

    public void Add(StripeFault fault, string method, string pathPart, int times) =>
        waiting.AddRange(Enumerable.Repeat((fault, method, pathPart), times));

    public void Clear() => waiting.Clear();

    /// <summary>The fault of a call, used up by it; null when all goes well.</summary>
    public StripeFault? Take(StripeCall call)
    {
        var index = waiting.FindIndex(one => one.Method == call.Method && call.Path.Contains(one.PathPart, StringComparison.Ordinal));
        if (index < 0)
        {
            return null;
        }

        var fault = waiting[index].Fault;
        waiting.RemoveAt(index);
        return fault;
    }
}
