using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Ledger.Tests.Fuzzing;

namespace PbDecisionDay.Ledger.Tests;

public class LogEntryTests
{
    private static readonly string Hash = Digest.Sha256("x"u8).ToString();

    [Fact]
    public void Every_entry_reads_back_as_itself_and_prints_the_same_bytes() => Prop.ForAll(Samples.Entries.ToArbitrary(), entry =>
    {
        var bytes = entry.Print();
        Assert.StartsWith($"pbdd/1 {entry.Kind}\n", Encoding.ASCII.GetString(bytes), StringComparison.Ordinal);
        var read = LogEntry.Parse(bytes);
        Assert.Equal(entry, read);
        Assert.Equal(entry.GetHashCode(), read.GetHashCode());
        Assert.Equal(bytes, read.Print());
        Assert.Equal(new Digest(NaiveTree.Leaf(bytes)), entry.LeafHash());
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Bytes_with_a_change_are_refused_or_are_another_entry_that_prints_back_exactly() =>
        Prop.ForAll(Samples.Entries.ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (entry, seed) =>
        {
            var random = new Random(seed);
            for (var change = 0; change < 40; change++)
            {
                var changed = Mutations.Of(entry.Print(), random);
                if (LogEntry.TryParse(changed, out var read, out var problem))
                    Assert.Equal(changed, read.Print());
                Assert.NotEqual(read is null, problem is null);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    public static TheoryData<string, int, string> Refusals => new()
    {
        { "", 1, "'pbdd/1' is missing" },
        { "\n", 1, "'pbdd/1' and a space should stand here" },
        { "pbdd/1 activate\nbatch a", 2, "the line does not end with a line feed" },
        { "pbdd/2 activate\nbatch a\n", 1, "'pbdd/1' and a space should stand here" },
        { "pbdd/1  activate\nbatch a\n", 1, "this kind of entry is not known" },
        { "pbdd/1 dance\n", 1, "this kind of entry is not known" },
        { "pbdd/1 activate\n", 2, "'batch' is missing" },
        { "pbdd/1 activate\r\nbatch a\r\n", 1, "this kind of entry is not known" },
        { "pbdd/1 activate\nbatch a\n\n", 3, "nothing may follow the last field" },
        { "pbdd/1 activate\nbatch a\nbatch a\n", 3, "nothing may follow the last field" },
        { "pbdd/1 count\nchecked-in 99999999999\nissued 1\n", 2, "'checked-in' takes a whole number from 0 to 9999999" },
        { "pbdd/1 activate\nbatch\n", 2, "'batch' and a space should stand here" },
        { "pbdd/1 activate\nbatch \n", 2, "'batch' takes 1 to 32 characters" },
        { "pbdd/1 activate\nbatch -a\n", 2, "'batch' takes 1 to 32 characters" },
        { "pbdd/1 activate\nbatch Hall\n", 2, "'batch' takes 1 to 32 characters" },
        { $"pbdd/1 activate\nbatch {new string('a', 33)}\n", 2, "'batch' takes 1 to 32 characters" },
        { "pbdd/1 count\nissued 1\nchecked-in 2\n", 2, "'checked-in' and a space should stand here" },
        { "pbdd/1 count\nchecked-in 01\nissued 0\n", 2, "'checked-in' takes a whole number from 0 to 9999999" },
        { "pbdd/1 count\nchecked-in +1\nissued 0\n", 2, "'checked-in' takes a whole number" },
        { "pbdd/1 count\nchecked-in -0\nissued 0\n", 2, "'checked-in' takes a whole number" },
        { "pbdd/1 count\nchecked-in 1 \nissued 0\n", 2, "'checked-in' takes a whole number" },
        { "pbdd/1 count\nchecked-in 10000000\nissued 0\n", 2, "'checked-in' takes a whole number" },
        { "pbdd/1 count\nchecked-in 99999999999999999999\nissued 0\n", 2, "'checked-in' takes a whole number" },
        { "pbdd/1 count\nchecked-in \nissued 0\n", 2, "'checked-in' takes a whole number" },
        { $"pbdd/1 cast\ncard {Hash}\nver 8\nreveal {Hash}\nseal {Hash}\n", 3, "'ver' takes a whole number from 1 to 7" },
        { $"pbdd/1 cast\ncard {Hash}\nver 0\nreveal {Hash}\nseal {Hash}\n", 3, "'ver' takes a whole number from 1 to 7" },
        { $"pbdd/1 cast\ncard {Hash}\nver 1\nreveal {Hash}\nseal {Hash[..^1]}\n", 5, "'seal' takes 32 bytes" },
        { $"pbdd/1 challenge\ncard {Hash}\nver 1\nreveal {Hash}\nnonce {Hash}\nballot blank\n", 3, "'ver' takes a whole number from 2 to 7" },
        { $"pbdd/1 challenge\ncard {Hash}\nver 2\nreveal {Hash}\nnonce {Hash}\nballot approve  3\n", 6, "'ballot' takes a ballot" },
        { $"pbdd/1 void\ncard {Hash}\nreason Lost\n", 3, "'reason' takes one of lost, found, challenged, unused" },
        { $"pbdd/1 void\ncard {Hash}\nreason 0\n", 3, "'reason' takes one of lost, found, challenged, unused" },
        { $"pbdd/1 log\nname main\nkey {Hash}\n", 2, "'name' takes 1 to 32 characters" },
        { $"pbdd/1 batch\nbatch a\nroot {Hash}\nsize 1\nmaker offline\n", 3, "'log' and a space should stand here" },
        { "pbdd/1 pot\npot a\namount 10000000000001\nsource other\nreason added\n", 3, "'amount' takes a whole number from 0 to 10000000000000" },
        { "pbdd/1 pot\npot a\namount -1\nsource other\nreason added\n", 3, "'amount' takes a whole number" },
        { "pbdd/1 pot\npot a\namount 1\nsource me\nreason added\n", 4, "'source' takes one of sponsor, council, carried, other" },
        { "pbdd/1 pot\npot a//b\namount 1\nsource other\nreason added\n", 2, "'pot' takes 1 to 64 characters" },
        { "pbdd/1 withdraw\nproposal ..\nreason withdrawn\n", 2, "'proposal' takes 1 to 64 characters" },
        { "pbdd/1 withdraw\nproposal a/.b\nreason withdrawn\n", 2, "'proposal' takes 1 to 64 characters" },
        { "pbdd/1 withdraw\nproposal a/\nreason withdrawn\n", 2, "'proposal' takes 1 to 64 characters" },
        { $"pbdd/1 withdraw\nproposal {new string('a', 65)}\nreason withdrawn\n", 2, "'proposal' takes 1 to 64 characters" },
        { "pbdd/1 last\nat noon\n", 2, "nothing may follow the last field" },
        { $"pbdd/1 join\nlog a\nsize 0\nroot {Hash}\n", 3, "'size' takes a whole number from 1 to 999999999" },
        { "pbdd/1 lots\ndigits 1234567\n", 2, "'digits' takes eight digits" },
        { "pbdd/1 lots\ndigits 1234567x\n", 2, "'digits' takes eight digits" },
        { $"pbdd/1 mix\nballots {Hash}\nlist-01 {Hash}\nlist-03 {Hash}\n", 4, "'list-02' and a space should stand here" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_is_not_exactly_an_entry_is_refused_with_line_and_reason(string text, int line, string reason)
    {
        Assert.False(LogEntry.TryParse(Encoding.UTF8.GetBytes(text), out var entry, out var problem));
        Assert.Null(entry);
        Assert.Equal(line, problem.Line);
        Assert.StartsWith(reason, problem.Reason, StringComparison.Ordinal);
        var thrown = Assert.Throws<FormatException>(() => LogEntry.Parse(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(problem.ToString(), thrown.Message);
    }

    [Fact]
    public void An_entry_with_a_field_out_of_range_cannot_be_made()
    {
        var hash = Digest.Sha256("x"u8);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CastEntry(hash, 0, hash, hash));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ChallengeEntry(hash, 1, hash, hash, "blank"));
        Assert.Throws<ArgumentException>(() => new ChallengeEntry(hash, 2, hash, hash, "two\nlines"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SurrenderEntry(hash, 8, hash));
        Assert.Throws<ArgumentException>(() => new BatchEntry("Hall 1", "main", hash, 1, CardMaker.Offline));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchEntry("hall-1", "main", hash, 0, CardMaker.Offline));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchEntry("hall-1", "main", hash, 1, (CardMaker)9));
        Assert.Throws<ArgumentException>(() => new ActivateEntry("caf\u00e9"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PaperEntry("paper-1", 0, hash));
        Assert.Throws<ArgumentOutOfRangeException>(() => new VoidEntry(hash, (VoidReason)(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CountEntry(-1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StationEntry(hash, (StationRole)9, StationChange.Paired));
        Assert.Throws<ArgumentOutOfRangeException>(() => new IncidentEntry((IncidentCode)9));
        Assert.Throws<ArgumentException>(() => new AnnounceEntry("main", hash));
        Assert.Throws<ArgumentException>(() => new PotEntry("a b", 1, PotSource.Other, PotReason.Added));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PotEntry("a", -1, PotSource.Other, PotReason.Added));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PotEntry("a", 10_000_000_000_001, PotSource.Other, PotReason.Added));
        Assert.Throws<ArgumentOutOfRangeException>(() => new JoinEntry("a", 0, hash));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MissingEntry("a", MissingReason.Lost, -1));
        Assert.Throws<ArgumentException>(() => new MixEntry(hash, [hash]));
        Assert.Throws<ArgumentException>(() => new DiceEntry("123456789"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ErasureEntry((ErasedThing)9));
    }

    [Fact]
    public void The_longest_entry_fits_into_a_bundle_of_tlog_tiles()
    {
        var hash = Digest.Sha256("x"u8);
        var longest = new ChallengeEntry(hash, 7, hash, hash, "approve " + new string('x', BallotText.MostBytes - 8)).Print();
        Assert.InRange(longest.Length, BallotText.MostBytes, ushort.MaxValue);
        Assert.Equal(longest, LogEntry.Parse(longest).Print());
    }
}
