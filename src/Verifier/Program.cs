using System.CommandLine;
using PbDecisionDay.Verifier.Commands;
using PbDecisionDay.Verifier.Commands.Auditing;
using PbDecisionDay.Verifier.Commands.Cards;
using PbDecisionDay.Verifier.Commands.Elections;
using PbDecisionDay.Verifier.Commands.Following;

// pbdd: looks at a decision day, or at any election in Pabulib's format, from its files alone.
var root = new RootCommand("Checks decision days and works out participatory budgeting elections, from their files alone.")
{
    VerifyCommand.Create(),
    DiffCommand.Create(),
    CardsCommand.Create(),
    AllocateCommand.Create(),
    CompareCommand.Create(),
    ExplainCommand.Create(),
    FollowCommand.Create(),
    WitnessCommand.Create(),
};
root.Subcommands.Add(HelpCommand.Create(root));
root.Subcommands.Add(VersionCommand.Create());
ParseResult arguments = root.Parse(args);
if (arguments.Errors.Count == 0)
    return await arguments.InvokeAsync();
foreach (var error in arguments.Errors)
    Console.Error.WriteLine($"pbdd: {error.Message}");
if (NearWord.Of(arguments) is { } near)
    Console.Error.WriteLine($"pbdd: did you mean {near}?");
Console.Error.WriteLine("pbdd: --help says what can be asked.");
return 2;
