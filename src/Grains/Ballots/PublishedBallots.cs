using System.Collections.Immutable;
using System.Globalization;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Mixing;
using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Storage.Files;

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
    /// <param name="leftOut">The logs that are left out, by name.</param>
    public static PublishedBallots Of(
        IReadOnlyList<PlacedOpening> counted, Paper paper, FrozenRules rules, PaperChanges changes, params ImmutableArray<MissingLog> leftOut)
    {
        Ballot[] ballots = [.. counted.Select(one => Read(one.Opening.Ballot))];
        return new(counted, ballots, paper, rules, DayAllocation.Of(paper, rules, ballots, changes) with { LeftOut = leftOut });
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

    /// <summary>The published ballots as their file has them, identical ones together, in ordinal order.</summary>
    /// <exception cref="InvalidDataException">The file is missing or is not the one that the mix names.</exception>
    public static async Task<ImmutableArray<CountedBallots>> ReadAsync(
        IDayFiles files, string box, Digest sha256, Paper paper, BallotForm form, CancellationToken cancellationToken)
    {
        var kept = await files.ListAsync(box, cancellationToken);
        if (kept.FirstOrDefault(file => file.Name == BundleNames.Ballots) is not { } file || new Digest(file.Sha256.Span) != sha256)
            throw new InvalidDataException($"The published ballots of {box} are missing, or are not those that its log names. Put the newest copy of the database back.");
        await using var content = new DayFileStream(files, file);
        return PublishedVotes.TryRead(PabulibReader.Read(content, new() { KeepVotes = true }), paper, form, out var ballots, out var problem)
            ? [.. ballots.GroupBy(ballot => ballot.ToString(), StringComparer.Ordinal)
                .OrderBy(same => same.Key, StringComparer.Ordinal).Select(same => new CountedBallots(same.Key, same.Count()))]
            : throw new InvalidDataException($"The published ballots of {box} cannot be read: {problem}.");
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
