using System.CommandLine;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Allocation.Explaining;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Verifier.Commands.Elections;

/// <summary><c>pbdd explain FILE.pb PROJECT …</c>: why projects got what they got, one sentence each.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        Argument<string> file = ElectionInput.File();
        Argument<string[]> projects = new("PROJECT") { Description = "the ids of projects", Arity = ArgumentArity.OneOrMore };
        var rule = new RuleOptions(ruleRequired: false);
        Option<bool> json = ElectionInput.Json();
        var command = new Command("explain", "Says in one sentence why a project won, or how much it was short; by most votes unless --rule says otherwise.") { file, projects };
        rule.AddTo(command);
        command.Options.Add(json);
        command.SetAction(arguments => Run(arguments.GetValue(file)!, arguments.GetValue(projects)!, rule.ReadFor(arguments), arguments.GetValue(json)));
        return command;
    }

    private static int Run(string path, string[] projects, Func<PabulibFile, RuleSettings> settingsFor, bool json) => ElectionInput.With(path, file =>
    {
        var settings = settingsFor(file);
        if ((settings.Problem ?? ElectionInput.Mismatch(file, settings)) is { } problem)
            return ElectionInput.Refuse(problem);
        if (Array.Find(projects, id => !file.Election.Projects.Any(project => string.Equals(project.Id, id, StringComparison.Ordinal))) is { } unknown)
            return ElectionInput.Refuse($"{path} has no project {unknown}");
        Allocation allocation = Allocator.Allocate(file.Election, settings);
        var money = new Money(file);
        var reasons = Reasons.Of(allocation).ToDictionary(reason => reason.Project, StringComparer.Ordinal);
        if (json)
        {
            Console.Out.Write(Json(allocation, projects.Select(id => reasons[id]), money));
            return 0;
        }
        Console.Out.WriteLine(RuleUsed(file, settings));
        foreach (string id in projects)
            Console.Out.WriteLine($"{id}: {ReasonText.English(reasons[id], money.Of)}");
        return 0;
    });

    private static string RuleUsed(PabulibFile file, RuleSettings settings)
    {
        string used = $"By the rule {Words.Of(settings.Rule)}";
        return file["rule"] is { Length: > 0 } named && !string.Equals(named, PabulibRule.Of(settings), StringComparison.Ordinal)
            ? $"{used}, while the file names '{named}': --rule chooses another."
            : $"{used}.";
    }

    private static string Json(Allocation allocation, IEnumerable<Reason> reasons, Money money)
    {
        long unit = allocation.Election.Unit;
        CanonicalJson json = new CanonicalJson().Open().Field("rule", Words.Of(allocation.Settings.Rule)).OpenList("projects");
        foreach (Reason reason in reasons)
        {
            json.Open().Field("project", reason.Project).Field("step", Words.Of(reason.Kind))
                .Money("amount", reason.Amount, unit).Money("ask", reason.Cost, unit).Field("support", reason.Support);
            if (reason.SupportShort is { } more)
                json.Field("support_short", more);
            if (reason.Short != 0)
                json.Money("short", reason.Short, reason.Kind is StepKind.BelowThreshold or StepKind.BelowFloor ? 1 : unit);
            json.Optional("blocker", reason.Blocker).Field("sentence", ReasonText.English(reason, money.Of)).Close();
        }
        return json.CloseList().Close().ToString();
    }
}
