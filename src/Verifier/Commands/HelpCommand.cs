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
            string[] words = arguments.GetValue(of) ?? [];
            Command? asked = root;
            foreach (string word in words)
                asked = asked?.Subcommands.FirstOrDefault(sub => string.Equals(sub.Name, word, StringComparison.Ordinal));
            return asked is null
                ? Refusal.Say($"there is no command '{string.Join(' ', words)}': pbdd help lists them all")
                : root.Parse([.. words, "--help"]).Invoke();
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
