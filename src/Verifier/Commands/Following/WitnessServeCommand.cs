using System.CommandLine;
using System.Globalization;
using System.Net;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Verifier.Following;

namespace PbDecisionDay.Verifier.Commands.Following;

/// <summary><c>pbdd witness serve</c>: answers a day's service that pushes its checkpoints, on any machine that it can reach, such as a second laptop in the hall.</summary>
internal static class WitnessServeCommand
{
    public static Command Create()
    {
        Argument<string?> url = new("URL") { Description = "the day's address, whose page shows the log's key at a first look; not needed with --key", Arity = ArgumentArity.ZeroOrOne };
        Option<string> keep = new("--keep") { Description = "the folder that keeps what was signed; `pbdd follow --keep` may use it too", HelpName = "FOLDER", Required = true };
        Option<string?> key = KeyInput.Option();
        Option<string> signAs = new("--sign-as") { Description = "the witness's name", HelpName = "NAME", Required = true };
        Option<string> with = new("--with") { Description = "the witness's key file", HelpName = "KEYFILE", Required = true };
        Option<string> listen = new("--listen") { Description = "where to listen, such as 192.168.1.7:8081; 0.0.0.0:8081 for every address of this machine; 127.0.0.1:8081 unless given", DefaultValueFactory = _ => "127.0.0.1:8081", HelpName = "ADDRESS" };
        var command = new Command("serve", "Countersigns the checkpoints that a day's service pushes, each only if it continues the last.") { url, keep, key, signAs, with, listen };
        command.SetAction(async (arguments, cancellation) => await RunAsync(
            arguments.GetValue(url), arguments.GetValue(keep)!, arguments.GetValue(key), arguments.GetValue(signAs)!, arguments.GetValue(with)!,
            arguments.GetValue(listen)!, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string? url, string keep, string? key, string signAs, string with, string listen, CancellationToken cancellation)
    {
        LogAddress? address = null;
        if (url is not null && !LogAddress.TryParse(url, out address))
            return Refusal.Say($"'{url}' is not a day's address: give https://site/days/DAY, or https://site/api/days/DAY/logs/main");
        if (!IPEndPoint.TryParse(listen, out IPEndPoint? at) || at.Port == 0)
            return Refusal.Say($"--listen: '{listen}' is not an address with a port, such as 192.168.1.7:8081");
        if (!Witness.TryRead(signAs, with, out Witness? witness, out string? problem))
            return Refusal.Say(problem);
        using Witness signer = witness;
        try
        {
            KeptLog kept = KeptLog.Open(keep);
            using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
            if (await FirstLook.NoKeyAsync(kept, address is null ? null : new LogSite(http, address), key, cancellation) is { } noKey)
                return Refusal.Say(noKey);
            long last;
            using (CosignedCheckpoint cosigned = await CosignedCheckpoint.TakeTurnAsync(keep, kept.Origin!, kept.Key!, TimeProvider.System, cancellation))
                last = cosigned.Checkpoint?.Size ?? 0;
            using var listener = new HttpListener();
            listener.Prefixes.Add(at.Address.Equals(IPAddress.Any) || at.Address.Equals(IPAddress.IPv6Any)
                ? string.Create(CultureInfo.InvariantCulture, $"http://*:{at.Port}/")
                : $"http://{at}/");
            var desk = new WitnessDesk(keep, kept.Origin!, kept.Key!, signer, new WitnessConsole(TimeProvider.System), TimeProvider.System);
            Out.Line((Style.Strong, kept.Origin!), (Style.Plain, string.Create(CultureInfo.InvariantCulture, $", key {kept.Key}, {last:N0} entries countersigned")));
            Out.Line("For the day's settings, the address that the service reaches this machine at, and this key:");
            Out.Line(signer.VerifierKey);
            await new WitnessServer(listener, desk, signer.VerifierKey, TimeProvider.System).RunAsync(cancellation);
            Out.Line("Stopped. What was signed is kept.");
            return 0;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Out.Line("Stopped. What was signed is kept.");
            return 0;
        }
        catch (HttpListenerException e)
        {
            return Refusal.Say($"cannot listen at {listen}: {e.Message}");
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            return Refusal.Say(e.Message);
        }
    }

    private sealed class WitnessConsole(TimeProvider time) : IWitnessVoice
    {
        private readonly Lock _line = new();

        /// <inheritdoc/>
        public void Countersigned(Checkpoint checkpoint) => Say(Style.Good, "✓", string.Create(CultureInfo.InvariantCulture, $"{checkpoint.Size:N0} entries countersigned, root {checkpoint.Root}"));

        /// <inheritdoc/>
        public void Refused(WitnessAnswer answer) =>
            Say(Style.Quiet, "…", string.Create(CultureInfo.InvariantCulture, $"answered {answer.Status}: {(answer.Status == 409 ? $"{answer.Body.TrimEnd('\n')} entries countersigned last" : answer.Body.TrimEnd('\n'))}"));

        /// <inheritdoc/>
        public void Fork(string reason, (string Kept, string Shown) evidence)
        {
            Say(Style.Bad, "✗", $"ALARM, fork: {reason}. Nothing was signed.");
            Out.Line($"  Both signed notes are kept: {evidence.Kept} and {evidence.Shown}");
            Out.Line("  Show them to the observers and to whoever commissioned the day. Do not delete them.");
        }

        private void Say(Style style, string mark, string text)
        {
            lock (_line)
                Out.Line((style, mark), (Style.Plain, " "), (Style.Quiet, time.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture)), (style == Style.Bad ? Style.Bad : Style.Plain, " " + text));
        }
    }
}
