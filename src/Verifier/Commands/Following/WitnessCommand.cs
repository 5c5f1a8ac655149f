using System.CommandLine;
using System.Globalization;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Verifier.Following;

namespace PbDecisionDay.Verifier.Commands.Following;

/// <summary><c>pbdd witness new NAME KEYFILE</c>, <c>sign NOTE …</c> and <c>serve …</c>: an outsider's own key, and its line under checkpoints.</summary>
internal static class WitnessCommand
{
    public static Command Create() => new("witness", "Makes a witness's key, and countersigns checkpoints that continue what was kept.") { New(), Sign(), WitnessServeCommand.Create() };

    private static Command New()
    {
        Argument<string> name = new("NAME") { Description = "the witness's name, without spaces and plus signs, such as witness.example/anna" };
        Argument<string> file = new("KEYFILE") { Description = "a new file for the secret key" };
        var command = new Command("new", "Makes a key, and prints the line that others check it with.") { name, file };
        command.SetAction(arguments =>
        {
            try
            {
                using Witness witness = Witness.Make(arguments.GetValue(name)!, arguments.GetValue(file)!);
                Out.Line(witness.VerifierKey);
                return 0;
            }
            catch (ArgumentException)
            {
                return Refusal.Say($"'{arguments.GetValue(name)}' cannot name a witness: it has no spaces and no plus sign");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return Refusal.Say(e.Message);
            }
        });
        return command;
    }

    private static Command Sign()
    {
        Argument<string> note = new("NOTE") { Description = "a file with one signed checkpoint" };
        Option<string> keep = new("--keep") { Description = "the folder in which `pbdd follow` keeps the log", HelpName = "FOLDER", Required = true };
        Option<string> signAs = new("--sign-as") { Description = "the witness's name", HelpName = "NAME", Required = true };
        Option<string> with = new("--with") { Description = "the witness's key file", HelpName = "KEYFILE", Required = true };
        var command = new Command("sign", "Prints a checkpoint with the witness's line, if it fits the log that was kept.") { note, keep, signAs, with };
        command.SetAction(arguments =>
        {
            try
            {
                return Sign(File.ReadAllText(arguments.GetValue(note)!), KeptLog.Open(arguments.GetValue(keep)!), arguments.GetValue(signAs)!, arguments.GetValue(with)!);
            }
            catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
            {
                return Refusal.Say(e.Message);
            }
        });
        return command;
    }

    private static int Sign(string text, KeptLog kept, string name, string keyFile)
    {
        if (!Witness.TryRead(name, keyFile, out Witness? witness, out string? problem))
            return Refusal.Say(problem);
        using (witness)
        {
            if (kept.Key is null)
                return Refusal.Say("nothing was kept there: run `pbdd follow` first");
            if (!SignedNote.TryParse(text, out SignedNote? note) || !Checkpoint.TryParse(note.Text, out Checkpoint? checkpoint))
                return Refusal.Say("the note is not a signed checkpoint");
            if (!string.Equals(checkpoint.Origin, kept.Origin, StringComparison.Ordinal) || !note.IsSignedBy(checkpoint.Origin, kept.Key))
                return NotSigned("it is not signed by the log that was kept");
            if (checkpoint.Size > kept.Tree.Count)
                return Refusal.Say(string.Create(CultureInfo.InvariantCulture, $"the checkpoint has {checkpoint.Size} entries and only {kept.Tree.Count} were kept: run `pbdd follow` first"));
            if (kept.Tree.Root(checkpoint.Size) != checkpoint.Root)
                return NotSigned(string.Create(CultureInfo.InvariantCulture, $"FORK: the log that was kept has another root at {checkpoint.Size} entries. Keep both"));
            if (note.Signatures.Count == SignedNote.MostSignatures)
                return Refusal.Say($"the note has {SignedNote.MostSignatures} signatures already");
            Console.Out.Write(witness.Sign(note).Print());
            return 0;
        }
    }

    private static int NotSigned(string reason)
    {
        Console.Error.WriteLine($"pbdd: not countersigned: {reason}");
        return 1;
    }
}
