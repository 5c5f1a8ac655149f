using PbDecisionDay.Ledger.Auditing;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Tests.Support.Days;
using PbDecisionDay.Verifier.Auditing;

namespace PbDecisionDay.Verifier.Tests.Verifying;

/// <summary>
/// The log altered by an operator who has its key and signs everything anew, so that no signature and no hash of the tree
/// gives it away. What the bundle alone cannot show, whoever kept a checkpoint or a receipt can.
/// </summary>
public sealed class AlteredLogTests
{
    /// <summary>Kinds of entries that nothing else in a bundle hangs on. Without them, or elsewhere, the day is another that could have been.</summary>
    private static readonly string[] LooseKinds = ["activate", "count", "erasure", "incident", "release", "station", "void"];

    /// <summary>
    /// Entries that may be missing: the cast before a card's version 7, which may follow any; a paper ballot that was
    /// corrected; and a card given up without a paper ballot for it. None of them counts.
    /// </summary>
    private static readonly string[] NotMissed = ["cast-04", "paper-1", "surrender-35", "surrender-36"];

    /// <summary>Entries that may stand elsewhere: those, and casts that do not count. The mix fixes the order of what counts.</summary>
    private static readonly string[] Movable = [.. NotMissed, "cast-03", "cast-05", "cast-06", "challenge-05", "pages", "result"];

    private static SampleDay Day => DayFiles.GoodDay;

    private static byte[][] Entries => [.. Day.Entries.Select(entry => entry.Print())];

    private static string Last => Day.Checkpoints[^1].Print();

    [Fact]
    public void Every_entry_that_is_left_out_is_missed()
    {
        for (int i = 0; i < Entries.Length; i++)
            Found([.. Entries[..i], .. Entries[(i + 1)..]], IsLoose(i, NotMissed), $"without entry {i}");
    }

    [Fact]
    public void Every_entry_that_stands_twice_is_found()
    {
        for (int i = 0; i < Entries.Length; i++)
            Found([.. Entries[..i], Entries[i], .. Entries[i..]], IsLoose(i, []) || Day.Entries[i] is PaperEntry, $"entry {i} twice");
    }

    [Fact]
    public void Every_entry_that_is_repeated_after_the_end_is_found_where_it_says_anything()
    {
        // The log goes on, so no checkpoint can speak against it; what may not follow the result is found.
        for (int i = 0; i < Entries.Length; i++)
            Assert.True(!DayFiles.Resigned(Day, [.. Entries, Entries[i]]).Verify().Holds || LooseKinds.Contains(Day.Entries[i].Kind, StringComparer.Ordinal), $"entry {i} again at the end passes");
    }

    [Fact]
    public void Every_two_neighbours_that_are_swapped_are_found()
    {
        for (int i = 1; i < Entries.Length; i++)
        {
            byte[][] swapped = Entries;
            (swapped[i - 1], swapped[i]) = (swapped[i], swapped[i - 1]);
            bool batches = Day.Entries[i] is BatchEntry && Day.Entries[i - 1] is BatchEntry;
            Found(swapped, batches || IsLoose(i, Movable) || IsLoose(i - 1, Movable), $"entries {i - 1} and {i} swapped");
        }
    }

    [Fact]
    public void Every_entry_that_is_moved_to_the_front_or_the_end_is_found()
    {
        for (int i = 1; i < Entries.Length - 1; i++)
        {
            byte[][] rest = [.. Entries[..i], .. Entries[(i + 1)..]];
            // Batches may be named before the opening or after it.
            Found([Entries[i], .. rest], IsLoose(i, ["open"]) || Day.Entries[i] is BatchEntry, $"entry {i} first");
            Found([.. rest, Entries[i]], IsLoose(i, ["result"]), $"entry {i} last");
        }
    }

    [Fact]
    public void A_log_that_is_cut_short_is_not_finished()
    {
        for (int size = 1; size < Day.IndexOf("result"); size += 3)
            DayFiles.Resigned(Day, Entries[..size]).Refused(AuditCheck.Finished);
    }

    [Theory]
    [InlineData("pbdd/1 note\ntext hello\n")]
    [InlineData("pbdd/1 count\nchecked-in 045\nissued 42\n")]
    [InlineData("")]
    public void An_entry_that_cannot_be_read_is_told_with_its_place(string text)
    {
        byte[][] entries = Entries;
        entries[5] = System.Text.Encoding.ASCII.GetBytes(text);
        AuditReport report = DayFiles.Resigned(Day, entries).Refused(AuditCheck.Entries);
        Assert.Equal(5, report.Check(AuditCheck.Entries).Findings[0].Entry);
        Assert.Equal(Verdict.Unknown, report.Check(AuditCheck.Mix).Verdict);
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

    private static bool IsLoose(int entry, string[] named) =>
        LooseKinds.Contains(Day.Entries[entry].Kind, StringComparer.Ordinal) || named.Any(name => Day.IndexOf(name) == entry);

    // Found in the bundle alone; or, where nothing hangs on the entry, by the last checkpoint that somebody kept.
    private static void Found(byte[][] entries, bool loose, string what)
    {
        DayFiles files = DayFiles.Resigned(Day, entries);
        bool holds = files.Verify().Holds;
        Assert.True(!holds || loose, $"{what} passes");
        Assert.True(!holds || files.Verify(seen: Last).Fails(AuditCheck.Seen), $"{what} passes whoever kept the last checkpoint");
    }
}
