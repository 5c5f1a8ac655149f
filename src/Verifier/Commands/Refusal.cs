namespace PbDecisionDay.Verifier.Commands;

/// <summary>What goes wrong before anything is looked at: a line on stderr.</summary>
internal static class Refusal
{
    /// <summary>Bad use, or a file that cannot be read.</summary>
    public const int Exit = 2;

    /// <summary>Says it, and gives the exit.</summary>
    public static int Say(string problem)
    {
        Console.Error.WriteLine($"pbdd: {problem}");
        return Exit;
    }
}
