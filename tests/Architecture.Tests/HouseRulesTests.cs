using System.Text.RegularExpressions;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using Orleans;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Silo;
using PbDecisionDay.Storage.Files;
using PbDecisionDay.Storage.Journal;
using PbDecisionDay.Storage.Keys;
using PbDecisionDay.Storage.Register;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Assembly = System.Reflection.Assembly;

namespace PbDecisionDay.Architecture.Tests;

/// <summary>What folders alone cannot hold.</summary>
public sealed class HouseRulesTests
{
    private static readonly Assembly Rules = typeof(Rules.Papers.Paper).Assembly;
    private static readonly Assembly Ledger = typeof(Ledger.Digest).Assembly;
    private static readonly Assembly Grains = typeof(RefusedBoxes).Assembly;
    private static readonly Assembly Printing = typeof(Printing.QrMatrix).Assembly;
    private static readonly Assembly Web = Assembly.Load("PbDecisionDay.Web");
    private static readonly Assembly Verifier = Assembly.Load("pbdd");
    private static readonly Assembly Rehearsal = Assembly.Load("PbDecisionDay.Rehearsal");

    public static TheoryData<string> PureAssemblies => [Rules.GetName().Name!, Ledger.GetName().Name!];

    [Theory, MemberData(nameof(PureAssemblies))]
    public void Rules_and_Ledger_know_the_base_library_only(string name)
    {
        var known = Assembly.Load(name).GetReferencedAssemblies().Select(reference => reference.Name!);

        Assert.All(known, reference => Assert.True(
            reference.StartsWith("System", StringComparison.Ordinal) || reference is "netstandard" or "mscorlib", $"{name} references {reference}"));
    }

    [Fact]
    public void Printing_knows_the_ledger_the_codes_library_and_what_shapes_and_draws_text_only()
    {
        var known = Printing.GetReferencedAssemblies().Select(reference => reference.Name!).Where(name => !name.StartsWith("System", StringComparison.Ordinal));

        Assert.Equal(["HarfBuzzSharp", "PbDecisionDay.Ledger", "QRCoder", "SkiaSharp"], known.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_verifier_needs_nothing_of_the_service()
    {
        var service = AllReferences(Verifier).Where(reference => reference is "PbDecisionDay.Grains" or "PbDecisionDay.Silo" or "PbDecisionDay.Web");
        Assert.Empty(service);
    }

    [Fact]
    public void The_rehearsal_is_a_stranger_to_the_service()
    {
        var service = AllReferences(Rehearsal).Where(reference => reference is "PbDecisionDay.Grains" or "PbDecisionDay.Silo" or "PbDecisionDay.Web");
        Assert.Empty(service);
    }

    [Fact]
    public void Grain_classes_are_internal_and_sealed()
    {
        var classes = Grains.GetTypes().Where(type => type.IsAssignableTo(typeof(Grain)) && !type.IsAbstract).ToArray();

        Assert.NotEmpty(classes);
        Assert.All(classes, type => Assert.True(type.IsSealed && type.IsNotPublic, type.FullName));
    }

    [Fact]
    public void The_web_never_touches_the_journal_nor_a_store()
    {
        System.Type[] ports = [typeof(IJournal), typeof(IRegisterStore), typeof(IOrganiserStore), typeof(IKeyCabinet), typeof(IDayFiles), typeof(IScratch)];
        var architecture = new ArchLoader().LoadAssemblies(Web, typeof(IJournal).Assembly).Build();

        Types().That().ResideInAssembly(Web).Should().NotDependOnAny(ports).Check(architecture);
    }

    [Fact]
    public void Only_the_silo_project_sets_Orleans_up()
    {
        var root = RepositoryRoot();
        var knowing = Directory.EnumerateFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal))
            .Where(file => Regex.IsMatch(File.ReadAllText(file), @"using Orleans\.(Hosting|Configuration)"))
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'));

        Assert.Equal(["src/Silo/GrainHosting.cs"], knowing);
    }

    [Fact]
    public void The_web_sees_contracts_and_never_grain_classes()
    {
        var known = Web.GetReferencedAssemblies().Select(reference => reference.Name!);

        Assert.Contains("PbDecisionDay.Contracts", known);
        Assert.DoesNotContain("PbDecisionDay.Grains", known);
    }

    [Fact]
    public void Every_log_event_has_an_id_of_its_own()
    {
        var root = RepositoryRoot();
        var ids = Directory.EnumerateFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal))
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), @"\[LoggerMessage\(\s*(?:EventId\s*=\s*)?(?<id>[^,)]*)")
                .Select(match => (Id: match.Groups["id"].Value.Trim(), File: Path.GetRelativePath(root, file))))
            .ToArray();

        Assert.True(ids.Length > 20, $"{ids.Length} log events");
        Assert.All(ids, found => Assert.True(int.TryParse(found.Id, out _), $"'{found.Id}' in {found.File} is no event id"));
        Assert.Empty(ids.GroupBy(found => found.Id, StringComparer.Ordinal).Where(same => same.Count() > 1)
            .Select(same => $"{same.Key}: {string.Join(", ", same.Select(found => found.File))}"));
    }

    [Fact]
    public void No_test_file_is_longer_than_400_lines()
    {
        var root = RepositoryRoot();
        var long_ = Directory.EnumerateFiles(Path.Combine(root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadLines(file).Count() > 400);

        Assert.Empty(long_);
    }

    [Fact]
    public void A_source_file_above_300_lines_says_why_in_its_first_comment()
    {
        var root = RepositoryRoot();
        var silent = Directory.EnumerateFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadLines(file).Count() > 300 && !File.ReadLines(file).First().StartsWith("//", StringComparison.Ordinal));

        Assert.Empty(silent);
    }

    private static HashSet<string> AllReferences(Assembly start)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<Assembly>([start]);
        while (open.TryDequeue(out var next))
            foreach (var reference in next.GetReferencedAssemblies())
                if (seen.Add(reference.Name!) && reference.Name!.StartsWith("PbDecisionDay", StringComparison.Ordinal))
                    open.Enqueue(Assembly.Load(reference));
        return seen;
    }

    internal static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "PbDecisionDay.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run inside the repository.");
        return folder;
    }
}
