using BenchmarkDotNet.Attributes;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Pabulib;

namespace PbDecisionDay.Rules.Bench;

/// <summary>The engine on large real elections, with the plain greedy rule as the baseline of each file.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class RealElectionBenchmarks
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("PABULIB_DIR") ?? "../shared/pabulib";
    private string _path = "";
    private Election _election = null!;

    [Params("Poland_Wieliczka_2023_Green_Budget", "Poland_Warszawa_2022_Bielany", "Poland_Warszawa_2021_Mokotow", "Poland_Lodz_2022", "Hungary_Budapest_2022_VIII_Jozsefvaros")]
    public string File { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _path = Path.Combine(Folder, File + ".pb");
        _election = PabulibReader.ReadFile(_path).Election;
    }

    [Benchmark]
    public PabulibFile Read() => PabulibReader.ReadFile(_path);

    [Benchmark(Baseline = true)]
    public Allocation.Allocation MostVotes() => Allocator.Allocate(_election, new RuleSettings());

    [Benchmark]
    public Allocation.Allocation Phragmen() => Allocator.Allocate(_election, new RuleSettings { Rule = AllocationRule.Phragmen });

    [Benchmark]
    public Allocation.Allocation EqualShares() => Allocator.Allocate(_election, new RuleSettings { Rule = AllocationRule.EqualShares });

    [Benchmark]
    public Allocation.Allocation Add1() => Allocator.Allocate(_election, new RuleSettings { Rule = AllocationRule.EqualShares, Completion = Completion.Add1 });
}
