using System.Collections.Concurrent;
using System.Text.Json;
using PbDecisionDay.Rules.Pabulib;

namespace PbDecisionDay.Rules.Tests.RealElections;

/// <summary>
/// Real elections with reference outcomes, in <c>../shared/pabulib</c> beside the repository or in <c>PABULIB_DIR</c>.
/// Data: the Pabulib library, arXiv:2012.06539 and arXiv:2305.11035. Without them tests are skipped, and fail where CI is set.
/// </summary>
internal static class RealElection
{
    private static readonly ConcurrentDictionary<(string, PabulibReading), PabulibFile> Files = new();

    public static string? Folder { get; } = FindFolder();

    /// <summary>The names of the files, or one empty name where there are none, so that the absence is seen.</summary>
    public static IEnumerable<string> Names { get; } = Folder is null
        ? [""]
        : [.. Directory.GetFiles(Folder, "*.pb").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    public static PabulibFile Read(string name, PabulibReading? reading = null)
    {
        Need();
        return Files.GetOrAdd((name, reading ?? new()), key => PabulibReader.ReadFile(PathOf(name), key.Item2));
    }

    public static string PathOf(string name) => Path.Combine(Need(), name + ".pb");

    public static JsonElement Expected(string name) =>
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Need(), "expected", name + ".json"))).RootElement;

    private static string Need()
    {
        if (Folder is not null)
            return Folder;
        const string Reason = "The real elections are not here: put them in ../shared/pabulib beside the repository or name their folder in PABULIB_DIR.";
        if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 })
            Assert.Fail(Reason);
        Assert.Skip(Reason);
        return "";
    }

    private static string? FindFolder()
    {
        if (Environment.GetEnvironmentVariable("PABULIB_DIR") is { Length: > 0 } named)
            return named;
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "PbDecisionDay.sln")))
            {
                string beside = Path.Combine(at.FullName, "..", "shared", "pabulib");
                return Directory.Exists(beside) ? beside : null;
            }
        return null;
    }
}
