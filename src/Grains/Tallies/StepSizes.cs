using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;

namespace PbDecisionDay.Grains.Tallies;

/// <summary>
/// How many ballots each step of the live standings takes in: 10 to 20, drawn from the day's secret seed. Nobody outside can
/// tell when the next step comes, and a tally that is rebuilt makes the same steps again.
/// </summary>
internal sealed class StepSizes(ImmutableArray<byte> seed)
{
    /// <summary>The fewest ballots of a step.</summary>
    public const int Least = 10;

    private const int Sizes = 11;

    /// <summary>How many ballots a step takes in.</summary>
    /// <param name="step">Which step, from 0.</param>
    public int this[int step]
    {
        get
        {
            var place = new byte[sizeof(int)];
            BinaryPrimitives.WriteInt32BigEndian(place, step);
            // The first byte below the last multiple of eleven, so that each size is as likely as another.
            return Least + HMACSHA256.HashData(seed.AsSpan(), place).First(drawn => drawn < 256 / Sizes * Sizes) % Sizes;
        }
    }
}
