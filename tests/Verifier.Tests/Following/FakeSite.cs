using System.Net;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Verifier.Following;

namespace PbDecisionDay.Verifier.Tests.Following;

/// <summary>A site that serves one log, at whatever size and as truthfully as a test wants.</summary>
internal sealed class FakeSite : HttpMessageHandler
{
    public const string Day = "troon-2026";
    public const string Origin = "pb.south.example/troon-2026";

    private readonly List<byte[]> entries = [];

    public LogKey Key { get; set; } = LogKey.Generate();

    /// <summary>What is answered in place of a file, by its path below the log; null for nothing special.</summary>
    public Func<string, HttpResponseMessage?> Instead { get; set; } = _ => null;

    public List<string> Asked { get; } = [];

    public MerkleTree Tree { get; private set; } = new();

    public SignedNote Note => Checkpoint.Of(Origin, Tree).Sign(Key);

    public LogSite Open()
    {
        Assert.True(LogAddress.TryParse($"https://site.example/days/{Day}", out LogAddress? address));
        return new LogSite(new HttpClient(this), address);
    }

    /// <summary>Adds so many entries, which hang on <paramref name="from"/>.</summary>
    public void Grow(int number, int from = 0)
    {
        for (int i = 0; i < number; i++)
            Add(new CountEntry(entries.Count + from, 1).Print());
    }

    /// <summary>Goes back to so many entries.</summary>
    public void Cut(int size)
    {
        byte[][] kept = [.. entries.Take(size)];
        entries.Clear();
        Tree = new();
        foreach (byte[] entry in kept)
            Add(entry);
    }

    public void Replace(int index, byte[] entry)
    {
        byte[][] all = [.. entries];
        all[index] = entry;
        Cut(0);
        foreach (byte[] one in all)
            Add(one);
    }

    public static HttpResponseMessage Text(string text) => new(HttpStatusCode.OK) { Content = new StringContent(text) };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string path = request.RequestUri!.AbsolutePath.Replace($"/api/days/{Day}/logs/main/", "", StringComparison.Ordinal);
        Asked.Add(path);
        return Task.FromResult(Instead(path) ?? Answer(path));
    }

    private HttpResponseMessage Answer(string path)
    {
        if (path == "checkpoint")
            return Text(Note.Print());
        if (path == $"/days/{Day}")
            return Text($"<dd>{WebUtility.HtmlEncode(Key.Public.VerifierKey(Origin)).Replace("+", "&#x2B;", StringComparison.Ordinal)}</dd>");
        if (!Tile.TryParse(path, out Tile tile) || !tile.IsIn(Tree.Count))
            return new(HttpStatusCode.NotFound);
        byte[] content = tile.Level is null
            ? TileContents.Entries([.. entries.Skip((int)tile.Index * 256).Take(tile.Width).Select(entry => (ReadOnlyMemory<byte>)entry)])
            : TileContents.Hashes(Tree, tile);
        return new(HttpStatusCode.OK) { Content = new ByteArrayContent(content) };
    }

    private void Add(byte[] entry)
    {
        entries.Add(entry);
        Tree.Append(MerkleTree.LeafHash(entry));
    }
}
