using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>Another log of the day, as the main log has it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Key">SHA-256 of the SPKI DER of its public key.</param>
/// <param name="State">Whether it is joined.</param>
/// <param name="Index">The index of the entry that announced it.</param>
internal sealed record OtherLog(string Name, Digest Key, LogState State, long Index)
{
    /// <summary>The entry that joined it; <c>null</c> where it is not joined.</summary>
    public JoinEntry? Joined { get; init; }
}

/// <summary>What of a joined log counts with the main one.</summary>
/// <param name="Ballots">Ballots that count.</param>
/// <param name="Surrendered">Cards handed in for a paper ballot.</param>
internal sealed record JoinedFigures(int Ballots, int Surrendered);
