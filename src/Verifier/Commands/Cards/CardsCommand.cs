using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PbDecisionDay.Ledger;

namespace PbDecisionDay.Verifier.Commands.Cards;

/// <summary>
/// <c>pbdd cards make | check | destroy</c>: a batch of cards made on a machine that does not run the service, with two people present. Secrets stand in
/// owner-only files and on paper; they are taken from no argument and shown in no output.
/// </summary>
internal static class CardsCommand
{
    public static Command Create() =>
        new("cards", "Makes a batch of cards away from the service, checks it, and destroys its secrets. Two people, a machine without a network, and a folder on a RAM disk or an encrypted stick.")
        {
            Surplus(), MakeCommand.Create(), CheckCommand.Create(), DestroyCommand.Create(),
        };

    public static Argument<string?> Folder() => new("FOLDER") { Description = "the folder where the batch was made", Arity = ArgumentArity.ZeroOrOne };

    public static Option<string> Batch() => new("--batch") { Description = "the batch's name in the log: 1 to 32 of a-z, 0-9 and '-'", HelpName = "ID", Required = true };

    /// <summary>Gives a command what it does. A word too many may be a card's code, so it is refused without being repeated.</summary>
    public static Command Does(this Command command, Func<ParseResult, int> run)
    {
        Argument<string[]> surplus = Surplus();
        command.Arguments.Add(surplus);
        command.SetAction(arguments =>
        {
            if (arguments.GetValue(surplus)!.Length > 0)
                return Refuse("there are words too many; they are not repeated here, as one may be a card's code. Give no code on the command line: `pbdd cards check --card` asks for it");
            try
            {
                return run(arguments);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
            {
                return Refuse(e.Message);
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

    /// <summary>A fact for two people to compare or to write down.</summary>
    public static void Fact(string name, string value) => Console.Out.WriteLine($"  {name,-9} {value}");

    public static void Fact(string name, int value) => Fact(name, value.ToString(CultureInfo.InvariantCulture));

    public static int Refuse(string problem) => Say(problem, 2);

    public static int Fail(string problem) => Say(problem, 1);

    // The parser would repeat a word that it has no place for.
    private static Argument<string[]> Surplus() => new("surplus") { Arity = ArgumentArity.ZeroOrMore, Hidden = true };

    private static int Say(string problem, int exit)
    {
        Console.Error.WriteLine($"pbdd: {problem}");
        return exit;
    }
}
