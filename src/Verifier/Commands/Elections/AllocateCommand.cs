using System.CommandLine;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Pabulib;

namespace PbDecisionDay.Verifier.Commands.Elections;

/// <summary><c>pbdd allocate FILE.pb --rule RULE …</c>: who gets what under one rule.</summary>
internal static class AllocateCommand
{
    public static Command Create()
    {
        Argument<string> file = ElectionInput.File();
        var rule = new RuleOptions(ruleRequired: true);
        Option<bool> trace = new("--trace") { Description = "say what was done at every step" };
        Option<bool> json = ElectionInput.Json();
        var command = new Command("allocate", "Awards the budget of an election under a rule.") { file };
        rule.AddTo(command);
        command.Options.Add(trace);
        command.Options.Add(json);
        command.SetAction(arguments => Run(arguments.GetValue(file)!, rule.ReadFor(arguments), arguments.GetValue(trace), arguments.GetValue(json)));
        return command;
    }

    private static int Run(string path, Func<PabulibFile, RuleSettings> settingsFor, bool trace, bool json) => ElectionInput.With(path, file =>
    {
        var settings = settingsFor(file);
        if ((settings.Problem ?? ElectionInput.Mismatch(file, settings)) is { } problem)
            return ElectionInput.Refuse(problem);
        Allocation allocation = Allocator.Allocate(file.Election, settings, new StderrProgress("rises of the shares"));
        if (json)
            Console.Out.Write(AllocationText.Print(allocation, trace));
        else
            AllocationTable.Print(file, allocation, trace);
        return 0;
    });
}
