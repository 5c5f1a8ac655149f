using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Tests.Support.Days;
using PbDecisionDay.Verifier.Tests.Verifying;

namespace PbDecisionDay.Verifier.Tests;

/// <summary>A checker in another language, written from the formats alone, comes to the same verdict.</summary>
public sealed class SecondOpinionTests
{
    private static readonly string Script = Repository.Path("tests/Verifier.Tests/SecondOpinion/check.mjs");

    [Fact]
    public void Both_find_a_good_day_good() => Agree(DayFiles.Good(), openings: true, holds: true);

    [Fact]
    public void Both_find_a_good_day_good_without_openings() => Agree(DayFiles.Good(), openings: false, holds: true);

    [Fact]
    public void Both_find_a_day_good_on_which_last_versions_are_opened_and_cards_exchanged() => Agree(DayFiles.Of(
        SampleScript.Day().After("kiosk-04", "opened", day => day.Challenge(4)).After("opened", "exchanged", day => day.Void(4, VoidReason.Challenged))
            .After("last", "opened-20", day => day.Challenge(20)).Play()), openings: true, holds: true);

    [Fact]
    public void Both_want_the_openings_of_a_small_day()
    {
        DayFiles small = DayFiles.Of(SampleScript.SmallDay().Play());
        Agree(small, openings: true, holds: true);
        Agree(small, openings: false, holds: false);
    }

    [Fact]
    public void Both_find_a_changed_day_good() => Agree(DayFiles.Of(SampleScript.ChangedDay().Play()), openings: true, holds: true);

    [Fact]
    public void Both_find_a_day_good_whose_papers_the_dice_named() => Agree(DayFiles.Of(SampleScript.PapersDay().Play()), openings: true, holds: true);

    [Fact]
    public void Both_find_a_day_with_two_joined_logs_good()
    {
        DayFiles day = DayFiles.Of(SampleScript.LogsDay().Play());
        Agree(day, openings: true, holds: true);
        Agree(day, openings: false, holds: true);
    }

    [Fact]
    public void Both_find_a_day_good_with_every_kind_of_entry_once_its_missing_log_is_accepted()
    {
        DayFiles day = DayFiles.Of(EveryKindDay.Script().Play());
        Agree(day, openings: true, holds: true, EveryKindDay.Missing);
        Agree(day, openings: false, holds: true, EveryKindDay.Missing);
        Agree(day, openings: true, holds: false);
    }

    [Theory]
    [InlineData("pbdd-1")]
    [InlineData("pbdd-1-many")]
    public void The_second_opinion_finds_the_golden_bundles_good(string folder)
    {
        string[] paths = [.. new[] { "public.zip", "auditor.zip" }.Select(name => Repository.Path($"tests/Verifier.Tests/Golden/{folder}/{name}"))];
        var (exit, output, error) = Tools.Run("node", [Script, .. paths, "--without", EveryKindDay.Missing]);
        Assert.Equal("", error);
        Assert.True(exit == 0, output);
    }

    [Theory]
    [InlineData("pots/1.pb", "\n1;p1\n", "\n1;p2\n")]
    [InlineData("pots/1.pb", "budget;6550", "budget;6000")]
    [InlineData("pots/2.pb", ";Project 9;2\n", ";Project 9;1\n")]
    [InlineData("pots/2.pb", "subunit;Streets", "subunit;Roads")]
    [InlineData("ballots.pb", ";Project 4;1\n", ";Project 4;0\n")]
    [InlineData("ballots.pb", "max_length;3", "max_length;2")]
    [InlineData("result.json", "\"increments\": 111", "\"increments\": 110")]
    [InlineData("result.json", "757300/43", "757299/43")]
    [InlineData("result.json", "\"reserve\": [\"p5\", \"p7\"]", "\"reserve\": [\"p7\", \"p5\"]")]
    public void Both_find_one_change_in_what_is_published_of_several_pots_under_equal_shares(string name, string from, string to)
    {
        DayFiles day = DayFiles.Of(EveryKindDay.Script().Play());
        Assert.Contains(from, day[name], StringComparison.Ordinal);
        day[name] = day[name].Replace(from, to, StringComparison.Ordinal);
        Agree(day, openings: true, holds: false, EveryKindDay.Missing);
    }

    [Theory]
    [InlineData("count-late", 90)]
    [InlineData("mix", 90)]
    [InlineData("close", 77)]
    public void Both_find_a_total_that_comes_too_late_or_fell(string after, int people)
    {
        SampleScript script = EveryKindDay.Script().After(after, "x", day => day.Count(people));
        Agree(DayFiles.Of(script.Play()), openings: true, holds: false, EveryKindDay.Missing);
    }

