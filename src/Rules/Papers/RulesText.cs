using System.Collections.Immutable;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Rules.Papers;

/// <summary>Prints and reads rules.json. Format: docs/formats/rules.md.</summary>
internal static class RulesText
{
    private const string Format = "pbdd/1 rules";

    public static string Print(FrozenRules rules)
    {
        CanonicalJson json = new CanonicalJson().Open().Field("format", Format).Field("languages", rules.Languages);
        Print(json, rules.Form);
        Print(json, rules.Allocation);
        json.Field("live", Words.Of(rules.Live)).Field("replacement", rules.Replacement);
        if (rules.Money != MoneyChanges.Never)
            json.Field("money", Words.Of(rules.Money));
        if (rules.Withdrawal != Withdrawals.Never)
            json.Field("withdrawal", Words.Of(rules.Withdrawal));
        if (!rules.Witnesses.IsEmpty)
            json.Field("witnesses", rules.Witnesses);
        return json.Close().ToString();
    }

    public static string? Read(string text, out FrozenRules? rules) =>
        JsonFields.Read(text, Format, Read, read => read.Text, out rules);

    /// <summary>Prints the settings as the field <c>allocation</c>.</summary>
    internal static void Print(CanonicalJson json, RuleSettings settings)
    {
        json.Open("allocation").Field("rule", Words.Of(settings.Rule));
        if (settings.Rule == AllocationRule.EqualShares)
            json.Field("utility", Words.Of(settings.Utility)).Field("completion", Words.Of(settings.Completion));
        if (settings.Rule == AllocationRule.EqualShares && settings.Completion is Completion.Add1 or Completion.Add1Greedy)
            json.Field("add1_start", Words.Of(settings.Add1Start)).Field("add1_stop", Words.Of(settings.Add1Stop));
        json.Field("marginal", settings.Marginal.ToString())
            .Optional("threshold", settings.Threshold)
            .Optional("threshold_percent", settings.ThresholdPercent)
            .Optional("floor_hundredths", settings.FloorHundredths)
            .Optional("cap_percent", settings.CapPercent);
        if (settings.FundsUnsupported)
            json.Field("funds_unsupported", true);
        json
            .Field("ties", settings.Ties.Select(tie => tie.ToString()));
        if (!settings.CompletionTies.IsEmpty)
            json.Field("completion_ties", settings.CompletionTies.Select(tie => tie.ToString()));
        json.Close();
    }

    private static void Print(CanonicalJson json, BallotForm form)
    {
        json.Open("form").Field("kind", Words.Of(form.Kind)).Field("least", form.Least).Optional("most", form.Most).Optional("top", form.Top);
        if (form.PerPot)
            json.Field("per_pot", true);
        if (form.Knapsack)
            json.Field("knapsack", true);
        if (form.Extra is { } extra)
            json.Open("extra").Field("group", extra.Group).Field("votes", extra.Votes).Close();
        json.Close();
    }

    private static FrozenRules Read(JsonFields fields)
    {
        FrozenRules rules = ReadRules(fields);
        string[] witnesses = [.. fields.OptionalTexts("witnesses")];
        return RulesCheck.WitnessProblem(witnesses) is { } problem ? throw new FormatException(problem) : rules.WitnessedBy([.. witnesses]);
    }

    private static FrozenRules ReadRules(JsonFields fields) =>
        FrozenRules.TryCreate(
            ReadForm(fields.Object("form")), ReadSettings(fields.Object("allocation")),
            fields.Word<LiveResults>("live"), fields.Flag("replacement"), [.. fields.Texts("languages")],
            out FrozenRules? rules, out string? problem)
            ? rules!.Allowing(fields.OptionalWord<MoneyChanges>("money"), fields.OptionalWord<Withdrawals>("withdrawal"))
            : throw new FormatException(problem);

    private static BallotForm ReadForm(JsonFields fields) => new(
        fields.Word<BallotKind>("kind"), fields.Small("least"), fields.OptionalSmall("most"), fields.OptionalSmall("top"),
        fields.OptionalFlag("per_pot"), fields.OptionalFlag("knapsack"),
        fields.OptionalObject("extra") is { } extra ? new ExtraVote(extra.Text("group"), extra.Small("votes")) : null);

    private static RuleSettings ReadSettings(JsonFields fields) => new()
    {
        Rule = fields.Word<AllocationRule>("rule"),
        Utility = fields.OptionalWord<Utility>("utility"),
        Completion = fields.OptionalWord<Completion>("completion"),
        Add1Start = fields.OptionalWord<Add1Start>("add1_start"),
        Add1Stop = fields.OptionalWord<Add1Stop>("add1_stop"),
        Marginal = MarginalPolicy.TryParse(fields.Text("marginal"), out MarginalPolicy marginal)
            ? marginal
            : throw new FormatException("allocation.marginal is none of skip, stop, part, reach:PERCENT"),
        Threshold = fields.OptionalNumber("threshold"),
        ThresholdPercent = fields.OptionalSmall("threshold_percent"),
        FloorHundredths = fields.OptionalSmall("floor_hundredths"),
        CapPercent = fields.OptionalSmall("cap_percent"),
        FundsUnsupported = fields.OptionalFlag("funds_unsupported"),
        Ties = [.. fields.Texts("ties").Select(ReadTie)],
        CompletionTies = [.. fields.OptionalTexts("completion_ties").Select(ReadTie)],
    };

    private static TieBreak ReadTie(string text) =>
        TieBreak.TryParse(text, out TieBreak tie) ? tie : throw new FormatException($"allocation.ties: '{text}' is no way to break ties");
}
