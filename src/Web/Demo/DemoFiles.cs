using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Storage;

namespace PbDecisionDay.Web.Demo;

/// <summary>What the demo leaves beside the databases, readable for the service's user alone: its cards, and the two tokens with which rehearsals are played.</summary>
internal sealed class DemoFiles(IOptions<StorageOptions> storage, IWebHostEnvironment environment)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private string Folder => Path.Combine(environment.ContentRootPath, storage.Value.DataFolder);

    private string CardFile => Path.Combine(Folder, "demo.cards");

    private string DayFile => Path.Combine(Folder, "demo.day");

    private string TokenFile => Path.Combine(Folder, "rehearsal.tokens");

    public bool HasTokens => File.Exists(TokenFile);

    /// <summary>The id of the demo day that goes on.</summary>
    public string Day => File.Exists(DayFile) ? File.ReadAllText(DayFile).Trim() : DemoDay.FirstId;

    /// <summary>Keeps which day goes on and its cards, one a line, ready ones first, an empty line between.</summary>
    public void Keep(string day, DemoCards cards)
    {
        Write(DayFile, [day]);
        Write(CardFile, [.. cards.Ready.Select(card => card.Code), "", .. cards.Door.Select(card => card.Code)]);
    }

    /// <summary>Keeps an organiser's token and a second person's.</summary>
    public void KeepTokens(string first, string second) => Write(TokenFile, [first, second]);

    /// <summary>The cards kept; <c>null</c> where this service has no demo day.</summary>
    public DemoCards? Cards()
    {
        if (!File.Exists(CardFile)) return null;
        var lines = File.ReadAllLines(CardFile);
        var gap = Array.IndexOf(lines, "");
        return new DemoCards(Read(lines[..gap]), Read(lines[(gap + 1)..]));
    }

    private static ImmutableArray<CardSecret> Read(string[] lines) =>
        [.. lines.Select(line => CardSecret.TryRead(line, out var card, out _) ? card! : throw new InvalidDataException("The demo's card file is damaged; delete it."))];

    private static void Write(string path, string[] lines)
    {
        var create = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) create.UnixCreateMode = OwnerOnly;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var writer = new StreamWriter(path, create);
        foreach (var line in lines) writer.WriteLine(line);
    }
}
