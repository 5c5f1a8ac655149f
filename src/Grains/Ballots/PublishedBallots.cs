using System.Globalization;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>Makes <c>ballots.pb</c> and the mix that binds a box to it. Pure: the same openings give the same bytes.</summary>
internal static class PublishedBallots
{
    /// <summary>The facts as the file prints them; <c>null</c> where a date is none.</summary>
    public static PabulibFacts? FactsOf(BallotFacts facts) =>
        TryRead(facts.DateBegin, out var begin) && TryRead(facts.DateEnd, out var end)
            ? new PabulibFacts(facts.Description, facts.Country, facts.Unit, facts.Instance, begin, end)
            : null;

    /// <summary>The published ballots' file, and the entry that binds the box to it.</summary>
    public static (MixEntry Entry, byte[] Ballots) Bind(IReadOnlyList<PlacedOpening> counted, Paper paper, FrozenRules rules, PabulibFacts facts)
    {
        var ballots = Print([.. counted.Select(one => Read(one.Opening.Ballot))], paper, rules, facts);
        return (new Mix(counted).Entry(Digest.Sha256(ballots)), ballots);
    }

    private static byte[] Print(IReadOnlyCollection<Ballot> ballots, Paper paper, FrozenRules rules, PabulibFacts facts)
    {
        var allocation = Allocator.Allocate(Election.Of(paper, rules.Form.Kind, ballots), rules);
        using var file = new MemoryStream();
        PabulibWriter.Write(file, PabulibExport.Of(paper, rules, ballots, facts, allocation));
        return file.ToArray();
    }

    private static Ballot Read(string canonical) => Ballot.TryParse(canonical, out var ballot, out var problem)
        ? ballot!
        : throw new InvalidDataException($"A counted ballot cannot be read: {problem}.");

    private static bool TryRead(string date, out DateOnly read) =>
        DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out read);
}
