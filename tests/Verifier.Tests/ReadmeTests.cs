using System.Globalization;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Tests.Support.Days;
using PbDecisionDay.Verifier.Tests.Verifying;

namespace PbDecisionDay.Verifier.Tests;

/// <summary>The commands of the bundles' README.txt, typed into a shell beside an unpacked day.</summary>
public sealed class ReadmeTests
{
    private static SampleDay Day => DayFiles.GoodDay;

    [Fact]
    public void The_commands_of_the_public_file_show_what_the_text_says()
    {
        string output = Type(BundleReadme.Public(Day.Origin), DayFiles.Good().Members);
        Assert.StartsWith($"{Day.Key.Fingerprint}\nVerified OK\n", output, StringComparison.Ordinal);
        // What is printed first must stand in the entry printed after it, so each hash is there twice.
        Digest Hash(string name) => Digest.Sha256(DayFiles.Good().Members[name]);
        foreach (Digest hash in new[] { Hash(BundleNames.Rules), Hash(BundleNames.Paper), Hash(BundleNames.Result), Hash(BundleNames.Ballots), Hash(BundleNames.MixProof) })
            Assert.Equal(3, output.Split(hash.ToString()).Length);
        Assert.Contains($"\n{Day.Tree.Leaf(0)}\n", output, StringComparison.Ordinal);
        Assert.Contains(string.Join('\n', "", Count<CastEntry>(), Count<SurrenderEntry>(), Count<PaperEntry>(), ""), output, StringComparison.Ordinal);
        Assert.Contains("\n36\n     17 p5\n     16 p4\n", output, StringComparison.Ordinal);
        Assert.Contains($"\ndigits {SampleScript.Digits}\n", output, StringComparison.Ordinal);
        Assert.Equal(21, output.Split(": OK\n").Length - 1);
    }

    [Fact]
    public void The_public_file_says_what_became_of_the_other_logs()
    {
        SampleScript script = SampleScript.LogsDay();
        script.Replace("join-cafe", _ => new MissingEntry("cafe", MissingReason.Damaged, 1));
        SampleDay day = script.Play();
        string text = BundleReadme.Public(day.Origin);
        string output = Type(text, DayFiles.Of(day).Members);
        Assert.StartsWith($"{day.Key.Fingerprint}\nVerified OK\n", output, StringComparison.Ordinal);
        Assert.Contains("pbdd/1 missing\nlog cafe\nreason damaged\nsurrendered 1\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("no other log", output, StringComparison.Ordinal);
        Assert.Contains("pbdd/1 join\nlog ", output, StringComparison.Ordinal);
        Assert.All(DayFiles.Of(day).Members.Keys.Where(name => name.StartsWith("logs/", StringComparison.Ordinal)), name => Assert.Contains(
            name.Split('/') is [_, _, "log", ..] ? "logs/NAME/log" : "issued.txt", text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_commands_of_the_auditors_file_open_a_seal()
    {
        string output = Type(BundleReadme.Auditor(Day.Origin), DayFiles.Good().Openings);
        long index = Day.Openings.Keys.Min();
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{index} {((CastEntry)Day.Entries[(int)index]).Seal}\n"), output);
    }

    [Fact]
    public void The_texts_fit_a_printed_page_and_know_every_member()
    {
        string text = BundleReadme.Public(Day.Origin);
        Assert.All(text.Split('\n').Where(line => line.Length > 0 && !line.StartsWith("    ", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 1, 90));
        foreach (string name in DayFiles.Good().Members.Keys.Where(name => name != BundleNames.Readme))
            Assert.Contains(name.Split('/')[0], text, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => BundleReadme.Public("No Origin"));
        Assert.Throws<ArgumentException>(() => BundleReadme.Auditor("No Origin"));
    }

    [Fact]
    public void Whether_anyone_outside_watched_is_said_only_where_the_day_had_to_say()
    {
        string nobody = BundleReadme.Public(Day.Origin, LogWitnessing.Nobody), named = BundleReadme.Public(Day.Origin, LogWitnessing.Named);
        Assert.Contains("\n\n\nNOBODY OUTSIDE WITNESSED THIS LOG\n\n", nobody, StringComparison.Ordinal);
        Assert.Contains("\n\n\nTHE WITNESSES\n\n", named, StringComparison.Ordinal);
        Assert.Contains("\n\n\nTHE RULES AND THE PAPER\n\n", nobody, StringComparison.Ordinal);
        Assert.DoesNotContain("WITNESS", BundleReadme.Public(Day.Origin), StringComparison.Ordinal);
        Assert.DoesNotContain("\n\n\n\n", nobody + named + BundleReadme.Public(Day.Origin), StringComparison.Ordinal);
        Assert.StartsWith($"{Day.Key.Fingerprint}\nVerified OK\n", Type(named, DayFiles.Good().Members), StringComparison.Ordinal);
    }

    private static string Count<T>() => Day.Entries.OfType<T>().Count().ToString(CultureInfo.InvariantCulture);

    private static string Type(string readme, IReadOnlyDictionary<string, byte[]> members)
    {
        using var folder = new Folder();
        foreach (var (name, content) in members)
            folder.Write(name, content);
        string commands = string.Concat(readme.Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal)).Select(line => line[4..] + "\n"));
        var (exit, output, error) = Tools.Run("bash", ["-e", "-c", commands], folder.Path);
        Assert.Equal((0, ""), (exit, error));
        return output;
    }
}
