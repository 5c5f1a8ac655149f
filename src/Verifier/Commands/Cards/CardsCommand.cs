using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using PbDecisionDay.Ledger.Cards;

namespace PbDecisionDay.Verifier.Commands.Cards;

/// <summary>
/// <c>pbdd cards make | check | destroy</c>: a batch of cards made on a machine that does not run the service, with two people present. Secrets stand in
/// owner-only files and on paper; they are taken from no argument and shown in no output.
/// </summary>
internal static class CardsCommand
{
    /// <summary>The command, at this process's own desk or another.</summary>
    public static Command Create(Desk? desk = null) =>
        new("cards", "Makes a batch of cards away from the service, checks it, and destroys its secrets. Two people, a machine without a network, and a folder on a RAM disk or an encrypted stick.")
        {
            Surplus(), MakeCommand.Create(desk ?? Desk.Console), CheckCommand.Create(desk ?? Desk.Console), DestroyCommand.Create(desk ?? Desk.Console),
        };

    public static Argument<string?> Folder() => new("FOLDER") { Description = "the folder where the batch was made", Arity = ArgumentArity.ZeroOrOne };

    public static Option<string> Batch() => new("--batch") { Description = "the batch's name in the log: 1 to 32 of a-z, 0-9 and '-'", HelpName = "ID", Required = true };

    /// <summary>Gives a command what it does. A word too many may be a card's code, so it is refused without being repeated.</summary>
    public static Command Does(this Command command, Desk desk, Func<ParseResult, int> run)
    {
        Argument<string[]> surplus = Surplus();
        command.Arguments.Add(surplus);
        command.SetAction(arguments =>
        {
            if (arguments.GetValue(surplus)!.Length > 0)
                return desk.Refuse("there are words too many; they are not repeated here, as one may be a card's code. Give no code on the command line: `pbdd cards check --card` asks for it");
            try
            {
                return run(arguments);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                return desk.Refuse(e.Message);
            }
        });
        return command;
    }

    /// <summary>Finds the files of a batch that should be there.</summary>
    public static bool TryFind(string? folder, string batch, [NotNullWhen(true)] out BatchFolder? files, [NotNullWhen(false)] out string? problem)
    {
        (files, problem) = (null, CardBatch.ProblemOf(batch));
        if (problem is not null)
            return false;
        files = new BatchFolder(folder ?? "", batch);
        if (folder is null || CardLink.TryRead(folder, out _, out _))
            (files, problem) = (null, "FOLDER is missing: give the folder that `pbdd cards make` wrote to");
        else if (!files.Secret.Append(files.Numbers).Append(files.Record).Any(File.Exists))
            (files, problem) = (null, $"{folder} holds no batch {batch}. Give the folder that `pbdd cards make` wrote to, and the batch's name as it was given there");
        return files is not null;
    }

    // The parser would repeat a word that it has no place for.
    private static Argument<string[]> Surplus() => new("surplus") { Arity = ArgumentArity.ZeroOrMore, Hidden = true };
}