    [Fact]
    public void The_second_opinion_takes_in_nothing_but_node_and_the_files_beside_it()
    {
        string[] folders = ["tests/Verifier.Tests/SecondOpinion", "tests/Ledger.Tests/SecondOpinion"];
        string[] files = [.. folders.SelectMany(folder => Directory.GetFiles(Repository.Path(folder), "*.mjs"))];
        Assert.True(files.Length >= 15, $"{files.Length} files");
        foreach (string file in files)
            foreach (string line in File.ReadLines(file).Where(line => line.StartsWith("import ", StringComparison.Ordinal) || line.Contains("import(", StringComparison.Ordinal)))
            {
                string from = line.Split('\'')[1];
                Assert.True(from is "node:fs" or "node:crypto" || folders.Contains(Path.GetDirectoryName(Path.GetRelativePath(Repository.Root, Path.GetFullPath(from, Path.GetDirectoryName(file)!)))), $"{file}: {from}");
            }
    }

    [Fact]
    public void Both_find_a_late_batch_good_and_a_batch_that_failed()
    {
        SampleScript script = SampleScript.Day();
        script.After("open", "batch-late", day => day.Batch("late", 60, 5)).After("cast-33", "cast-61", day => day.Cast(61, "approve p1"));
        script.After("batch-late", "batch-failed", day => day.Batch("failed", 70, 5)).After("batch-failed", "spoilt", _ => new SpoilEntry("failed"));
        Agree(DayFiles.Of(script.Play()), openings: true, holds: true);
    }

    [Theory]
    [InlineData("paper not opened")]
    [InlineData("paper opened otherwise")]
    [InlineData("another paper opened")]
    [InlineData("money forbidden")]
    [InlineData("money after the mix")]
    [InlineData("money after the opening")]
    [InlineData("money in the other direction")]
    [InlineData("withdrawal forbidden")]
    [InlineData("withdrawal after the opening")]
    [InlineData("ineligible in sight of standings")]
    [InlineData("restored for nothing")]
    [InlineData("withdrawal not counted")]
    [InlineData("money not counted")]
    [InlineData("batch after the close")]
    [InlineData("spoilt card")]
    [InlineData("card before its batch")]
    [InlineData("forged proof")]
    [InlineData("cast after the close")]
    [InlineData("cast after the last")]
    [InlineData("challenge after the close")]
    [InlineData("close without last")]
    [InlineData("void after the last")]
    [InlineData("use after a last challenge")]
    [InlineData("cast with version 7")]
    [InlineData("exchange of a card that may vote")]
    [InlineData("second exchange")]
    [InlineData("lost after its surrender")]
    [InlineData("unused card")]
    [InlineData("other ballots")]
    [InlineData("second dice")]
    [InlineData("more papers")]
    [InlineData("fewer people")]
    [InlineData("fewer people in another log")]
    [InlineData("a log left out")]
    [InlineData("a log neither joined nor missing")]
    [InlineData("a log nobody announced")]
    [InlineData("another root joined")]
    [InlineData("a cut log joined")]
    [InlineData("a card in two logs")]
    [InlineData("another log's key")]
    [InlineData("a paper entry in another log")]
    [InlineData("a file of another log dropped")]
    [InlineData("entry dropped")]
    [InlineData("a station paired twice")]
    [InlineData("a station revoked that was not paired")]
    [InlineData("the same destroyed twice")]
    [InlineData("rules spelt otherwise")]
    [InlineData("file added")]
    [InlineData("commitment changed")]
    [InlineData("ballot changed")]
    [InlineData("rules changed")]
    [InlineData("checkpoint of another key")]
    [InlineData("opening changed")]
    [InlineData("result changed")]
    public void Both_find_what_was_tampered_with(string how) => Agree(Tampered(how), openings: how == "opening changed", holds: false);

    // No product code can write such an entry, so its text is altered.
    private static DayFiles Seventh(SampleDay good)
    {
        byte[][] entries = [.. good.Entries.Select(entry => entry.Print())];
        CastEntry cast = (CastEntry)good.Entries[(int)good.IndexOf("kiosk-04")];
        entries[good.IndexOf("kiosk-04")] = System.Text.Encoding.ASCII.GetBytes(System.Text.Encoding.ASCII.GetString(cast.Print())
            .Replace("ver 6", "ver 7", StringComparison.Ordinal)
            .Replace(cast.Reveal.ToString(), SampleCards.Card(4).Proof(7).ToString(), StringComparison.Ordinal));
        return DayFiles.Resigned(good, entries);
    }

