namespace PbDecisionDay.Verifier.Commands;

/// <summary>Says on stderr what long work is at, from its first second on.</summary>
internal sealed class StderrDoing
{
    private readonly long _start = TimeProvider.System.GetTimestamp();

    /// <summary>Says what is being done now.</summary>
    public void Say(string what)
    {
        if (TimeProvider.System.GetElapsedTime(_start) >= TimeSpan.FromSeconds(1))
            Console.Error.WriteLine($"pbdd: {what} …");
    }
}
