using System.Text;
using PbDecisionDay.Ledger.Auditing;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Tests.Support.Days;
using PbDecisionDay.Verifier.Auditing;

namespace PbDecisionDay.Verifier.Tests.Verifying;

/// <summary>Files of a bundle changed, taken away, added or exchanged, and packed again as the service packs.</summary>
public sealed class AlteredFilesTests
{
    [Fact]
    public void Every_file_that_is_missing_is_missed()
    {
        foreach (string name in DayFiles.Good().Members.Keys)
        {
            DayFiles files = DayFiles.Good();
            files.Members.Remove(name);
            files.Refused(CheckOf(name));
        }
    }

    private static string CheckOf(string name) => name switch
    {
        BundleNames.Readme => AuditCheck.Members,
        BundleNames.Keys => AuditCheck.Keys,
        BundleNames.Checkpoints => AuditCheck.Checkpoints,
        BundleNames.Rules or BundleNames.Paper => AuditCheck.Frozen,
        BundleNames.Issued => AuditChecks.Issued,
        BundleNames.Ballots => AuditCheck.Ballots,
        BundleNames.Result => AuditCheck.Allocation,
        _ => name.Split('/')[0] switch { "log" => AuditCheck.Tree, "pages" => AuditCheck.Frozen, "manifests" => AuditChecks.Manifests, "mix" => AuditCheck.Mix, _ => throw new ArgumentException(name) },
    };

    [Fact]
    public void Checkpoints_that_are_none_are_refused()
    {
        DayFiles files = DayFiles.Good();
        files[BundleNames.Checkpoints] = "x\n";
        files.Refused(AuditCheck.Checkpoints);
    }

