using System.CommandLine;
using System.Text;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Verifier.Auditing;

namespace PbDecisionDay.Verifier.Commands.Auditing;

/// <summary><c>pbdd verify public.zip</c>: whether a day holds, from its files alone.</summary>
internal static class VerifyCommand
{
    private const long MostSeenBytes = 64 << 20;

    public static Command Create()
    {
        Argument<string> file = new("public.zip") { Description = "the day's public file, as the service wrote it, the folder it was unpacked in, or - for standard input" };
        Option<string?> openings = new("--openings") { Description = "the auditor's file with the openings", HelpName = "auditor.zip" };
        Option<string[]> seen = new("--seen") { Description = "receipts and checkpoints that people kept, one or many in a file; may be given again", HelpName = "FILE" };
        Option<bool> soFar = new("--so-far") { Description = "check a day that is not finished" };
        Option<string[]> without = new("--without") { Description = "accept that this log of the day is left out of the count; may be given again", HelpName = "NAME" };
        Option<bool> json = new("--json") { Description = "print JSON, described in docs/formats/verify.md" };
        Option<string?> certificate = new("--certificate") { Description = "write the verdict as a page to print and sign", HelpName = "FILE.html" };
        Option<string?> key = KeyInput.Option();
        Option<string[]> witnesses = KeyInput.Witnesses();
        var command = new Command("verify", "Verifies a decision day: exit 0 if everything holds, 1 with the reasons if not.") { file, openings, seen, soFar, without, json, certificate, key, witnesses };
        command.SetAction(arguments => Run(
            arguments.GetValue(file)!, arguments.GetValue(openings), arguments.GetValue(seen) ?? [], arguments.GetValue(soFar), arguments.GetValue(without) ?? [],
            arguments.GetValue(json), arguments.GetValue(certificate), arguments.GetValue(key), arguments.GetValue(witnesses) ?? []));
        return command;
    }

    private static int Run(string file, string? openings, string[] seen, bool soFar, string[] without, bool json, string? certificate, string? key, string[] witnesses)
    {
        (string Name, LogPublicKey Key)? given = null;
        if (key is not null && !KeyInput.TryRead(key, out given, out string? problem))
            return Refusal.Say($"--key: {problem}");
        var witnessKeys = new List<(string Name, LogPublicKey Key)>();
        foreach (string witness in witnesses)
        {
            if (!KeyInput.TryRead(witness, out var read, out problem))
                return Refusal.Say($"--witness: {problem}");
            witnessKeys.Add(read.Value);
        }
        try
        {
            if (certificate is not null && Path.Exists(certificate))
                return Refusal.Say($"{Shown.Path(certificate)} is there already and stays as it is: give --certificate another name");
            using Stream publicFile = BundleInput.OpenPublic(file);
            using Stream? auditor = openings is null ? null : BundleInput.OpenAuditor(openings);
            AuditReport report = Verification.Run(new()
            {
                Public = publicFile,
                Auditor = auditor,
                Seen = [.. seen.Select(path => (path, ReadText(path)))],
                Witnesses = witnessKeys,
                SoFar = soFar,
                Without = without,
                Key = given,
                Doing = new StderrDoing().Say,
            });
            if (certificate is not null)
                WriteNew(certificate, Certificate.Print(report, Tool.Name));
            if (json)
                Console.Out.Write(AuditJson.Print(report, Tool.Name));
            else
                ReportConsole.Print(report);
            return report.Holds ? 0 : 1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refusal.Say(e.Message);
        }
    }

    private static void WriteNew(string path, string text)
    {
        using var file = new StreamWriter(new FileStream(path, FileMode.CreateNew, FileAccess.Write), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        file.Write(text);
    }

    private static string ReadText(string path) => new FileInfo(path).Length > MostSeenBytes
        ? throw new IOException($"{path} is too large to hold receipts or checkpoints")
        : File.ReadAllText(path);
}
