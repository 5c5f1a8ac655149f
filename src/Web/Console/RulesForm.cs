using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Localization;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Web.Console;

/// <summary>
/// How people vote and how the money is shared, as the rules page asks it. It holds everything that a text of rules can say: what was read from a text
/// writes the same text. What does not apply to the chosen form or rule is kept where the text has a place for it, and has no effect.
/// </summary>
public sealed class RulesForm
{
    /// <summary><c>up-to</c>, <c>exactly</c>, <c>at-least</c>, <c>between</c>, <c>knapsack</c>, <c>score</c>, <c>points</c> or <c>rank</c>.</summary>
    public string Choose { get; set; } = "up-to";

    /// <summary>How many projects, from 1; for up to, exactly and at least.</summary>
    public int Number { get; set; } = 5;

    /// <summary>The fewest projects, from 1; for the other forms.</summary>
    public int Fewest { get; set; } = 1;

    /// <summary>The most projects, or 0 for no limit; for the other forms.</summary>
    public int Most { get; set; }

    /// <summary>The best mark.</summary>
    public int TopMark { get; set; } = 5;

    /// <summary>The points to share out.</summary>
    public int Points { get; set; } = 10;

    /// <summary>Whether the numbers hold for each pot alone.</summary>
    public bool PerPot { get; set; }

    /// <summary>The id of the group that has an extra vote; empty for none.</summary>
    public string? ExtraGroup { get; set; }

    /// <summary>How many further choices that group has.</summary>
    public int ExtraVotes { get; set; } = 1;

    public AllocationRule Rule { get; set; }

    public Utility Utility { get; set; }

    public Completion Completion { get; set; } = Completion.Add1Greedy;

    public Add1Start Add1Start { get; set; }

    public Add1Stop Add1Stop { get; set; }

    public MarginalKind Marginal { get; set; }

    /// <summary>For reach, the share of the cost that must be left, per cent.</summary>
    public int ReachPercent { get; set; } = 80;

    /// <summary>The least votes, or points where they count; 0 for no threshold. The default is 1: what nobody chose is not funded.</summary>
    public long Threshold { get; set; } = 1;

    /// <summary>The least share of all ballots, per cent; 0 for no threshold.</summary>
    public int ThresholdPercent { get; set; }

    /// <summary>The least average mark, for example <c>2.5</c>; empty or 0 for no floor.</summary>
    public string? Floor { get; set; }

    /// <summary>The largest share of its pot one project may cost, per cent; 0 for no cap.</summary>
    public int CapPercent { get; set; }

    public bool FundsUnsupported { get; set; }

    /// <summary>What decides between equals, in turn.</summary>
    public List<TieRow> Ties { get; set; } = TieRow.Of([new(TieBreakKind.LowerCost), new(TieBreakKind.File)]);

    /// <summary>The same for what greedy completion shares out; all rows empty: as in <see cref="Ties"/>.</summary>
    public List<TieRow> RestTies { get; set; } = TieRow.Of([]);

    /// <summary>What screens show live.</summary>
    public LiveResults Live { get; set; } = LiveResults.Turnout;

    /// <summary>Whether a card may replace its ballot until the close.</summary>
    public bool Replacement { get; set; } = true;

    public MoneyChanges Money { get; set; }

    public Withdrawals Withdrawal { get; set; }

    // Named when the day is published, beside the rules; no box of the page.
    private ImmutableArray<string> witnesses = [];

    /// <summary>The kind of ballot that is asked for.</summary>
    public BallotKind Kind => Choose switch
    {
        "score" => BallotKind.Score,
        "points" => BallotKind.Points,
        "rank" => BallotKind.Rank,
        _ => BallotKind.Approve,
    };

    /// <summary>Whether a box has a meaning for the chosen form and rule; what it holds otherwise is nobody's mistake.</summary>
    /// <param name="name">The name of the form's member.</param>
    public bool Applies(string name) => name switch
    {
        nameof(Number) => TakesNumber,
        nameof(Fewest) or nameof(Most) => !TakesNumber,
        nameof(TopMark) => Kind == BallotKind.Score,
        nameof(Points) => Kind == BallotKind.Points,
        nameof(ExtraVotes) => TakesExtra && !string.IsNullOrEmpty(ExtraGroup),
        nameof(ReachPercent) => Marginal == MarginalKind.Reach,
        nameof(Floor) => Rule == AllocationRule.AverageScore,
        _ => true,
    };

    private bool TakesNumber => Choose is not ("between" or "knapsack" or "score" or "points" or "rank");

