using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace PbDecisionDay.Browser.Tests.Browsers;

/// <summary>What browsers complained about on the way: scripts that threw, files that were missing, rules of the content policy that were broken.</summary>
public sealed class Complaints
{
    private readonly ConcurrentQueue<string> heard = new();

    /// <summary>All of it so far.</summary>
    public IReadOnlyCollection<string> Heard => heard;

    /// <summary>Listens to every page of a context.</summary>
    public void ListenTo(IBrowserContext context)
    {
        context.WebError += (_, error) => heard.Enqueue($"{error.Page?.Url}: {error.Error}");
        context.Console += (_, message) =>
        {
            if (message.Type == "error") heard.Enqueue($"{message.Page?.Url}: {message.Text}");
        };
    }
}
