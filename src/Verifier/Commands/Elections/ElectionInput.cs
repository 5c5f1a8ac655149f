using System.CommandLine;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;

namespace PbDecisionDay.Verifier.Commands.Elections;

/// <summary>The Pabulib file that a command reads, and what goes wrong with it: exit 2 and a line on stderr.</summary>
internal static class ElectionInput
{
    public const int BadInput = 2;

    private const string StandardInput = "-";

    public static Argument<string> File() => new("FILE.pb") { Description = "an election in Pabulib's format, or - for standard input" };

    public static Option<bool> Json() => new("--json") { Description = "print JSON, described in docs/formats/result.md" };

    /// <summary>Reads the file and does something with it.</summary>
    public static int With(string path, Func<PabulibFile, int> use)
    {
        try
        {
            var reading = new PabulibReading { Progress = new StderrProgress("ballots read") };
            PabulibFile file = path == StandardInput ? ReadStandardInput(reading) : PabulibReader.ReadFile(path, reading);
            foreach (string warning in file.Warnings)
                Console.Error.WriteLine($"pbdd: {path}: {warning}");
            return use(file);
        }
        catch (PabulibException e)
        {
            return Refuse($"{path}: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refuse(e.Message);
        }
    }

    private static PabulibFile ReadStandardInput(PabulibReading reading)
    {
        using var held = new MemoryStream();
        using (Stream input = Console.OpenStandardInput())
            input.CopyTo(held);
        held.Position = 0;
        return PabulibReader.Read(held, reading);
    }

    public static int Refuse(string problem)
    {
        Console.Error.WriteLine($"pbdd: {problem}");
        return BadInput;
    }

    /// <summary>
    /// Settings as they apply to a file where nobody said what becomes of projects without support: where no ballot supports any project,
    /// nobody has decided anything and nothing is funded.
    /// </summary>
    public static RuleSettings On(PabulibFile file, RuleSettings settings) =>
        settings with { FundsUnsupported = settings.FundsUnsupported && Enumerable.Range(0, file.Election.Projects.Length).Any(file.Election.Support.IsSupported) };

    /// <summary>Why a rule cannot be applied to a file's ballots, or null.</summary>
    public static string? Mismatch(PabulibFile file, RuleSettings settings)
    {
        BallotKind kind = file.Election.Ballots.Kind;
        bool approvals = kind == BallotKind.Approve;
        if (settings.Rule is AllocationRule.Score or AllocationRule.ScorePerCost && approvals)
            return $"--rule {Rules.Text.Words.Of(settings.Rule)} needs points, marks or ranks, but the file's vote type is {file["vote_type"]}";
        if (settings.Rule == AllocationRule.AverageScore && kind != BallotKind.Score)
            return $"--rule average-score needs marks, but the file's vote type is {file["vote_type"]}";
        if (settings.Rule != AllocationRule.EqualShares)
            return null;
        if (settings.Utility == Utility.Points && kind is not (BallotKind.Points or BallotKind.Score))
            return $"--utility points needs points or marks, but the file's vote type is {file["vote_type"]}";
        return settings.Utility == Utility.Borda && kind != BallotKind.Rank ? $"--utility borda needs ranks, but the file's vote type is {file["vote_type"]}" : null;
    }
}
