using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PbDecisionDay.Rules.Allocation.Shares;

/// <summary>Sums over the supporters who hold less than a price. The innermost loops of Equal Shares, without a branch.</summary>
internal static class PoorSums
{
    /// <summary>What those hold who hold less than the price, and their weight. Both stay below 2^61 by the choice of <see cref="SharesScale"/>.</summary>
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
        ref long first = ref MemoryMarshal.GetArrayDataReference(held);
        ref long amount = ref MemoryMarshal.GetArrayDataReference(other);
        ref int c = ref MemoryMarshal.GetReference(classes);
        ref int n = ref MemoryMarshal.GetReference(numbers);
        long sum = 0;
        unchecked
        {
            for (nint i = 0; i < classes.Length; i++)
            {
                int at = Unsafe.Add(ref c, i);
                long limit = worth.IsEmpty ? price : price * Unsafe.Add(ref MemoryMarshal.GetReference(worth), i);
                long number = Unsafe.Add(ref n, i) & ((Unsafe.Add(ref first, at) - limit) >> 63);
                sum += Unsafe.Add(ref amount, at) * number;
            }
        }
        return sum;
    }
}
