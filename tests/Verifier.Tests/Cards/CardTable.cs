using System.CommandLine;
using System.Diagnostics;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Verifier.Commands.Cards;

namespace PbDecisionDay.Verifier.Tests.Cards;

/// <summary>The table where two people make cards: a folder of its own, and <c>pbdd cards</c> as they would run it.</summary>
internal sealed class CardTable : IDisposable
{
    public const string Site = "https://pb.south.example", Day = "troon-2026", Origin = "pb.south.example/troon-2026", Batch = "printed-1";

    private readonly string _root = Path.Combine(Path.GetTempPath(), $"pbdd-cards-{Guid.NewGuid():N}");

    public string Folder => Path.Combine(_root, "stick");

    public BatchFolder Files => new(Folder, Batch);

    public string[] Names => [.. Directory.EnumerateFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];

    /// <summary>The codes of the batch as they stand in its working file.</summary>
    public string[] Secrets => [.. File.ReadAllLines(Files.Secrets).Skip(6)];

    public static CardBatch Of(int count) => new(Site, Day, Origin, Batch, count);

    public void Dispose()
    {
        if (Directory.Exists(_root)) Directory.Delete(_root, recursive: true);
    }

    public Ran Make(int count = 9, params string[] more) => Run("", ["make", .. Arguments(count), .. more]);

    public string[] Arguments(int count) =>
        ["--site", Site, "--day", Day, "--origin", Origin, "--batch", Batch, "--count", $"{count}", "--out", Folder];

    public Ran Check(string typed = "", params string[] more) => Run(typed, ["check", Folder, "--batch", Batch, .. more]);

    public Ran Destroy(string typed, params string[] more) => Run(typed, ["destroy", Folder, "--batch", Batch, .. more]);

    /// <summary>Runs <c>pbdd cards</c> in this process, for speed.</summary>
    public static Ran Run(string typed, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        ParseResult parsed = CardsCommand.Create(new Desk(new StringReader(typed), output, error)).Parse(arguments);
        Assert.Empty(parsed.Errors);
        return new(parsed.Invoke(), output.ToString(), error.ToString());
    }

    /// <summary>Runs the program as a shell does.</summary>
    public static Ran RunProgram(string typed, params string[] arguments)
    {
        using Process process = Start(arguments);
        Task<string> error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(typed);
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.Result);
    }

    public static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "pbdd.dll"), "cards", .. arguments])
    {
        RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
    })!;

    /// <summary>The numbers of codes, worked out here.</summary>
    public static IEnumerable<string> NumbersOf(IEnumerable<string> codes) => codes
        .Select(code => CardSecret.TryRead(code, out var secret, out _) ? secret.Derive(Origin).Number.ToString() : throw new FormatException("not a code"));
}

/// <summary>What a run said.</summary>
internal sealed record Ran(int Exit, string Output, string Error)
{
    public string All => Output + Error;
}
