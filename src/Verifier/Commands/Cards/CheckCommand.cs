using System.CommandLine;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Verifier.Commands.Cards;

/// <summary><c>pbdd cards check</c>: counts a batch again, derives every number from its secret, and with <c>--card</c> looks up printed cards.</summary>
internal static class CheckCommand
{
    public static Command Create(Desk desk)
    {
        Argument<string?> folder = CardsCommand.Folder();
        Option<string> batch = CardsCommand.Batch();
        // It takes a value only to refuse it: a word that a command does not know would be repeated by the parser.
        Option<string?> card = new("--card") { Description = "then asks for the codes of printed cards, and says whether they are of this batch and what stands outside; put it last", Arity = ArgumentArity.ZeroOrOne, HelpName = "" };
        return new Command("check", "Counts a batch again, derives each number from its secret, and says the root that the log must show.") { folder, batch, card }.Does(desk, arguments =>
        {
            if (arguments.GetValue(card) is not null)
                return desk.Refuse("--card comes last and takes nothing behind it: the code is asked for. If a code was typed there it stays in the shell's history, so keep that card apart and void it");
            if (!CardsCommand.TryFind(arguments.GetValue(folder), arguments.GetValue(batch)!, out BatchFolder? files, out string? problem))
                return desk.Refuse(problem);
            if (!File.Exists(files.Secrets))
                return WithoutSecrets(desk, files);
            using SecretsFile made = SecretsFile.Look(files.Secrets);
            int exit = Check(desk, made, files);
            return exit == 0 && arguments.GetResult(card) is not null ? SpotCheck.Run(desk, made.Batch, made.Manifest) : exit;
        });
    }

    private static int Check(Desk desk, SecretsFile made, BatchFolder files)
    {
        if (!made.IsComplete)
            return desk.Fail($"{made.Secrets.Count} of {made.Batch.Count} cards are made: say `pbdd cards make` again as before, and it goes on");
        if (!File.Exists(files.Numbers))
            return desk.Fail($"{files.Numbers} is missing: say `pbdd cards make` again as before, and it is written");
        Manifest derived = made.Manifest;
        if (!Manifest.TryParse(File.ReadAllBytes(files.Numbers), out Manifest? listed, out string? problem))
            return desk.Fail($"{files.Numbers}, {problem}");
        if (listed.Size != derived.Size || listed.Root != derived.Root)
            return desk.Fail($"{files.Numbers} has {listed.Size} numbers, of which {listed.Numbers.Count(derived.Contains)} are among the {derived.Size} of the secrets: it is not this batch's list");
        desk.Say($"Batch {made.Batch.Name}: each of {derived.Size} numbers was derived from its secret again, and the list holds exactly these.");
        desk.Fact("site", made.Batch.Site);
        desk.Fact("log", made.Batch.Origin);
        desk.Fact("cards", derived.Size);
        NumbersFacts.Say(desk, derived, files.Numbers);
        return 0;
    }

    private static int WithoutSecrets(Desk desk, BatchFolder files)
    {
        if (!File.Exists(files.Numbers))
            return desk.Fail($"neither the secrets nor the numbers of this batch are in {files.Folder}");
        if (!Manifest.TryParse(File.ReadAllBytes(files.Numbers), out Manifest? listed, out string? problem))
            return desk.Fail($"{files.Numbers}, {problem}");
        desk.Say($"The secrets are not here{(File.Exists(files.Record) ? $", as {files.Record} says" : "")}. Of the list alone:");
        desk.Fact("cards", listed.Size);
        NumbersFacts.Say(desk, listed, files.Numbers);
        return 0;
    }
}