    private static DayFiles Tampered(string how)
    {
        SampleScript script = SampleScript.Day();
        SampleDay good = DayFiles.GoodDay;
        DayFiles files = DayFiles.Good();
        switch (how)
        {
            case "paper not opened": script = SampleScript.PapersDay(); script.Remove("sample-9"); break;
            case "paper opened otherwise": script = SampleScript.PapersDay(); script.Replace("sample-3", day => day.Sample(3, forged: true)); break;
            case "another paper opened": script = SampleScript.PapersDay(); script.Before("sample-3", "x", day => day.Sample(4)); break;
            case "money forbidden": script.After("open", "x", _ => More); break;
            case "money after the mix": script = SampleScript.ChangedDay(); script.After("mix", "x", _ => More); break;
            case "money after the opening": script = SampleScript.ChangedDay(live: LiveResults.Rounded); script.After("open", "x", _ => More); break;
            case "money in the other direction": script = SampleScript.ChangedDay(); script.After("open", "x", _ => new PotEntry("main", 2_000_000, PotSource.Other, PotReason.Withdrawn)); break;
            case "withdrawal forbidden": script.Before("open", "x", _ => new WithdrawEntry("p1", WithdrawReason.Withdrawn)); break;
            case "withdrawal after the opening": script = SampleScript.Allowing(MoneyChanges.Never, Withdrawals.UntilOpen); script.After("open", "x", _ => new WithdrawEntry("p1", WithdrawReason.Withdrawn)); break;
            case "ineligible in sight of standings": script = SampleScript.ChangedDay(live: LiveResults.Standings); script.After("open", "x", _ => new WithdrawEntry("p1", WithdrawReason.Ineligible)); break;
            case "restored for nothing": script = SampleScript.ChangedDay(); script.After("open", "x", _ => new WithdrawEntry("p1", WithdrawReason.Restored)); break;
            case "withdrawal not counted": script = SampleScript.ChangedDay(); script.Count = changes => changes with { Withdrawn = PaperChanges.None.Withdrawn }; break;
            case "money not counted": script = SampleScript.ChangedDay(); script.Count = changes => changes with { Pots = PaperChanges.None.Pots }; break;
            case "batch after the close": script.After("close", "late", day => day.Batch("late", 60, 5)); break;
            case "spoilt card": script.After("open", "late", day => day.Batch("late", 60, 5)).After("late", "spoilt", _ => new SpoilEntry("late")).After("cast-33", "stuffed", day => day.Cast(61, "approve p1")); break;
            case "card before its batch": script.After("cast-32", "early", day => day.Cast(61, "approve p1")).After("cast-33", "late", day => day.Batch("late", 60, 5)); break;
            case "forged proof": script.Alter("cast-10", made => made with { Entry = (CastEntry)made.Entry with { Reveal = SampleCards.Bytes("guess") } }); break;
            case "cast after the last": script.After("last", "late", day => day.Cast(34, "approve p1")); break;
            case "challenge after the close": script.After("close", "late", day => day.Challenge(20)); break;
            case "close without last": script.Remove("last"); break;
            case "void after the last": script.After("last", "late", day => day.Void(34, VoidReason.Lost)); break;
            case "use after a last challenge": script.After("kiosk-04", "opened", day => day.Challenge(4)).After("opened", "late", day => day.Cast(4, "blank", 2)); break;
            case "exchange of a card that may vote": script.After("challenge-05", "exchanged", day => day.Void(5, VoidReason.Challenged)).Remove("recast-05"); break;
            case "second exchange": script.After("kiosk-04", "opened", day => day.Challenge(4)).After("opened", "one", day => day.Void(4, VoidReason.Challenged)).After("one", "two", day => day.Void(4, VoidReason.Challenged)); break;
            case "lost after its surrender": script.After("surrender-36", "lost", day => day.Void(36, VoidReason.Lost)); break;
            case "cast with version 7": return Seventh(good);
            case "cast after the close": script.After("close", "late", day => day.Cast(34, "approve p1")); break;
            case "unused card": script.Before("last", "stuffed", day => day.Cast(39, "approve p1")); break;
            case "other ballots": script.Publish = ballots => [.. ballots.Select(ballot => ballot == "blank" ? "approve p6" : ballot)]; break;
            case "second dice": script.After("lots", "lots-again", _ => new DiceEntry("00000000")); break;
            case "more papers": script.After("paper-2", "paper-3", day => day.EnterPaper("paper-1", 3, "approve p1")).After("paper-3", "paper-4", day => day.EnterPaper("paper-1", 4, "approve p1")); break;
            case "fewer people in another log": script = Logs(day => day.Others["cafe"].CheckedIn = 0).Replace("count-evening", day => day.Count(42)); break;
            case "a log left out": script = SampleScript.LogsDay(); script.Replace("join-cafe", _ => new MissingEntry("cafe", MissingReason.Lost, 1)); break;
            case "a log neither joined nor missing": script = SampleScript.LogsDay(); script.Remove("join-cafe").Remove("paper-5"); break;
            case "a log nobody announced": script = SampleScript.LogsDay(); script.Replace("log-cafe", day => { _ = day.Announce("cafe", 200, 10); return new AnnounceEntry("far", SampleCards.Bytes("x")); }); break;
            case "another root joined": script = SampleScript.LogsDay(); script.Alter("join-cafe", made => (JoinEntry)made.Entry with { Root = SampleCards.Bytes("x") }); break;
            case "a cut log joined": script = Logs(day => day.Others["cafe"].Alter = entries => entries.SkipLast(1)); break;
            case "a card in two logs": script = Logs(day => day.Others["cafe"].Alter = entries => entries.SelectMany(entry => entry is LastEntry ? [day.Cast(34, "approve p1").Entry, entry] : new[] { entry })); break;
            case "another log's key": script = SampleScript.LogsDay(); script.Alter("log-cafe", made => (AnnounceEntry)made.Entry with { Key = SampleCards.Bytes("x") }); break;
            case "a paper entry in another log": script = Logs(day => day.Others["cafe"].Alter = entries => entries.Append(new PaperEntry("paper-9", 1, SampleCards.Bytes("x")))); break;
            case "a file of another log dropped": files = DayFiles.Of(SampleScript.LogsDay().Play()); files.Members.Remove("logs/cafe/issued.txt"); return files;
            case "fewer people": script.Replace("count-evening", day => day.Count(20)); break;
            case "entry dropped": return DayFiles.Resigned(good, [.. good.Entries.Where((_, i) => i != good.IndexOf("cast-20")).Select(entry => entry.Print())]);
            case "a station paired twice": script.After("open", "x", _ => new StationEntry(SampleCards.Bytes("station"), StationRole.Door, StationChange.Paired)); break;
            case "a station revoked that was not paired": script.After("open", "x", _ => new StationEntry(SampleCards.Bytes("station"), StationRole.Paper, StationChange.Revoked)); break;
            case "the same destroyed twice": script.After("erasure", "x", _ => new ErasureEntry(ErasedThing.Register)); break;
            case "rules spelt otherwise": files[BundleNames.Rules] = files[BundleNames.Rules].Replace("\"least\": 1", "\"least\":  1", StringComparison.Ordinal); return files;
            case "file added": files["notes.txt"] = "x\n"; return files;
            case "commitment changed": files[BundleNames.MixCommitments] = Other(files[BundleNames.MixCommitments], 3); return files;
            case "ballot changed": files[BundleNames.Ballots] = files[BundleNames.Ballots].Replace("\n35;p5\n", "\n35;p6\n", StringComparison.Ordinal); return files;
            case "rules changed": files[BundleNames.Rules] = files[BundleNames.Rules].Replace("turnout", "standings", StringComparison.Ordinal); return files;
            case "checkpoint of another key":
                using (LogKey other = LogKey.Generate())
                    files[BundleNames.Checkpoints] = CheckpointFile.Print([.. good.Checkpoints, new Checkpoint(good.Origin, 10, good.Tree.Root(10)).Sign(other)]);
                return files;
            case "opening changed": files.Openings[BundleNames.Openings][5] ^= 1; return files;
            case "result changed": files[BundleNames.Result] = files[BundleNames.Result].Replace("\"p5\"", "\"p6\"", StringComparison.Ordinal); return files;
            default: throw new ArgumentException(how, nameof(how));
        }
        return DayFiles.Of(script.Play());
    }

    /// <summary>The day with two other logs, of which something is altered before they are played.</summary>
    private static SampleScript Logs(Action<SampleDay> alter)
    {
        SampleScript script = SampleScript.LogsDay();
        return script.Before("join-home", "dispute", day =>
        {
            alter(day);
            return new IncidentEntry(IncidentCode.Dispute);
        });
    }

    private static PotEntry More => new("main", 2_000_000, PotSource.Other, PotReason.Added);

    private static string Other(string text, int at) => text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..];

    private static void Agree(DayFiles files, bool openings, bool holds, params string[] without)
    {
        using var folder = new Folder();
        string[] paths = [folder.Write("public.zip", SampleDay.Pack(files.Members)), .. openings ? [folder.Write("auditor.zip", SampleDay.Pack(files.Openings))] : Array.Empty<string>()];
        var (exit, output, error) = Tools.Run("node", [Script, .. paths, .. without.SelectMany(log => new[] { "--without", log })]);
        Assert.Equal("", error);
        Assert.Equal((holds ? 0 : 1, holds), (exit, files.Verify(openings, without: without).Holds));
        Assert.Contains(holds ? "all that was looked at holds" : "does not hold", output, StringComparison.Ordinal);
    }
}
