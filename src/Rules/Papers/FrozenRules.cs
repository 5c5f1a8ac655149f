using System.Collections.Immutable;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Rules.Papers;

/// <summary>The frozen rules of a day: how to vote and what becomes of the votes. Format: docs/formats/rules.md.</summary>
public sealed class FrozenRules
{
    private FrozenRules(
        BallotForm form, RuleSettings allocation, LiveResults live, bool replacement, ImmutableArray<string> languages,
        MoneyChanges money, Withdrawals withdrawal, ImmutableArray<string> witnesses)
    {
        (Form, Allocation, Live, Replacement, Languages) = (form, allocation, live, replacement, languages);
        (Money, Withdrawal, Witnesses) = (money, withdrawal, witnesses);
        Text = RulesText.Print(this);
        Hash = [.. CanonicalJson.Hash(Text)];
    }

    /// <summary>What a valid ballot looks like.</summary>
    public BallotForm Form { get; }

    /// <summary>The allocation rule with its settings.</summary>
    public RuleSettings Allocation { get; }

    /// <summary>What the screens show while voting is open.</summary>
    public LiveResults Live { get; }

    /// <summary>Whether a card may replace its ballot until the close.</summary>
    public bool Replacement { get; }

    /// <summary>Until when the total of a pot may be changed. The default value is never.</summary>
    public MoneyChanges Money { get; }

    /// <summary>Until when a project may be withdrawn. The default value is never.</summary>
    public Withdrawals Withdrawal { get; }

    /// <summary>The verifier keys of those outside who countersign the log, in the order named; none where nobody does.</summary>
    public ImmutableArray<string> Witnesses { get; }

    /// <summary>The language tags of the day's pages, the first the default.</summary>
    public ImmutableArray<string> Languages { get; }

    /// <summary>The canonical text.</summary>
    public string Text { get; }

    /// <summary>SHA-256 of the canonical text's UTF-8 bytes.</summary>
    public ImmutableArray<byte> Hash { get; }

    /// <summary>The same rules with what they allow to change after they were frozen.</summary>
    public FrozenRules Allowing(MoneyChanges money, Withdrawals withdrawal) => new(Form, Allocation, Live, Replacement, Languages, money, withdrawal, Witnesses);

    /// <summary>The same rules with those outside who countersign the log.</summary>
    /// <param name="keys">Their C2SP verifier keys.</param>
    /// <exception cref="ArgumentException">The reason, in plain words.</exception>
    public FrozenRules WitnessedBy(ImmutableArray<string> keys) => RulesCheck.WitnessProblem(keys) is { } problem
        ? throw new ArgumentException(problem, nameof(keys))
        : new(Form, Allocation, Live, Replacement, Languages, Money, Withdrawal, keys);

    /// <summary>The same rules for a day in other languages, or why they cannot be.</summary>
    public bool TryIn(ImmutableArray<string> languages, out FrozenRules? rules, out string? problem)
    {
        bool made = TryCreate(Form, Allocation, Live, Replacement, languages, out rules, out problem);
        rules = rules?.Allowing(Money, Withdrawal).WitnessedBy(Witnesses);
        return made;
    }

    /// <summary>Makes rules, or throws where they cannot be applied.</summary>
    /// <exception cref="ArgumentException">The reason, in plain words.</exception>
    public static FrozenRules Create(BallotForm form, RuleSettings allocation, LiveResults live, bool replacement, params IEnumerable<string> languages) =>
        TryCreate(form, allocation, live, replacement, [.. languages], out FrozenRules? rules, out string? problem) ? rules! : throw new ArgumentException(problem);

    /// <summary>Makes rules, or says why they cannot be applied.</summary>
    public static bool TryCreate(
        BallotForm form, RuleSettings allocation, LiveResults live, bool replacement, ImmutableArray<string> languages, out FrozenRules? rules, out string? problem)
    {
        problem = RulesCheck.Problem(form, allocation, languages);
        rules = problem is null ? new(form, allocation, live, replacement, languages, MoneyChanges.Never, Withdrawals.Never, []) : null;
        return rules is not null;
    }

    /// <summary>Reads a canonical text; refuses everything else with the reason.</summary>
    public static bool TryParse(string text, out FrozenRules? rules, out string? problem)
    {
        problem = RulesText.Read(text, out rules);
        return rules is not null;
    }
}
