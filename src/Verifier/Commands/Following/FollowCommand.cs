using System.CommandLine;
using System.Globalization;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Verifier.Following;

namespace PbDecisionDay.Verifier.Commands.Following;

/// <summary><c>pbdd follow URL</c>: watches a running day's log and raises the alarm when it is rewritten.</summary>
internal static class FollowCommand
{
    public static Command Create()
    {
        Argument<string> url = new("URL") { Description = "the day's address, https://site/days/DAY, or that of one of its logs, https://site/api/days/DAY/logs/LOG" };
        Option<string?> keep = new("--keep") { Description = "the folder that keeps what was seen; ./pbdd-DAY or ./pbdd-DAY-LOG unless given", HelpName = "FOLDER" };
        Option<string?> key = KeyInput.Option();
        Option<int> every = new("--every") { Description = "seconds between two looks, 1 to 86400; 60 unless given", DefaultValueFactory = _ => 60, HelpName = "SECONDS" };
        Option<int?> times = new("--times") { Description = "how many looks; until Ctrl-C unless given", HelpName = "N" };
        Option<string?> signAs = new("--sign-as") { Description = "countersign what is found good, as the witness of this name", HelpName = "NAME" };
        Option<string?> with = new("--with") { Description = "the witness's key file", HelpName = "KEYFILE" };
        every.Validators.Add(result => Bound(result, every.Name, result.GetValueOrDefault<int>(), 1, 86_400));
        times.Validators.Add(result => Bound(result, times.Name, result.GetValueOrDefault<int?>() ?? 1, 1, int.MaxValue));
        var command = new Command("follow", "Follows a running day's log: every signed checkpoint must continue the one before.") { url, keep, key, every, times, signAs, with };
        command.SetAction(async (arguments, cancellation) => await RunAsync(
            arguments.GetValue(url)!, arguments.GetValue(keep), arguments.GetValue(key), arguments.GetValue(signAs), arguments.GetValue(with),
            TimeSpan.FromSeconds(arguments.GetValue(every)), arguments.GetValue(times), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        string url, string? keep, string? key, string? signAs, string? with, TimeSpan every, int? times, CancellationToken cancellation)
    {
        if (!LogAddress.TryParse(url, out LogAddress? address))
            return Refusal.Say($"'{url}' is not a day's address: give https://site/days/DAY, or https://site/api/days/DAY/logs/main");
        if (signAs is null != with is null)
            return Refusal.Say("--sign-as and --with go together: the witness's name and its key file");
        Witness? witness = null;
        try
        {
            if (signAs is not null && !Witness.TryRead(signAs, with!, out witness, out string? problem))
                return Refusal.Say(problem);
            KeptLog kept = KeptLog.Open(keep ?? address.Folder);
            using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
            var site = new LogSite(http, address);
            if (await FirstLook.NoKeyAsync(kept, site, key, cancellation) is { } noKey)
                return Refusal.Say(noKey);
            if (await OtherDayAsync(kept, site, cancellation) is { } otherDay)
                return Refusal.Say($"{otherDay}: give another folder with --keep");
            Out.Line((Style.Strong, kept.Origin!), (Style.Plain, string.Create(CultureInfo.InvariantCulture, $", key {kept.Key}, {kept.Tree.Count:N0} entries kept")));
            return await new Follower(site, kept, new(every, times, witness), new FollowConsole(TimeProvider.System), TimeProvider.System).RunAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Out.Line("Stopped. What was seen is kept.");
            return 0;
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            return Refusal.Say(e.Message);
        }
        finally
        {
            witness?.Dispose();
        }
    }

    // A site that shows another log under a kept one's address raises no alarm here, because a mistyped folder looks the same. It is told all
    // the same, and nothing is kept of it; what a kept log's own name covers is held against what was kept.
    private static async Task<string?> OtherDayAsync(KeptLog kept, LogSite site, CancellationToken cancellation)
    {
        try
        {
            return SignedNote.TryParse(await site.CheckpointAsync(cancellation), out SignedNote? note) && Checkpoint.TryParse(note.Text, out Checkpoint? shown)
                && !string.Equals(shown.Origin, kept.Origin, StringComparison.Ordinal)
                ? $"the folder keeps the log {kept.Origin}, and the site shows {shown.Origin}"
                : null;
        }
        catch (Exception e) when (e is HttpRequestException or IOException || e is TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private static void Bound(System.CommandLine.Parsing.OptionResult result, string name, int value, int least, int most)
    {
        if (value < least || value > most)
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} takes a number from {least} to {most}."));
    }
}
