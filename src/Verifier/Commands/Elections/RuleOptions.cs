using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Verifier.Commands.Elections;

/// <summary>The options that choose a rule, the same for every command that applies one.</summary>
internal sealed class RuleOptions
{
    private readonly Option<AllocationRule> _rule = Word<AllocationRule>("--rule", "how votes become awards");
    private readonly Option<Utility> _utility = Word<Utility>("--utility", "equal-shares: what a funded project is worth to a supporter");
    private readonly Option<Completion> _completion = Word<Completion>("--completion", "equal-shares: what follows when money is left");
    private readonly Option<Add1Start> _add1Start = Word<Add1Start>("--add1-start", "add1: from which share it starts");
    private readonly Option<Add1Stop> _add1Stop = Word<Add1Stop>("--add1-stop", "add1: when it stops");
    private readonly Option<MarginalPolicy> _marginal = new("--marginal")
    {
        Description = "what happens when the next project does not fit: skip, stop, part or reach:PERCENT",
        CustomParser = Read<MarginalPolicy>(MarginalPolicy.TryParse, "one of skip, stop, part, reach:PERCENT"),
    };

    private readonly Option<long> _threshold = new("--threshold")
    {
        Description = "the least votes, or points where the rule counts points, to be funded",
        CustomParser = Read((string text, out long value) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value), "a whole number of 0 or more"),
    };

    private readonly Option<UnsupportedProjects> _unsupported =
        Word<UnsupportedProjects>("--unsupported", "projects that no ballot supports; fund unless given, as in the outcomes published with Pabulib files");

    private readonly Option<ImmutableArray<TieBreak>> _ties = Ties("--ties", "tied projects: lower-cost, more-votes, first-preferences, file, id, lots:SEED, with commas between");
    private readonly Option<ImmutableArray<TieBreak>> _completionTies = Ties("--completion-ties", "tied projects in the greedy completion of equal-shares; id unless given");

    private delegate bool Reader<T>(string text, out T value);

    public RuleOptions(bool ruleRequired) => _rule.Required = ruleRequired;

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _rule, _utility, _completion, _add1Start, _add1Stop, _marginal, _threshold, _unsupported, _ties, _completionTies })
            command.Options.Add(option);
    }

    private RuleSettings Read(ParseResult arguments)
    {
        ImmutableArray<TieBreak> ties = arguments.GetValue(_ties);
        ImmutableArray<TieBreak> completionTies = arguments.GetValue(_completionTies);
        return new()
        {
            Rule = arguments.GetValue(_rule),
            Utility = arguments.GetValue(_utility),
            Completion = arguments.GetValue(_completion),
            Add1Start = arguments.GetValue(_add1Start),
            Add1Stop = arguments.GetValue(_add1Stop),
            Marginal = arguments.GetValue(_marginal),
            Threshold = arguments.GetValue(_threshold),
            FundsUnsupported = arguments.GetValue(_unsupported) == UnsupportedProjects.Fund,
            Ties = ties.IsDefaultOrEmpty ? TieBreak.Default : ties,
            CompletionTies = completionTies.IsDefaultOrEmpty ? [new(TieBreakKind.Id)] : completionTies,
        };
    }

    /// <summary>The settings for a file: as they were given, where <c>--unsupported</c> was; else as <see cref="ElectionInput.On"/> says.</summary>
    public Func<PabulibFile, RuleSettings> ReadFor(ParseResult arguments)
    {
        var settings = Read(arguments);
        return arguments.GetResult(_unsupported) is { Implicit: false } ? _ => settings : file => ElectionInput.On(file, settings);
    }

    private static Option<T> Word<T>(string name, string what)
        where T : struct, Enum
    {
        Option<T> option = new(name)
        {
            Description = what,
            CustomParser = Read<T>(Words.TryRead, $"one of {Words.All<T>()}"),
        };
        // Help and the shell's completion would offer the names in the code, which are not taken.
        option.CompletionSources.Clear();
        option.CompletionSources.Add([.. Enum.GetValues<T>().Select(Words.Of)]);
        return option;
    }

    private static Option<ImmutableArray<TieBreak>> Ties(string name, string what) => new(name)
    {
        Description = what,
        CustomParser = result =>
        {
            if (!TieBreak.TryParseList(result.Tokens[0].Value, out ImmutableArray<TieBreak> ties, out string? problem))
                result.AddError($"{name}: {problem}.");
            return ties;
        },
    };

    private static Func<ArgumentResult, T> Read<T>(Reader<T> read, string expected) => result =>
    {
        string text = result.Tokens[0].Value;
        if (!read(text, out T value))
            result.AddError($"'{text}' is not {expected}.");
        return value;
    };
}
