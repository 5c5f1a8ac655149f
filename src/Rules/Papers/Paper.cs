using System.Collections.Frozen;
using System.Collections.Immutable;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Rules.Papers;

/// <summary>The frozen ballot paper: what can be voted for and what money there is. Format: docs/formats/paper.md.</summary>
public sealed class Paper
{
    private readonly FrozenDictionary<string, Proposal> _proposals;

    /// <summary>The largest ask, and the most that all pots hold together, in minor units (a hundred thousand million pounds): no sum of a day can pass 64 bits.</summary>
    public const long MostMoney = 10_000_000_000_000;

    /// <summary>The most projects of a paper.</summary>
    public const int MostProposals = 2_000;

    private Paper(
        string origin, string day, string language, string currency, int minorDigits,
        ImmutableArray<Pot> pots, ImmutableArray<Group> groups, ImmutableArray<Proposal> proposals)
    {
        (Origin, Day, Language, Currency, MinorDigits) = (origin, day, language, currency, minorDigits);
        (Pots, Groups, Proposals) = (pots, groups, proposals);
        _proposals = proposals.ToFrozenDictionary(p => p.Id, StringComparer.Ordinal);
        Text = PaperText.Print(this);
        Hash = [.. CanonicalJson.Hash(Text)];
    }

    /// <summary>The name of the day's log, for example <c>pb.south.example/troon-2026</c>.</summary>
    public string Origin { get; }

    /// <summary>The day's name, in the paper's language.</summary>
    public string Day { get; }

    /// <summary>The language tag of the titles.</summary>
    public string Language { get; }

    /// <summary>The ISO 4217 code of the money.</summary>
    public string Currency { get; }

    /// <summary>How many decimal digits one unit of the currency has: 2 where a minor unit is a hundredth.</summary>
    public int MinorDigits { get; }

    /// <summary>The pots, in the order in which they are awarded.</summary>
    public ImmutableArray<Pot> Pots { get; }

    /// <summary>The tiers, areas and themes.</summary>
    public ImmutableArray<Group> Groups { get; }

    /// <summary>The projects, in the order of the paper.</summary>
    public ImmutableArray<Proposal> Proposals { get; }

    /// <summary>The canonical text.</summary>
    public string Text { get; }

    /// <summary>SHA-256 of the canonical text's UTF-8 bytes.</summary>
    public ImmutableArray<byte> Hash { get; }

    /// <summary>Makes a paper, or throws where it would not hold together.</summary>
    /// <exception cref="ArgumentException">A paper nobody could vote on, with the reason in plain words.</exception>
    public static Paper Create(
        string origin, string day, string language, string currency, int minorDigits,
        IEnumerable<Pot> pots, IEnumerable<Group> groups, IEnumerable<Proposal> proposals) =>
        TryCreate(origin, day, language, currency, minorDigits, [.. pots], [.. groups], [.. proposals], out Paper? paper, out string? problem)
            ? paper!
            : throw new ArgumentException(problem);

    /// <summary>Makes a paper, or says why it would not hold together.</summary>
    public static bool TryCreate(
        string origin, string day, string language, string currency, int minorDigits,
        ImmutableArray<Pot> pots, ImmutableArray<Group> groups, ImmutableArray<Proposal> proposals, out Paper? paper, out string? problem)
    {
        problem = PaperCheck.Problem(origin, currency, minorDigits, pots, groups, proposals);
        paper = problem is null ? new(origin, day, language, currency, minorDigits, pots, groups, proposals) : null;
        return paper is not null;
    }

    /// <summary>Reads a canonical text; refuses everything else with the reason.</summary>
    public static bool TryParse(string text, out Paper? paper, out string? problem)
    {
        problem = PaperText.Read(text, out paper);
        return paper is not null;
    }

    /// <summary>The project with an id, or null.</summary>
    public Proposal? Find(string id) => _proposals.GetValueOrDefault(id);
}
