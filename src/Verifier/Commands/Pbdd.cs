using System.CommandLine;
using PbDecisionDay.Verifier.Commands.Auditing;
using PbDecisionDay.Verifier.Commands.Cards;
using PbDecisionDay.Verifier.Commands.Elections;
using PbDecisionDay.Verifier.Commands.Following;
using PbDecisionDay.Verifier.Commands.Shares;

namespace PbDecisionDay.Verifier.Commands;

/// <summary><c>pbdd</c> with all its commands.</summary>
internal static class Pbdd
{
    public static RootCommand Create()
    {
        var root = new RootCommand("Checks decision days and works out participatory budgeting elections, from their files alone.")
        {
            VerifyCommand.Create(),
            DiffCommand.Create(),
            LookCommand.Create(),
            CardsCommand.Create(),
            AllocateCommand.Create(),
            CompareCommand.Create(),
            ExplainCommand.Create(),
            SharesCommand.Create(),
            FollowCommand.Create(),
            PagesCommand.Create(),
            WitnessCommand.Create(),
        };
        root.Subcommands.Add(HelpCommand.Create(root));
        root.Subcommands.Add(VersionCommand.Create());
        return root;
    }
}
