using System.Numerics;

namespace PbDecisionDay.Rules.Allocation.Shares;

/// <summary>
/// Money as 64-bit whole numbers of a very small unit: one voter-th of a minor unit, divided by a power of two. In it the
/// share, its rises and every cost are exact. The power is as high as lets all money twice over stay below 2^61.
/// </summary>
internal readonly struct SharesScale
{
    private readonly int _shift;

    /// <param name="profile">The supporters.</param>
    /// <param name="share">Each voter's share, in voter-ths of a minor unit.</param>
    public SharesScale(SharesProfile profile, BigInteger share)
    {
        Voters = profile.Election.Ballots.Voters;
        BigInteger all = 2 * share * Voters * profile.MostWorth;
        _shift = 61 - (int)all.GetBitLength();
        if (_shift < 0)
            throw new ArgumentException("The pot times the number of voters is too large to be counted exactly in 64 bits.");
        Share = (long)share << _shift;
        Rise = profile.Election.Unit * Voters;
        MostRises = (long)(share / Rise);
        Rise <<= _shift;
    }

    public long Voters { get; }

    /// <summary>Each voter's share.</summary>
    public long Share { get; }

    /// <summary>One unit of the currency.</summary>
    public long Rise { get; }

    /// <summary>By how many rises the scale still holds: until the share has doubled.</summary>
    public long MostRises { get; }

    /// <summary>A cost in this scale, or null where all the voters could not pay it within <see cref="MostRises"/>.</summary>
    public long? Of(long cost) => (Int128)cost > ((Int128)Share * 2 >> _shift) ? null : cost * Voters << _shift;

    /// <summary>Voter-ths of a minor unit as this scale has them, rounded down.</summary>
    public long Floor(BigInteger numerator, BigInteger denominator) => (long)BigInteger.Divide(numerator << _shift, denominator);
}
