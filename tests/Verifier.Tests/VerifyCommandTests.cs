using System.Text.Json;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Tests.Support.Days;
using PbDecisionDay.Verifier.Auditing;
using PbDecisionDay.Verifier.Tests.Verifying;

namespace PbDecisionDay.Verifier.Tests;

/// <summary>verify and diff, run as a person would run them.</summary>
public sealed class VerifyCommandTests : IDisposable
{
    private readonly Folder folder = new();
    private readonly string good;

    public VerifyCommandTests() => good = folder.Write("public.zip", SampleDay.Pack(DayFiles.Good().Members));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_good_day_exits_0_and_every_check_has_a_line_without_colour()
    {
        string auditor = folder.Write("auditor.zip", SampleDay.Pack(DayFiles.Good().Openings));
        using LogKey witness = LogKey.Generate();
        SignedNote last = DayFiles.GoodDay.Checkpoints[^1];
        string receipt = folder.Write("receipt.txt", $"{DayFiles.GoodDay.Receipt(9).Print()}\n{last.With(witness.SignNote("observer", last.Text)).Print()}");
        string key = folder.Write("key.txt", DayFiles.GoodDay.Key.VerifierKey(DayFiles.GoodDay.Origin) + "\n");
        var (exit, output, error) = Tools.Pbdd("verify", good, "--openings", auditor, "--seen", receipt, "--key", key, "--witness", witness.Public.VerifierKey("observer"));
        Assert.True(exit == 0, output + error);
        // The piles of paper ballots are so small that the dice name none of them.
        Assert.Contains("papers not sampled", output, StringComparison.Ordinal);
        Assert.Equal(AuditCheck.All.Count - 1, output.Split('\n').Count(line => line.StartsWith("✓ ", StringComparison.Ordinal)));
        Assert.DoesNotContain("\u001b", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_day_exits_1_with_the_entry_and_the_reason_and_the_same_in_json_and_on_the_certificate()
    {
        SampleScript script = SampleScript.Day();
        script.Alter("cast-10", made => made with { Entry = (CastEntry)made.Entry with { Reveal = SampleCards.Bytes("guess") } });
        string bad = folder.Write("bad.zip", SampleDay.Pack(DayFiles.Of(script.Play()).Members));
        var (exit, output, _) = Tools.Pbdd("verify", bad, "--json", "--certificate", folder["bad.html"]);
        Assert.Equal(1, exit);
        JsonElement json = JsonDocument.Parse(output).RootElement;
        Assert.Equal(("pbdd/1 verdict", false, false), (json.GetProperty("format").GetString(), json.GetProperty("holds").GetBoolean(), json.GetProperty("key_given").GetBoolean()));
        JsonElement check = json.GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("check").GetString() == "card-proofs");
        Assert.Equal(("fails", 15), (check.GetProperty("verdict").GetString(), check.GetProperty("findings")[0].GetProperty("entry").GetInt32()));
        string page = File.ReadAllText(folder["bad.html"]);
        Assert.Contains("Report of audit", page, StringComparison.Ordinal);
        Assert.Contains("entry 15: What Card", page, StringComparison.Ordinal);
        Assert.Contains("entry 15: ", Tools.Pbdd("verify", bad).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_use_and_files_that_are_not_there_exit_2_with_a_sentence()
    {
        foreach (string[] arguments in new string[][]
        {
            ["verify"],
            ["verify", folder["none.zip"]],
            ["verify", good, "--openings", folder["none.zip"]],
            ["verify", good, "--seen", folder["none.txt"]],
            ["verify", good, "--key", "nonsense"],
            ["verify", good, "--certificate", folder["none/cert.html"]],
            ["diff", good, folder["none.zip"]],
        })
        {
            var (exit, output, error) = Tools.Pbdd(arguments);
            Assert.Equal((2, ""), (exit, output));
            Assert.StartsWith("pbdd: ", error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Diff_says_what_was_added_and_exits_1_on_a_fork()
    {
        SampleScript script = SampleScript.Day();
        script.Replace("cast-12", day => day.Cast(12, "approve p6"));
        string other = folder.Write("other.zip", SampleDay.Pack(DayFiles.Of(script.Play()).Members));
        Assert.Equal(0, Tools.Pbdd("diff", good, good).Exit);
        var (exit, output, _) = Tools.Pbdd("diff", good, other);
        Assert.Equal(1, exit);
        Assert.Contains("entry 17: FORK", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_certificate_encodes_whatever_the_files_say_and_needs_nothing_from_elsewhere()
    {
        AuditReport report = DayFiles.Good().Verify(openings: true) with { Day = "<script>alert(1)</script> & \"Söhne\"" };
        string page = Certificate.Print(report, "pbdd <b>");
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;S", page, StringComparison.Ordinal);
        Assert.Contains("pbdd &lt;b&gt;", page, StringComparison.Ordinal);
        foreach (string foreign in new[] { "<script", "http:", "https:", "src=", "@import", "url(", "<b>" })
            Assert.DoesNotContain(foreign, page, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(report.PublicHash.ToBytes()), page, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(report.AuditorHash!.Value.ToBytes()), page, StringComparison.Ordinal);
        Assert.Contains("<div>Name</div><div>Signature</div><div>Date</div>", page, StringComparison.Ordinal);
        Assert.All(AuditCheck.All, check => Assert.Contains(System.Net.WebUtility.HtmlEncode(check.Title), page, StringComparison.Ordinal));
    }
}
