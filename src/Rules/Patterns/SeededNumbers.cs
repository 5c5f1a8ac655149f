namespace PbDecisionDay.Rules.Patterns;

/// <summary>
/// Numbers that are the same for everyone: SplitMix64 from a fixed seed. Source: Steele, Lea, Flood, Fast Splittable Pseudorandom Number Generators, 2014.
/// </summary>
internal sealed class SeededNumbers
{
    private ulong _state = 20_180_101;

    /// <summary>Puts random elements at the first places, each as likely as any other.</summary>
    public void Shuffle(int[] numbers, int places)
    {
        for (int at = 0; at < places; at++)
        {
            int from = at + (int)Below((ulong)(numbers.Length - at));
            (numbers[at], numbers[from]) = (numbers[from], numbers[at]);
        }
    }

    // Values that would favour some are skipped.
    private ulong Below(ulong bound)
    {
        ulong fair = ulong.MaxValue - ulong.MaxValue % bound, drawn;
        do
            drawn = Next();
        while (drawn >= fair);
        return drawn % bound;
    }

    private ulong Next()
    {
        unchecked
        {
            ulong mixed = _state += 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
