using PbDecisionDay.Ledger;
using PbDecisionDay.Tests.Support.Days;
using PbDecisionDay.Verifier.Auditing;

namespace PbDecisionDay.Verifier.Tests.Verifying;

/// <summary>
/// The log altered by an operator who has its key and signs everything anew, so that no signature and no hash of the tree
/// gives it away. What the bundle alone cannot show, whoever kept a checkpoint or a receipt can.
/// </summary>
public sealed class AlteredLogTests
{
    /// <summary>Entries that nothing else in a bundle hangs on. Without them, or elsewhere, the day is another that could have been.</summary>
    private static readonly string[] Loose = ["activate", "count", "erasure", "incident", "station", "void"];

    private static SampleDay Day => DayFiles.GoodDay;

    private static byte[][] Entries => [.. Day.Entries.Select(entry => entry.Print())];

    private static string Last => Day.Checkpoints[^1].Print();

    [Fact]
    public void Every_entry_that_is_left_out_is_missed()
    {
        for (int i = 0; i < Entries.Length; i++)
            Found([.. Entries[..i], .. Entries[(i + 1)..]], Day.Entries[i].Kind, $"without entry {i}");
    }

    [Fact]
    public void Every_entry_that_stands_twice_is_found()
    {
        for (int i = 0; i < Entries.Length; i++)
            Found([.. Entries[..i], Entries[i], .. Entries[i..]], Day.Entries[i].Kind, $"entry {i} twice");
    }

    [Fact]
    public void Every_entry_that_is_repeated_at_the_end_is_found()
    {
        for (int i = 0; i < Entries.Length; i++)
            Found([.. Entries, Entries[i]], Day.Entries[i].Kind, $"entry {i} again at the end");
    }

    [Fact]
    public void Every_two_neighbours_that_are_swapped_are_found()
    {
        for (int i = 1; i < Entries.Length; i++)
        {
            byte[][] swapped = Entries;
            (swapped[i - 1], swapped[i]) = (swapped[i], swapped[i - 1]);
            string kind = Loose.Contains(Day.Entries[i].Kind, StringComparer.Ordinal) ? Day.Entries[i].Kind : Day.Entries[i - 1].Kind;
            Found(swapped, kind, $"entries {i - 1} and {i} swapped");
        }
    }

    [Fact]
    public void Every_entry_that_is_moved_to_the_front_or_the_end_is_found()
    {
        for (int i = 1; i < Entries.Length - 1; i++)
        {
            byte[][] rest = [.. Entries[..i], .. Entries[(i + 1)..]];
            Found([Entries[i], .. rest], Day.Entries[i].Kind, $"entry {i} first");
            Found([.. rest, Entries[i]], Day.Entries[i].Kind, $"entry {i} last");
        }
    }

    [Fact]
    public void A_log_that_is_cut_short_is_not_finished()
    {
        for (int size = 1; size < Day.IndexOf("result"); size += 3)
            DayFiles.Resigned(Day, Entries[..size]).Refused(AuditCheck.Finished);
    }

    [Fact]
    public void An_entry_of_another_day_is_found_wherever_it_is_put()
    {
        // The same cards' secrets give other numbers and proofs under another origin.
        DerivedCard stranger = SampleCards.Secret(1).Derive("pb.south.example/another-day");
        byte[] replayed = new CastEntry(stranger.Number, 1, stranger.Proof(1), SampleCards.Bytes("another seal")).Print();
        for (int i = (int)Day.IndexOf("open") + 1; i < Day.IndexOf("close"); i += 4)
            DayFiles.Resigned(Day, [.. Entries[..i], replayed, .. Entries[i..]]).Refused(AuditChecks.PublishedCards);
    }

    // Found in the bundle alone; or, for what nothing hangs on, by the last checkpoint that somebody kept.
    private static void Found(byte[][] entries, string kind, string what)
    {
        DayFiles files = DayFiles.Resigned(Day, entries);
        AuditReport alone = files.Verify();
        Assert.True(!alone.Holds || Loose.Contains(kind, StringComparer.Ordinal), $"{what} ({kind}) passes");
        Assert.True(!alone.Holds || files.Verify(seen: Last).Fails(AuditCheck.Seen), $"{what} ({kind}) passes whoever kept the last checkpoint");
    }
}