    [Theory]
    [InlineData("hubs/care-home/log/checkpoint")]
    [InlineData("manifests/other.txt")]
    [InlineData("notes.txt")]
    [InlineData("mix/pair-21.txt")]
    [InlineData("log/tile/1/000.p/1")]
    [InlineData("openings.txt")]
    public void A_file_that_does_not_belong_is_refused(string name)
    {
        DayFiles files = DayFiles.Good();
        files[name] = "x\n";
        AuditReport report = files.Verify();
        Assert.False(report.Holds);
        Assert.Contains(name, report.Failing(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ballots.pb")]
    [InlineData("result.json")]
    [InlineData("mix/proof.txt")]
    public void A_file_that_comes_later_does_not_belong_to_a_day_without_result(string name)
    {
        SampleScript script = SampleScript.Day();
        foreach (string step in new[] { "erasure", "release", "result" })
            script.Remove(step);
        DayFiles files = DayFiles.Of(script.Play());
        files.Members.Add(name, DayFiles.Good().Members[name]);
        Assert.True(files.Verify(soFar: true).Fails(AuditCheck.Members));
    }

    [Fact]
    public void Any_readme_will_do()
    {
        DayFiles files = DayFiles.Good();
        files[BundleNames.Readme] = "Anything.\n";
        Assert.True(files.Verify().Holds);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_list_of_pages_that_is_another_or_none_is_found(int number)
    {
        DayFiles files = DayFiles.Good();
        files[BundleNames.Pages(number)] = files[BundleNames.Pages(number)].Replace("vote/en", "vote/fr", StringComparison.Ordinal);
        files.Refused(AuditCheck.Frozen);
        files.Members.Remove(BundleNames.Pages(number));
        Assert.True(files.Verify().Fails(AuditCheck.Members));
    }

    [Fact]
    public void What_the_log_names_as_a_list_of_pages_and_is_none_is_found()
    {
        SampleScript script = SampleScript.Day();
        script.Replace("pages", day => day.ChangePages(null));
        DayFiles.Of(script.Play()).Refused(AuditCheck.Frozen);
    }

    [Fact]
    public void Exchanged_manifests_are_found()
    {
        DayFiles files = DayFiles.Good();
        string hall = BundleNames.Manifest("hall"), spare = BundleNames.Manifest("spare");
        (files.Members[hall], files.Members[spare]) = (files.Members[spare], files.Members[hall]);
        files.Refused(AuditChecks.Manifests);
    }

    [Fact]
    public void A_manifest_in_another_order_is_refused()
    {
        DayFiles files = DayFiles.Good();
        string name = BundleNames.Manifest("hall");
        files[name] = string.Concat(files[name].Split('\n')[..^1].Reverse().Select(line => line + "\n"));
        Assert.Contains("rising byte order", files.Refused(AuditChecks.Manifests).Failing(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_cards_made_usable_are_exactly_those_of_the_close()
    {
        DayFiles files = DayFiles.Good();
        files[BundleNames.Issued] = files[BundleNames.Issued][45..];
        files.Refused(AuditChecks.Issued);
    }

    [Theory]
    [InlineData("another choice", "2;p1,p4\n", "2;p1,p5\n")]
    [InlineData("order", "\n1;", "\n2;")]
    [InlineData("a fact", "Troon decides", "Troon decided")]
    [InlineData("another choice in its place", "6;p1,p4\n", "6;p1,p5\n")]
    [InlineData("unknown project", ";p1,p4\n", ";p1,p9\n")]
    [InlineData("too many", ";p1,p4\n", ";p1,p2,p3,p4\n")]
    [InlineData("a date", "09.05.2026", "9.5.2026")]
    [InlineData("no date", "date_end;", "date_ends;")]
    [InlineData("selected", ";Project 5;1\n", ";Project 5;0\n")]
    [InlineData("an empty field for a blank ballot", ";,\n", ";\n")]
    public void One_change_in_the_published_ballots_is_found(string what, string from, string to)
    {
        DayFiles files = DayFiles.Good();
        string text = files[BundleNames.Ballots];
        int at = text.IndexOf(from, text.IndexOf(what is "a fact" or "a date" or "no date" ? "META" : what is "selected" ? "PROJECTS" : "VOTES", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.True(at >= 0, $"{what}: the day has no '{from}'");
        files[BundleNames.Ballots] = text[..at] + to + text[(at + from.Length)..];
        AuditReport report = files.Verify();
        Assert.True(report.Fails(what is "a fact" ? AuditCheck.Mix : AuditCheck.Ballots), $"{what}: {report.Failing()}");
    }

    [Fact]
    public void Another_description_that_prints_back_is_still_not_the_file_of_the_mix()
    {
        DayFiles files = DayFiles.Good();
        files[BundleNames.Ballots] = files[BundleNames.Ballots].Replace("Troon decides", "Troon decided", StringComparison.Ordinal);
        AuditReport report = files.Refused(AuditCheck.Mix);
        Assert.Equal(Verdict.Holds, report.Check(AuditCheck.Ballots).Verdict);
    }

    [Theory]
    [InlineData("")]
    [InlineData("pb.south.example/troon-2026\n")]
    [InlineData("two")]
    public void Keys_hold_exactly_one_key(string text)
    {
        DayFiles files = DayFiles.Good();
        files[BundleNames.Keys] = text == "two" ? files[BundleNames.Keys] + files[BundleNames.Keys] : text;
        files.Refused(AuditCheck.Keys);
    }

    [Fact]
    public void A_day_signed_with_another_key_is_refused_when_the_key_is_known()
    {
        SampleDay day = DayFiles.GoodDay;
        using LogKey other = LogKey.Generate();
        DayFiles files = DayFiles.Good();
        Assert.True(files.Verify(key: (day.Origin, other.Public)).Fails(AuditCheck.Keys));
        Assert.True(files.Verify(key: ("pb.south.example/other", day.Key)).Fails(AuditCheck.Keys));
        files[BundleNames.Keys] = other.Public.VerifierKey(day.Origin) + "\n";
        files.Refused(AuditCheck.Checkpoints);
    }

    [Fact]
    public void The_last_checkpoint_must_be_among_the_published_ones()
    {
        DayFiles files = DayFiles.Good();
        files[BundleNames.Checkpoints] = CheckpointFile.Print(DayFiles.GoodDay.Checkpoints.SkipLast(1));
        files.Refused(AuditCheck.Checkpoints);
    }

    [Fact]
    public void A_dropped_checkpoint_in_the_middle_is_missed_only_by_whoever_kept_it()
    {
        SampleDay day = DayFiles.GoodDay;
        DayFiles files = DayFiles.Good();
        files[BundleNames.Checkpoints] = CheckpointFile.Print(day.Checkpoints.Where((_, i) => i != 1));
        Assert.True(files.Verify().Holds, "the log is the same, so nothing in the file can show it");
        files.Refused(AuditCheck.Seen, seen: day.Checkpoints[1].Print());
    }

    [Fact]
    public void Checkpoints_of_another_root_another_log_another_key_or_beyond_the_end_are_refused()
    {
        SampleDay day = DayFiles.GoodDay;
        using LogKey other = LogKey.Generate();
        Checkpoint good = new(day.Origin, 10, day.Tree.Root(10));
        foreach (SignedNote bad in new[]
        {
            day.Sign(good with { Root = day.Tree.Root(11) }),
            new Checkpoint("pb.south.example/other", 10, day.Tree.Root(10)).Sign(other),
            good.Sign(other),
            day.Sign(new(day.Origin, day.Entries.Count + 1, SampleCards.Bytes("root"))),
            SignedByName(new("pb.south.example/other", 10, day.Tree.Root(10))),
        })
        {
            DayFiles files = DayFiles.Good();
            files[BundleNames.Checkpoints] = CheckpointFile.Print([.. day.Checkpoints, bad]);
            files.Refused(AuditCheck.Checkpoints);
        }
        DayFiles same = DayFiles.Good();
        same[BundleNames.Checkpoints] = CheckpointFile.Print([.. day.Checkpoints, day.Sign(good)]);
        Assert.True(same.Verify().Holds, same.Verify().Failing());
    }

    // A checkpoint that names another log, under a signature line of this one.
    internal static SignedNote SignedByName(Checkpoint checkpoint)
    {
        using LogKey key = SampleCards.Key();
        return new(checkpoint.Body, key.SignNote(SampleCards.Origin, checkpoint.Body));
    }

    [Fact]
    public void Texts_that_are_not_utf8_are_refused()
    {
        foreach (string name in new[] { BundleNames.Keys, BundleNames.Checkpoints, BundleNames.LogCheckpoint, BundleNames.Rules, BundleNames.Paper, BundleNames.Result, BundleNames.Ballots })
        {
            DayFiles files = DayFiles.Good();
            files.Members[name] = [.. files.Members[name][..^1], 0xff, (byte)'\n'];
            Assert.False(files.Verify().Holds, name);
        }
    }

    [Theory]
    [InlineData("a line is missing")]
    [InlineData("another nonce")]
    [InlineData("another ballot")]
    [InlineData("an entry without seal")]
    [InlineData("an entry without seal at the end")]
    [InlineData("not a file of openings")]
    [InlineData("another file")]
    [InlineData("no readme")]
    public void Openings_that_do_not_open_are_refused(string what)
    {
        DayFiles files = DayFiles.Good();
        string[] lines = Encoding.ASCII.GetString(files.Openings[BundleNames.Openings]).Split('\n')[..^1];
        string[] changed = what switch
        {
            "a line is missing" => lines[1..],
            "another nonce" => [string.Join(' ', lines[0].Split(' ')[0], SampleCards.Bytes("other").ToString(), lines[0].Split(' ', 3)[2]), .. lines[1..]],
            "another ballot" => [lines[0][..lines[0].IndexOf("approve", StringComparison.Ordinal)] + "approve p6", .. lines[1..]],
            "an entry without seal" => ["0 " + lines[0].Split(' ', 2)[1], .. lines],
            "an entry without seal at the end" => [.. lines, $"{DayFiles.GoodDay.IndexOf("result")} {lines[0].Split(' ', 2)[1]}"],
            "not a file of openings" => ["x"],
            _ => lines,
        };
        files.Openings[BundleNames.Openings] = Encoding.ASCII.GetBytes(string.Concat(changed.Select(line => line + "\n")));
        if (what == "another file")
            files.Openings["other.txt"] = [];
        if (what == "no readme")
            files.Openings.Remove(BundleNames.Readme);
        files.Refused(AuditCheck.Openings, openings: true);
    }

    [Fact]
    public void Openings_that_are_no_bundle_leave_the_rest_unsaid()
    {
        AuditReport report = DayFiles.Verify(SampleDay.Pack(DayFiles.Good().Members), [1, 2, 3]);
        Assert.True(report.Fails(AuditCheck.Bundle));
        Assert.Equal(Verdict.Unknown, report.Check(AuditCheck.Openings).Verdict);
    }
}
