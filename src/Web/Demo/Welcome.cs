using Orleans;
using PbDecisionDay.Web.Organisers;

namespace PbDecisionDay.Web.Demo;

/// <summary>Says on the console, once the service listens, where a person can go. Codes stand behind the number sign: no server sees them.</summary>
internal sealed class Welcome(IGrainFactory grains, DemoFiles files, TextWriter console)
{
    public async Task SayAsync(string site, CancellationToken cancellationToken)
    {
        var lines = new List<(string What, string Where)> { ("Marketplace", $"{site}/") };
        if (files.Cards() is not null)
        {
            lines.Add(("Vote", $"{site}/demo   a tour of every task; ten cards are ready there"));
            lines.Add(("Screen", $"{site}/screen/{files.Day}"));
            lines.Add(("Door", $"{site}/demo/door   pairs this browser as a door"));
        }
        var organisation = grains.Organisation();
        lines.Add(await organisation.NeedsSetUpAsync(cancellationToken)
            ? ("Console", $"{site}/console/set-up#{await organisation.InviteAsync("", cancellationToken)}   works once: choose a name and a password")
            : ("Console", $"{site}/console"));
        if (files.HasTokens)
            lines.Add(("Rehearse", $"dotnet run --project src/Rehearsal -- --site {site} --ballots FILE.pb"));

        await console.WriteLineAsync("\nPB Decision Day is ready.\n");
        foreach (var (what, where) in lines)
            await console.WriteLineAsync($"  {what,-12} {where}");
        await console.WriteLineAsync("\nStop it with Ctrl+C.\n");
    }
}
