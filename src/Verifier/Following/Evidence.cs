namespace PbDecisionDay.Verifier.Following;

/// <summary>Both sides of an alarm, as <c>alarm-N-kept.txt</c> and <c>alarm-N-shown.txt</c> of a folder. The same alarm is kept once.</summary>
internal static class Evidence
{
    // Enough to prove anything; more would only fill the disk of whoever watches.
    private const int Most = 1000;

    /// <summary>Keeps both sides, and says where.</summary>
    public static (string Kept, string Shown) Keep(string folder, string kept, string shown)
    {
        Directory.CreateDirectory(folder);
        int number = 1;
        while (number < Most && File.Exists(At(folder, number, "shown")) && !IsThis(folder, number, kept, shown))
            number++;
        File.WriteAllText(At(folder, number, "kept"), kept);
        File.WriteAllText(At(folder, number, "shown"), shown);
        return (At(folder, number, "kept"), At(folder, number, "shown"));
    }

    // ECDSA signs one text in many ways: what counts is what was signed.
    private static bool IsThis(string folder, int number, string kept, string shown) =>
        Signed(File.ReadAllText(At(folder, number, "shown"))) == Signed(shown)
        && File.Exists(At(folder, number, "kept")) && Signed(File.ReadAllText(At(folder, number, "kept"))) == Signed(kept);

    private static string Signed(string note) => note.Split("\n\n")[0];

    private static string At(string folder, int number, string side) => Path.Combine(folder, $"alarm-{number}-{side}.txt");
}
