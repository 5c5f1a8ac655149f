using System.CommandLine;
using PbDecisionDay.Verifier.Commands.Cards;
using PbDecisionDay.Verifier.Commands.Elections;

// pbdd: looks at a decision day, or at any election in Pabulib's format, from its files alone.
var root = new RootCommand("Checks decision days and works out participatory budgeting elections, from their files alone.")
{
    AllocateCommand.Create(),
    CardsCommand.Create(),
    CompareCommand.Create(),
    ExplainCommand.Create(),
};
ParseResult arguments = root.Parse(args);
if (arguments.Errors.Count == 0)
    return arguments.Invoke();
foreach (var error in arguments.Errors)
    Console.Error.WriteLine($"pbdd: {error.Message}");
Console.Error.WriteLine("pbdd: --help says what can be asked.");
return 2;