    // An extra vote is a further approval beside a limit.
    private bool TakesExtra => Kind == BallotKind.Approve && Choose != "at-least";

    /// <summary>The frozen rules' text, or why these cannot be rules.</summary>
    public bool TryWrite(ImmutableArray<string> languages, out string text, out RulesFault? fault)
    {
        text = "";
        fault = FirstFault(out var floor, out var ties, out var restTies);
        if (fault is not null) return false;
        var settings = new RuleSettings
        {
            Rule = Rule, Utility = Utility, Completion = Completion, Add1Start = Add1Start, Add1Stop = Add1Stop,
            Marginal = new MarginalPolicy(Marginal, Marginal == MarginalKind.Reach ? ReachPercent : 0),
            Threshold = Threshold, ThresholdPercent = ThresholdPercent, FloorHundredths = floor, CapPercent = CapPercent,
            FundsUnsupported = FundsUnsupported, Ties = ties, CompletionTies = restTies,
        };
        if (!FrozenRules.TryCreate(Form(), settings, Live, Replacement, languages, out var rules, out var problem))
        {
            fault = new RulesFault("Other", null, problem!);
            return false;
        }
        text = rules!.Allowing(Money, Withdrawal).WitnessedBy(witnesses).Text;
        return true;
    }

    private BallotForm Form()
    {
        var (least, most) = Choose switch
        {
            "exactly" => (Number, Number),
            "at-least" => (Number, 0),
            _ => TakesNumber ? (1, Number) : (Fewest, Most),
        };
        return new BallotForm(
            Kind, least, most, Kind switch { BallotKind.Score => TopMark, BallotKind.Points => Points, _ => 0 }, PerPot, Choose == "knapsack",
            TakesExtra && !string.IsNullOrEmpty(ExtraGroup) ? new ExtraVote(ExtraGroup, ExtraVotes) : null);
    }

    private RulesFault? FirstFault(out int floor, out ImmutableArray<TieBreak> ties, out ImmutableArray<TieBreak> restTies)
    {
        var hasFloor = TryFloor(out floor);
        var (wrong, wrongRest) = (TieRow.Read(Ties, out ties), TieRow.Read(RestTies, out restTies));
        return FormFault()
            ?? (Rule == AllocationRule.AverageScore && Kind != BallotKind.Score ? new RulesFault("NeedsMarks", nameof(Rule))
            : Rule is AllocationRule.Score or AllocationRule.ScorePerCost && Kind == BallotKind.Approve ? new RulesFault("NeedsPoints", nameof(Rule))
            : Rule == AllocationRule.EqualShares && Utility == Utility.Points && Kind is not (BallotKind.Points or BallotKind.Score) ? new RulesFault("WorthPoints", nameof(Utility))
            : Rule == AllocationRule.EqualShares && Utility == Utility.Borda && Kind != BallotKind.Rank ? new RulesFault("WorthPlaces", nameof(Utility))
            : Marginal == MarginalKind.Reach && ReachPercent is < 1 or > 100 ? new RulesFault("Percent", nameof(ReachPercent))
            : Threshold < 0 ? new RulesFault("Below", nameof(Threshold))
            : ThresholdPercent is < 0 or > 100 ? new RulesFault("Percent", nameof(ThresholdPercent))
            : !hasFloor ? new RulesFault("Floor", nameof(Floor))
            : CapPercent is < 0 or > 100 ? new RulesFault("Percent", nameof(CapPercent))
            : wrong >= 0 ? new RulesFault("Lots", $"{nameof(Ties)}[{wrong}].Seed")
            : TieBreak.Problem(ties) is not null ? new RulesFault("Ties", $"{nameof(Ties)}[0].Kind")
            : wrongRest >= 0 ? new RulesFault("Lots", $"{nameof(RestTies)}[{wrongRest}].Seed")
            : !restTies.IsEmpty && TieBreak.Problem(restTies) is not null ? new RulesFault("Ties", $"{nameof(RestTies)}[0].Kind")
            : null);
    }

