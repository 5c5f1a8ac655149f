using System.CommandLine;

namespace PbDecisionDay.Verifier.Commands;

/// <summary><c>pbdd help</c> and <c>pbdd help COMMAND</c>, as <c>--help</c> says it.</summary>
internal static class HelpCommand
{
    public static Command Create(RootCommand root)
    {
        Argument<string[]> of = new("COMMAND") { Description = "what to explain", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("help", "Says what can be asked, or explains one command.") { of };
        command.SetAction(arguments =>
        {
            ParseResult asked = root.Parse([.. arguments.GetValue(of) ?? [], "--help"]);
            return asked.Errors.Count == 0 ? asked.Invoke() : Refusal.Say($"there is no such command; {root.Name} help lists them");
        });
        return command;
    }
}

/// <summary><c>pbdd version</c>.</summary>
internal static class VersionCommand
{
    public static Command Create()
    {
        var command = new Command("version", "Says which version this is.");
        command.SetAction(_ => Console.Out.WriteLine(Tool.Name));
        return command;
    }
}
