namespace PbDecisionDay.Rehearsal.Checking;

/// <summary>Everything that was not as it should be, in plain sentences. Safe for many at once.</summary>
internal sealed class Differences
{
    private readonly Lock gate = new();
    private readonly List<string> found = [];

    public IReadOnlyList<string> Found
    {
        get
        {
            lock (gate)
                return [.. found];
        }
    }

    public void Add(string sentence)
    {
        lock (gate)
            found.Add(sentence);
    }

    public void Add(IEnumerable<string> sentences)
    {
        foreach (string sentence in sentences)
            Add(sentence);
    }
}
