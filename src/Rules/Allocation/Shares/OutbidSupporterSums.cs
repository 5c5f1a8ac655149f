using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PbDecisionDay.Rules.Allocation.Shares;

/// <summary>
/// Sums over the supporters who hold less than a price: the innermost loops of Equal Shares, without a branch. A mask
/// is -1 for those who do and 0 for the others. No sum passes 2^61, by the choice of <see cref="SharesScale"/>.
/// </summary>
internal static class OutbidSupporterSums
{
    /// <summary>What those hold who hold less than the price, and their weight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (long Held, long Weight) Of(ReadOnlySpan<int> classes, ReadOnlySpan<int> numbers, ReadOnlySpan<int> worth, long[] held, long price)
    {
        ref long first = ref MemoryMarshal.GetArrayDataReference(held);
        ref int c = ref MemoryMarshal.GetReference(classes);
        ref int n = ref MemoryMarshal.GetReference(numbers);
        long sum = 0;
        long weight = 0;
        unchecked
        {
            if (worth.IsEmpty)
            {
                for (nint i = 0; i < classes.Length; i++)
                {
                    long has = Unsafe.Add(ref first, Unsafe.Add(ref c, i));
                    long number = Unsafe.Add(ref n, i) & ((has - price) >> 63);
                    sum += has * number;
                    weight += number;
                }
                return (sum, weight);
            }
            ref int u = ref MemoryMarshal.GetReference(worth);
            for (nint i = 0; i < classes.Length; i++)
            {
                long has = Unsafe.Add(ref first, Unsafe.Add(ref c, i));
                long each = Unsafe.Add(ref u, i);
                long number = Unsafe.Add(ref n, i) & ((has - price * each) >> 63);
                sum += has * number;
                weight += number * each;
            }
            return (sum, weight);
        }
    }

    /// <summary>The sum of another amount over those who hold less than the price.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long OfOther(ReadOnlySpan<int> classes, ReadOnlySpan<int> numbers, ReadOnlySpan<int> worth, long[] held, long price, long[] other)
    {
        long sum = 0;
        unchecked
        {
            for (int i = 0; i < classes.Length; i++)
            {
                int at = classes[i];
                long limit = worth.IsEmpty ? price : price * worth[i];
                sum += other[at] * (numbers[i] & ((held[at] - limit) >> 63));
            }
        }
        return sum;
    }

    /// <summary>The sum of the errors over those who hold less than the price, and the least that any other surely holds (for a unit of worth, rounded down).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (long PoorError, long LeastRich) Errors(
        ReadOnlySpan<int> classes, ReadOnlySpan<int> numbers, ReadOnlySpan<int> worth, long[] held, long[] error, long price)
    {
        long sum = 0;
        long least = long.MaxValue;
        unchecked
        {
            for (int i = 0; i < classes.Length; i++)
            {
                int at = classes[i];
                long each = worth.IsEmpty ? 1 : worth[i];
                long poor = (held[at] - price * each) >> 63;
                sum += error[at] * (numbers[i] & poor);
                long sure = held[at] - error[at];
                if (each != 1)
                    sure /= each;
                least = Math.Min(least, sure | (poor & long.MaxValue));
            }
        }
        return (sum, least);
    }
}
