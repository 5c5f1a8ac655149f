using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Storage.Journal;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>
/// A box's log as the journal keeps it, with what seals its ballots and opens them again. No ballot's opening stays in memory while the day
/// runs; all of this runs off the grain's turn.
/// </summary>
internal sealed class StoredLog(IJournal journal, string stream, string origin, LogKeys keys)
{
    /// <summary>The log's name.</summary>
    public string Origin => origin;

    /// <summary>A ballot checked and, where it is valid, sealed for this log.</summary>
    public Task<SealedBallot> SealAsync(string ballot, FrozenRules rules, Paper paper, CancellationToken cancellationToken)
    {
        var cipher = keys.PaddedCipher(rules, paper);
        return Task.Run(() => SealedBallot.Of(ballot, rules.Form, paper, origin, cipher), cancellationToken);
    }

    /// <summary>A cast whose proof was tried and whose ballot was checked and sealed for this log.</summary>
    public Task<SealedCast> SealAsync(CastRequest cast, string ballot, FrozenRules rules, Paper paper, CancellationToken cancellationToken)
    {
        var cipher = keys.PaddedCipher(rules, paper);
        return Task.Run(() => SealedCast.Of(cast, ballot, rules.Form, paper, origin, cipher), cancellationToken);
    }

    /// <summary>What the sealed ballot at an index was sealed from.</summary>
    /// <exception cref="JournalUnavailableException">The log cannot be read.</exception>
    /// <exception cref="InvalidDataException">The key does not open what was sealed.</exception>
    /// <returns><c>null</c> once the openings key is destroyed.</returns>
    public Task<Opening?> OpeningAsync(long index, CancellationToken cancellationToken) => Task.Run(async () =>
        keys.Cipher is { } cipher ? (await BoxReplay.RecordAsync(journal, stream, index, cancellationToken)).OpenWith(cipher, origin) : null, cancellationToken);

    /// <summary>What the challenge at an index made public.</summary>
    /// <exception cref="JournalUnavailableException">The log cannot be read.</exception>
    public Task<Opening?> ChallengedAsync(long index, CancellationToken cancellationToken) => Task.Run(async () =>
        (await BoxReplay.RecordAsync(journal, stream, index, cancellationToken)).Entry is ChallengeEntry challenge
            ? new Opening(challenge.Nonce, challenge.Ballot)
            : null, cancellationToken);

    /// <summary>What the counted ballots of the whole day were sealed from: this log's in log order, then those of the joined logs by name.</summary>
    /// <exception cref="JournalUnavailableException">A log cannot be read.</exception>
    /// <exception cref="InvalidDataException">The key does not open what was sealed, or a joined log is not the one that was joined.</exception>
    public async Task<List<PlacedOpening>> DayCountedAsync(string day, BoxState state, CancellationToken cancellationToken)
    {
        JoinEntry[] joined = [.. state.Logs.Select(log => log.Joined).OfType<JoinEntry>().OrderBy(join => join.Log, StringComparer.Ordinal)];
        var counted = await CountedAsync(state, cancellationToken);
        foreach (var join in joined)
        {
            var log = await JoinableAsync(day, join.Log, cancellationToken);
            if (log?.Entry != join)
                throw new InvalidDataException($"The log {join.Log} of {day} is not the one in the journal that was joined: the database was altered.");
            counted.AddRange(await Task.Run(() => log.CountedAsync(Cipher, cancellationToken), cancellationToken));
        }
        return counted;
    }

    private OpeningCipher Cipher =>
        keys.Cipher ?? throw new InvalidDataException($"The openings key of {origin} is destroyed: nothing of it can be opened here any more.");

    /// <summary>Another log of the day, to be joined; <c>null</c> where it is not closed.</summary>
    public Task<JoinableLog?> JoinableAsync(string day, string name, CancellationToken cancellationToken) =>
        Task.Run(() => JoinableLog.ReadAsync(journal, BoxKey.For(day, name), cancellationToken), cancellationToken);

    /// <summary>What the counted ballots were sealed from, in log order.</summary>
    /// <exception cref="JournalUnavailableException">The log cannot be read.</exception>
    /// <exception cref="InvalidDataException">The key does not open what was sealed, or is destroyed.</exception>
    public Task<List<PlacedOpening>> CountedAsync(BoxState state, CancellationToken cancellationToken)
    {
        var (size, indexes) = (state.Size, state.CountedIndexes.ToHashSet());
        var cipher = Cipher;
        return Task.Run(
            () => BoxReplay.OpeningsAsync(journal, stream, size, cipher, origin, indexes.Contains, cancellationToken), cancellationToken);
    }
}
