using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace PbDecisionDay.Ledger.Trees;

/// <summary>
/// A set of card numbers in byte order: those of a printed batch, or those made usable. As text it is one number a
/// line, each line ended by LF, without a heading. Its root is the RFC 6962 tree's over the numbers' 32 bytes as entries.
/// </summary>
public sealed class Manifest
{
    private readonly Digest[] numbers;
    private readonly Lazy<Digest> root;

    private Manifest(Digest[] numbers)
    {
        this.numbers = numbers;
        root = new(() => MerkleTree.RootOf(numbers.Select(LeafHash)));
    }

    /// <summary>The numbers in byte order.</summary>
    public IReadOnlyList<Digest> Numbers => numbers;

    /// <summary>How many numbers there are.</summary>
    public int Size => numbers.Length;

    /// <summary>The root over the sorted numbers.</summary>
    public Digest Root => root.Value;

    /// <summary>The manifest of <paramref name="numbers"/>, in whatever order they come.</summary>
    /// <exception cref="ArgumentException">A number comes twice.</exception>
    public static Manifest Of(IEnumerable<Digest> numbers)
    {
        var sorted = numbers.ToArray();
        Array.Sort(sorted);
        return FirstOutOfOrder(sorted) is { } at
            ? throw new ArgumentException($"Card {sorted[at]} comes twice.", nameof(numbers))
            : new Manifest(sorted);
    }

    /// <summary>Whether the manifest has <paramref name="number"/>.</summary>
    public bool Contains(Digest number) => Array.BinarySearch(numbers, number) >= 0;

    /// <summary>The manifest's exact bytes.</summary>
    public byte[] Print()
    {
        var bytes = new byte[numbers.Length * (Digest.TextLength + 1)];
        for (var i = 0; i < numbers.Length; i++)
        {
            var line = bytes.AsSpan(i * (Digest.TextLength + 1));
            numbers[i].CopyTextTo(line);
            line[Digest.TextLength] = (byte)'\n';
        }
        return bytes;
    }

    /// <summary>The manifest's text.</summary>
    public string Text() => Encoding.ASCII.GetString(Print());

    /// <summary>Reads a manifest; whatever is accepted prints back to the same bytes.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="manifest">The manifest, or null.</param>
    /// <param name="problem">The line at fault and why, or null.</param>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Manifest? manifest, [NotNullWhen(false)] out string? problem)
    {
        const int step = Digest.TextLength + 1;
        var read = new Digest[bytes.Length / step];
        (manifest, problem) = (null, null);
        for (var i = 0; i < read.Length && problem is null; i++)
            if (!Digest.TryParse(bytes.Slice(i * step, Digest.TextLength), out read[i]) || bytes[i * step + Digest.TextLength] != '\n')
                problem = $"line {i + 1}: one card number, 44 characters of standard base64, should stand here";
        if (problem is null && bytes.Length % step != 0)
            problem = $"line {read.Length + 1}: the line breaks off or is too long";
        if (problem is null && FirstOutOfOrder(read) is { } at)
            problem = $"line {at + 1}: the numbers are not in rising byte order";
        if (problem is null)
            manifest = new Manifest(read);
        return problem is null;
    }

    private static int? FirstOutOfOrder(Digest[] sorted)
    {
        for (var i = 1; i < sorted.Length; i++)
            if (sorted[i] <= sorted[i - 1])
                return i;
        return null;
    }

    private static Digest LeafHash(Digest number)
    {
        Span<byte> bytes = stackalloc byte[Digest.Size];
        number.CopyTo(bytes);
        return MerkleTree.LeafHash(bytes);
    }
}
