using System.Globalization;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Mixing;
using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>
/// The counted ballots of a closed box and the one allocation from which both the result and <c>ballots.pb</c> are printed, with the mix that
/// binds the box to the file. Pure: the same openings give the same bytes.
/// </summary>
internal sealed class PublishedBallots
{
    private readonly IReadOnlyList<PlacedOpening> _counted;
    private readonly Ballot[] _ballots;
    private readonly Paper _paper;
    private readonly FrozenRules _rules;
    private readonly DayAllocation _allocation;

    private PublishedBallots(IReadOnlyList<PlacedOpening> counted, Ballot[] ballots, Paper paper, FrozenRules rules, DayAllocation allocation) =>
        (_counted, _ballots, _paper, _rules, _allocation) = (counted, ballots, paper, rules, allocation);

    /// <summary>The facts as the file prints them; <c>null</c> where a date is none.</summary>
    public static PabulibFacts? FactsOf(BallotFacts facts) =>
        TryRead(facts.DateBegin, out var begin) && TryRead(facts.DateEnd, out var end)
            ? new PabulibFacts(facts.Description, facts.Country, facts.Unit, facts.Instance, begin, end)
            : null;

    /// <summary>The count of a closed box.</summary>
    /// <param name="counted">Its counted ballots.</param>
    /// <param name="paper">The frozen paper.</param>
    /// <param name="rules">The frozen rules.</param>
    /// <param name="changes">What its log changed of the paper.</param>
    public static PublishedBallots Of(IReadOnlyList<PlacedOpening> counted, Paper paper, FrozenRules rules, PaperChanges changes)
    {
        Ballot[] ballots = [.. counted.Select(one => Read(one.Opening.Ballot))];
        return new(counted, ballots, paper, rules, DayAllocation.Of(paper, rules, ballots, changes));
    }

    /// <summary>The result's canonical text.</summary>
    public string Result() => AllocationText.Print(_allocation, _paper, _rules);

    /// <summary>The published ballots' file, those of each pot, and the entry that binds the box to the first.</summary>
    public (MixEntry Entry, IReadOnlyList<BundleMember> Files) Bind(PabulibFacts facts)
    {
        var ballots = Print(PabulibExport.Of(_paper, _rules, _ballots, facts, _allocation.Outcome));
        var pots = PabulibExport.OfPots(_paper, _rules, _ballots, facts, _allocation.Outcome)
            .Select((pot, i) => BundleMember.Of(BundleNames.PotBallots(i + 1), Print(pot)));
        var entry = new Mix(_counted).Entry(Digest.Sha256(ballots));
        return (entry, [.. pots, BundleMember.Of(BundleNames.Ballots, ballots)]);
    }

    private static byte[] Print(PabulibFile file)
    {
        using var printed = new MemoryStream();
        PabulibWriter.Write(printed, file);
        return printed.ToArray();
    }

    private static Ballot Read(string canonical) => Ballot.TryParse(canonical, out var ballot, out var problem)
        ? ballot!
        : throw new InvalidDataException($"A counted ballot cannot be read: {problem}.");

    private static bool TryRead(string date, out DateOnly read) =>
        DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out read);
}
