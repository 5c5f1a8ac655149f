using System.CommandLine;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Printing;

namespace PbDecisionDay.Verifier.Commands.Cards;

/// <summary><c>pbdd cards make</c>: draws the secrets of a batch, prints its sheets to a file, and lists its numbers. The same command again goes on where it stopped.</summary>
internal static class MakeCommand
{
    public static Command Create(Desk desk)
    {
        Option<string> site = new("--site") { Description = "the address residents open, for example https://pb.south.example", HelpName = "URL", Required = true };
        Option<string> day = new("--day") { Description = "the day's name in its links, for example troon-2026", HelpName = "DAY", Required = true };
        Option<string> origin = new("--origin") { Description = "the main log's name, for example pb.south.example/troon-2026, also for cards of another log of the day", HelpName = "ORIGIN", Required = true };
        Option<string> batch = CardsCommand.Batch();
        Option<string> count = new("--count") { Description = $"how many cards, 1 to {CardBatch.MostCards}", HelpName = "N", Required = true };
        Option<string> languages = new("--lang") { Description = $"one or two of {string.Join(", ", CardWords.Languages)}, with a comma between", HelpName = "TAGS", DefaultValueFactory = _ => CardWords.Languages[0] };
        Option<string[]> titles = new("--title") { Description = "the day's title, once for each language or once for all; the day's name if left out", HelpName = "TEXT", DefaultValueFactory = _ => [] };
        Option<string?> key = new("--key") { Description = "the log's verifier key, whose fingerprint stands on the outside of each card", HelpName = "KEY" };
        Option<bool> rehearsal = new("--rehearsal") { Description = "every card says that it is for a rehearsal" };
        Option<string> folder = new("--out") { Description = "the folder to write to; made if it is not there", HelpName = "FOLDER", Required = true };
        var command = new Command("make", "Draws the secrets of a batch, and writes its sheets for the printer and its numbers for the console. Stopped half-way, the same command goes on.")
        {
            site, day, origin, batch, count, languages, titles, key, rehearsal, folder,
        };
        return command.Does(desk, arguments =>
        {
            if (!CardBatch.TryRead(
                    arguments.GetValue(site)!, arguments.GetValue(day)!, arguments.GetValue(origin)!, arguments.GetValue(batch)!, arguments.GetValue(count)!,
                    out CardBatch? asked, out string? problem)
                || !PrintFile.TryRead(
                    arguments.GetValue(languages)!, arguments.GetValue(titles)!, arguments.GetValue(key), arguments.GetValue(rehearsal), asked, out PrintFile? print, out problem))
                return desk.Refuse(problem);
            if (string.IsNullOrWhiteSpace(arguments.GetValue(folder)))
                return desk.Refuse("--out is the folder to write to: one on a RAM disk (/dev/shm/cards on Linux) or an encrypted stick");
            return Run(desk, asked, print, new BatchFolder(arguments.GetValue(folder)!, asked.Name));
        });
    }

    private static int Run(Desk desk, CardBatch asked, PrintFile print, BatchFolder files)
    {
        if (File.Exists(files.Record))
            return desk.Refuse($"batch {asked.Name} was made here and its secrets were destroyed ({files.Record} says so). Give the new batch another name");
        bool begun = File.Exists(files.Secrets);
        if (!begun && File.Exists(files.Numbers))
            return desk.Refuse($"{files.Numbers} is there and the secrets it was made from are not, so this batch cannot be gone on with. Give the new batch another name, or another folder");
        files.Create();
        if (!begun)
            SecretsFile.Begin(files.Secrets, asked);
        BatchFolder.KeepToOwner(files.Secrets);
        using SecretsFile made = SecretsFile.Open(files.Secrets);
        if (made.Batch != asked)
            return desk.Refuse($"batch {asked.Name} was begun here for something else: {Difference(made.Batch, asked)}. Say the same again to go on with it, or give the new batch another name");

        Draw(desk, made, begun);
        Manifest manifest = made.Manifest;
        byte[] numbers = manifest.Print();
        if (File.Exists(files.Numbers) && !File.ReadAllBytes(files.Numbers).AsSpan().SequenceEqual(numbers))
            return desk.Refuse($"{files.Numbers} does not hold this batch's numbers: somebody or something changed it. Find out what; then move it away and say the same again, which writes it anew");
        desk.Say($"Drawing {CardSheet.SheetsFor(made.Batch.Count)} sheets ...");
        string printed = print.Write(made.Batch, made.Secrets, files);
        if (!File.Exists(files.Numbers))
            BatchFolder.Write(files.Numbers, numbers);
        Report(desk, made.Batch, manifest, files, printed);
        return 0;
    }

    private static void Draw(Desk desk, SecretsFile made, bool begun)
    {
        if (made.IsComplete)
            desk.Say($"All {made.Batch.Count} cards of {made.Batch.Name} were made before; none is made again.");
        else if (begun)
            desk.Say($"{made.Secrets.Count} of {made.Batch.Count} made, going on.");
        var progress = new Elections.StderrProgress($"of {made.Batch.Count} cards made");
        made.Complete(drawn => progress.Report(drawn));
    }

    private static void Report(Desk desk, CardBatch batch, Manifest numbers, BatchFolder files, string printed)
    {
        int sheets = CardSheet.SheetsFor(batch.Count);
        desk.Say($"Batch {batch.Name} is made. Both of you write down:");
        desk.Fact("batch", batch.Name);
        desk.Fact("site", batch.Site);
        desk.Fact("log", batch.Origin);
        desk.Fact("cards", batch.Count);
        desk.Fact("sheets", sheets);
        NumbersFacts.Say(desk, numbers, files.Numbers);
        desk.Say();
        desk.Say($"""
            Next:
              1. Print {printed} at 100 %, on a printer on a cable; count {sheets} sheets.
              2. Open a few cards and try them: pbdd cards check {Shown.Path(files.Folder)} --batch {batch.Name} --card
              3. Carry {files.Numbers}, and nothing else, to the console's Cards page.
              4. When the sheets are good: pbdd cards destroy {Shown.Path(files.Folder)} --batch {batch.Name}
            {files.Secrets} and the print file can cast every ballot of this batch.
            """);
    }

    private static string Difference(CardBatch was, CardBatch asked)
    {
        (string option, string before) = was.Site != asked.Site ? ("--site", was.Site)
            : was.Day != asked.Day ? ("--day", was.Day)
            : was.Count != asked.Count ? ("--count", $"{was.Count}")
            : ("--batch", was.Name);
        return $"{option} was {before}";
    }
}