    private RulesFault? FormFault() =>
        // A ballot form takes 0 for "no limit", which nobody who types "up to 0" means.
        TakesNumber && Number < 1 ? new RulesFault("Number", nameof(Number))
        : !TakesNumber && Fewest < 1 ? new RulesFault("Number", nameof(Fewest))
        : !TakesNumber && (Most < 0 || (Most > 0 && Most < Fewest)) ? new RulesFault("Range", nameof(Most))
        : Kind == BallotKind.Score && TopMark is < 1 or > Ballot.MaxValue ? new RulesFault("Top", nameof(TopMark))
        : Kind == BallotKind.Points && Points is < 1 or > Ballot.MaxValue ? new RulesFault("Top", nameof(Points))
        : Kind == BallotKind.Points && Fewest > Points ? new RulesFault("Spread", nameof(Fewest))
        : TakesExtra && !string.IsNullOrEmpty(ExtraGroup) && ExtraVotes < 1 ? new RulesFault("Number", nameof(ExtraVotes))
        : Choose == "knapsack" && Most == 0 && !string.IsNullOrEmpty(ExtraGroup) ? new RulesFault("ExtraNeedsMost", nameof(ExtraGroup))
        : null;

    // What nobody sees is no mistake: an average that cannot be read and does not count is none.
    private bool TryFloor(out int hundredths)
    {
        hundredths = 0;
        if (string.IsNullOrWhiteSpace(Floor)) return true;
        var read = decimal.TryParse(
            Rules.Text.Digits.Western(Floor.Trim()).Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var average)
            && average * 100 is var all && all == decimal.Truncate(all) && all <= int.MaxValue;
        if (read) hundredths = (int)(average * 100);
        return read || Rule != AllocationRule.AverageScore;
    }

    /// <summary>The form of written rules; that of new rules where there are none yet.</summary>
    public static RulesForm Of(string text)
    {
        if (!FrozenRules.TryParse(text, out var rules, out _)) return new RulesForm();
        var (form, settings) = (rules!.Form, rules.Allocation);
        var read = new RulesForm
        {
            Choose = ChoiceOf(form), PerPot = form.PerPot,
            Number = form.Most == 0 ? form.Least : form.Most, Fewest = form.Least, Most = form.Most,
            ExtraGroup = form.Extra?.Group, ExtraVotes = form.Extra?.Votes ?? 1,
            Rule = settings.Rule, Marginal = settings.Marginal.Kind,
            Threshold = settings.Threshold, ThresholdPercent = settings.ThresholdPercent, CapPercent = settings.CapPercent,
            Floor = settings.FloorHundredths == 0 ? null : (settings.FloorHundredths / 100m).ToString(CultureInfo.InvariantCulture),
            FundsUnsupported = settings.FundsUnsupported, Ties = TieRow.Of(settings.Ties), RestTies = TieRow.Of(settings.CompletionTies),
            Live = rules.Live, Replacement = rules.Replacement, Money = rules.Money, Withdrawal = rules.Withdrawal, witnesses = rules.Witnesses,
        };
        if (form.Kind == BallotKind.Score) read.TopMark = form.Top;
        if (form.Kind == BallotKind.Points) read.Points = form.Top;
        if (settings.Marginal.Kind == MarginalKind.Reach) read.ReachPercent = settings.Marginal.Percent;
        if (settings.Rule == AllocationRule.EqualShares)
            (read.Utility, read.Completion, read.Add1Start, read.Add1Stop) = (settings.Utility, settings.Completion, settings.Add1Start, settings.Add1Stop);
        return read;
    }

    /// <summary>Takes a slip of the space bar from the ends of public words, which would draw other lots; words that were saved so stay so.</summary>
    /// <param name="before">The saved rules' text.</param>
    public void Trim(string before)
    {
        ArgumentNullException.ThrowIfNull(before);
        var saved = Of(before);
        foreach (var row in Ties.Concat(RestTies))
            if (row.Seed is { } seed && saved.Ties.Concat(saved.RestTies).All(one => one.Seed != seed)) row.Seed = seed.Trim();
    }

    private static string ChoiceOf(BallotForm form) => form switch
    {
        { Kind: BallotKind.Score } => "score",
        { Kind: BallotKind.Points } => "points",
        { Kind: BallotKind.Rank } => "rank",
        { Knapsack: true } => "knapsack",
        { Most: 0 } => "at-least",
        { Least: 1 } => "up-to",
        _ when form.Least == form.Most => "exactly",
        _ => "between",
    };
}

/// <summary>What is wrong with a form of rules.</summary>
/// <param name="Word">Its name in the words: <c>Rules.Wrong.WORD</c>.</param>
/// <param name="Field">The member of the form that is wrong; <c>null</c> where nobody knows which.</param>
/// <param name="Detail">The sentence of the rules themselves, where the form has none.</param>
public sealed record RulesFault(string Word, string? Field, string Detail = "")
{
    /// <summary>What is wrong, in the words of the console.</summary>
    public string Sentence(IStringLocalizer say) => Detail.Length > 0 ? Detail : say[$"Rules.Wrong.{Word}"];
}
