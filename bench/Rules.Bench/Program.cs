using BenchmarkDotNet.Running;
using PbDecisionDay.Rules.Bench;

// dotnet run -c Release --project bench/Rules.Bench -- --filter '*'   (PABULIB_DIR names the folder of real elections)
BenchmarkSwitcher.FromAssembly(typeof(RealElectionBenchmarks).Assembly).Run(args);
