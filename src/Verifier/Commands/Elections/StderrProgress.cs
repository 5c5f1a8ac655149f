namespace PbDecisionDay.Verifier.Commands.Elections;

/// <summary>Says on stderr how far long work is, at most once a second, after its first second.</summary>
/// <param name="what">What is counted.</param>
internal sealed class StderrProgress(string what) : IProgress<long>
{
    private long _said = TimeProvider.System.GetTimestamp();

    /// <inheritdoc/>
    public void Report(long value)
    {
        if (TimeProvider.System.GetElapsedTime(_said) < TimeSpan.FromSeconds(1))
            return;
        _said = TimeProvider.System.GetTimestamp();
        Console.Error.WriteLine($"pbdd: {value} {what}");
    }
}
