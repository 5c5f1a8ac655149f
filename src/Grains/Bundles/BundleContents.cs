using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Mixing;
using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Storage.Files;

namespace PbDecisionDay.Grains.Bundles;

/// <summary>What stands in the bundles. Grammar: docs/formats/bundle.md.</summary>
internal static class BundleContents
{
    /// <summary>The members of <c>public.zip</c>. What opens ballots comes with the result and not before.</summary>
    /// <param name="notes">The log's name, key and checkpoints.</param>
    /// <param name="day">The log up to the last of them.</param>
    /// <param name="logs">Every other log that was announced, by name: its notes, and where it is joined its entries.</param>
    /// <param name="kept">The files that are kept of the day.</param>
    /// <param name="open">Opens one of them.</param>
    /// <exception cref="InvalidDataException">A file is missing, or is not the one that the log names.</exception>
    public static IEnumerable<BundleMember> Public(
        LoggedNotes notes, LoggedDay day, IReadOnlyList<OtherLoggedDay> logs, IEnumerable<DayFile> kept, Func<DayFile, Stream> open)
    {
        var members = LogFiles.Of(notes.Checkpoints[^1], day.Tree, day.Entries)
            .Append(BundleMember.Of(BundleNames.Readme, BundleReadme.Public(notes.Origin, Witnessing(notes, day))))
            .Append(BundleMember.Of(BundleNames.Checkpoints, CheckpointFile.Print([.. notes.Checkpoints, .. logs.Where(log => log.Day is not null).SelectMany(log => log.Notes.Checkpoints)])))
            .Append(BundleMember.Of(BundleNames.Keys, string.Concat(logs.Select(log => log.Notes.VerifierKey).Prepend(notes.VerifierKey).Select(key => key + "\n"))))
            .Concat(logs.SelectMany(Joined));
        if (day.Frozen is { } frozen)
            members = members.Append(BundleMember.Of(BundleNames.Rules, frozen.Rules)).Append(BundleMember.Of(BundleNames.Paper, frozen.Paper));
        members = members.Concat(day.Pages.Select((list, at) => BundleMember.Of(BundleNames.Pages(at + 1), list)));
        // Before the close nobody outside learns a card's number but from the card, so nobody can ask when it was handed out.
        if (day.Issued is { } issued)
            members = members.Append(BundleMember.Of(BundleNames.Issued, issued.Print()))
                .Concat(day.Batches.Select(batch => BundleMember.Of(BundleNames.Manifest(batch.Batch), batch.Cards.Print())));
        return members.Concat(Outcome(day, kept.ToDictionary(file => file.Name, StringComparer.Ordinal), notes.Origin)
            .Select(file => new BundleMember(file.Name, () => open(file))));
    }

    /// <summary>The members of <c>auditor.zip</c>.</summary>
    /// <param name="origin">The log's name.</param>
    /// <param name="openings">What opens every cast and paper entry, in log order: of the main log, and of each joined one.</param>
    public static IEnumerable<BundleMember> Auditor(string origin, IEnumerable<(string Log, List<PlacedOpening> Openings)> openings) =>
        openings.Select(log => BundleMember.Of(BundleNames.OpeningsOf(log.Log), OpeningsFile.Print(log.Openings)))
            .Prepend(BundleMember.Of(BundleNames.Readme, BundleReadme.Auditor(origin)));

    // Before the opening nobody has said yet.
    private static LogWitnessing Witnessing(LoggedNotes notes, LoggedDay day) =>
        notes.Rehearsal || day.Frozen is not { } frozen || !FrozenRules.TryParse(frozen.Rules, out var rules, out _) ? LogWitnessing.Unsaid
        : rules!.Witnesses.IsEmpty ? LogWitnessing.Nobody
        : LogWitnessing.Named;

    private static IEnumerable<BundleMember> Joined(OtherLoggedDay log)
    {
        if (log.Day is not { } day)
            return [];
        var folder = BundleNames.OtherLog(log.Name);
        return LogFiles.Of(log.Notes.Checkpoints[^1], day.Tree, day.Entries, folder + BundleNames.LogFolder)
            .Append(BundleMember.Of(folder + BundleNames.Issued, day.Issued!.Print()));
    }

    private static IEnumerable<DayFile> Outcome(LoggedDay day, Dictionary<string, DayFile> kept, string origin)
    {
        if (day.Milestones.Result is not { } result)
            return [];
        var files = new List<DayFile> { Named(BundleNames.Result, result) };
        if (day.Milestones is { Mix: { } mix, Proof: { } proof })
        {
            files.Add(Named(BundleNames.Ballots, mix.Ballots));
            files.Add(Named(BundleNames.MixProof, proof));
            // They follow from the ballots, the paper and the rules, against which whoever checks them holds them.
            files.AddRange(kept.Values
                .Where(file => file.Name.StartsWith(BundleNames.PotFolder, StringComparison.Ordinal)));
            // Their hashes stand in the proof, which whoever checks it holds them against.
            files.AddRange(kept.Values.Where(file => file.Name.StartsWith(BundleNames.MixFolder, StringComparison.Ordinal) && file.Name != BundleNames.MixProof));
        }
        return files;

        DayFile Named(string name, Digest hash) => kept.TryGetValue(name, out var file) && file.Sha256.Span.SequenceEqual(hash.ToBytes())
            ? file
            : throw new InvalidDataException($"The file '{name}' of {origin} is missing, or is not the one that its log names. Put the newest copy of the database back.");
    }
}
