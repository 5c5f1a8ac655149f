using System.Globalization;
using System.Text;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Verifier.Commands.Cards;

/// <summary>
/// The working file of a batch: what it is made for, then one secret a line in the order drawn, which is the order printed. Secrets are on the disk
/// before any is used, so an interrupted run goes on where it stopped. It is held open against a second run. Grammar: docs/formats/card-batch.md.
/// </summary>
internal sealed class SecretsFile : IDisposable
{
    private const int AtOnce = 64, LineLength = CardSecret.SymbolCount + 1;

    private readonly FileStream _stream;
    private readonly List<CardSecret> _secrets = [];

    private SecretsFile(FileStream stream)
    {
        _stream = stream;
        try
        {
            Batch = Read();
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>What the batch is made for.</summary>
    public CardBatch Batch { get; }

    /// <summary>The secrets in the order drawn.</summary>
    public IReadOnlyList<CardSecret> Secrets => _secrets;

    /// <summary>Whether every card is drawn.</summary>
    public bool IsComplete => _secrets.Count == Batch.Count;

    /// <summary>The batch's numbers.</summary>
    public Manifest Manifest => Manifest.Of(_secrets.Select(secret => secret.Derive(Batch.Origin).Number));

    /// <summary>Begins a batch that has no file yet.</summary>
    /// <exception cref="IOException">It has one after all.</exception>
    public static void Begin(string file, CardBatch batch) => BatchFolder.WriteNew(file, Encoding.ASCII.GetBytes(Heading(batch)));

    /// <summary>Opens a batch to go on with.</summary>
    /// <exception cref="InvalidDataException">The file is damaged; the message names the line and not what stands there.</exception>
    /// <exception cref="IOException">Another run holds it.</exception>
    public static SecretsFile Open(string file) => new(new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None));

    /// <summary>Opens a batch to look at.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <exception cref="IOException">A run that makes cards holds it.</exception>
    public static SecretsFile Look(string file) => new(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read));

    /// <summary>Draws the cards that are missing.</summary>
    /// <param name="drawn">Told how many there are, whenever some more are on the disk.</param>
    public void Complete(Action<int> drawn)
    {
        _stream.SetLength(_stream.Position);
        while (!IsComplete)
        {
            CardSecret[] next = [.. Enumerable.Range(0, Math.Min(AtOnce, Batch.Count - _secrets.Count)).Select(_ => CardSecret.Draw())];
            _stream.Write(Encoding.ASCII.GetBytes(string.Concat(next.Select(secret => secret.Symbols + "\n"))));
            _stream.Flush(flushToDisk: true);
            _secrets.AddRange(next);
            drawn(_secrets.Count);
        }
    }

    public void Dispose() => _stream.Dispose();

    private static string Heading(CardBatch batch) => string.Create(CultureInfo.InvariantCulture,
        $"pbdd/1 card secrets\nsite {batch.Site}\nday {batch.Day}\norigin {batch.Origin}\nbatch {batch.Name}\ncount {batch.Count}\n");

    /// <summary>Reads heading and secrets, and leaves the stream behind the last secret that was written whole.</summary>
    private CardBatch Read()
    {
        byte[] bytes = new byte[_stream.Length];
        _stream.ReadExactly(bytes);
        string[] lines = Encoding.Latin1.GetString(bytes).Split('\n');
        string Field(int line, string name) =>
            line < lines.Length && lines[line].StartsWith(name + " ", StringComparison.Ordinal) ? lines[line][(name.Length + 1)..] : throw Damaged(line, $"should say its {name}");
        if (lines[0] != "pbdd/1 card secrets")
            throw Damaged(0, "should say pbdd/1 card secrets");
        if (!CardBatch.TryRead(Field(1, "site"), Field(2, "day"), Field(3, "origin"), Field(4, "batch"), Field(5, "count"), out CardBatch? batch, out _))
            throw Damaged(1, "and those below it are no batch that could be made");
        const int first = 6;
        string heading = Heading(batch);
        if (string.Join('\n', lines.Take(first)) + "\n" != heading || lines.Length == first)
            throw Damaged(first - 1, "and those above it are not as they were written");
        // Behind the last line end stands nothing, or what a sudden stop left of a line.
        int secrets = lines.Length - 1 - first;
        if (secrets > batch.Count || (secrets == batch.Count && lines[^1].Length > 0))
            throw Damaged(first + batch.Count, "should not be there");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < secrets; i++)
            if (CardSecret.TryRead(lines[first + i], out CardSecret? secret, out _) && secret.Symbols == lines[first + i] && seen.Add(secret.Symbols))
                _secrets.Add(secret);
            else
                throw Damaged(first + i, "is no card's secret, or one that stands above it already");
        _stream.Position = heading.Length + _secrets.Count * LineLength;
        return batch;
    }

    // The line itself is never quoted: it may be most of a secret.
    private InvalidDataException Damaged(int line, string what) => new(string.Create(CultureInfo.InvariantCulture,
        $"{_stream.Name} is damaged: line {line + 1} {what}. Cards of a damaged file are not to be used: destroy the batch, and make another under another name."));
}
