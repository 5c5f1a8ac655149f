using System.Diagnostics.CodeAnalysis;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Ledger.Entries;

/// <summary>
/// One entry of a day's log: UTF-8 text with LF line ends, <c>pbdd/1 &lt;kind&gt;</c> and then one field a line in a
/// fixed order. There is exactly one text for each entry and one entry for each text, so an entry that was read prints
/// back to the same bytes. It holds no time, name, address or free text. Grammar: docs/formats/log-entries.md.
/// </summary>
public abstract record LogEntry
{
    private protected LogEntry()
    {
    }

    /// <summary>The word of the first line, for example <c>cast</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The entry's exact bytes, at most 65,535.</summary>
    public byte[] Print()
    {
        var writer = new EntryWriter(Kind);
        Write(writer);
        return writer.ToBytes();
    }

    /// <summary>The RFC 6962 leaf hash of the entry's bytes.</summary>
    public Digest LeafHash() => MerkleTree.LeafHash(Print());

    /// <summary>Reads an entry.</summary>
    /// <exception cref="FormatException">The bytes are not exactly an entry; the message says the line and the reason.</exception>
    public static LogEntry Parse(ReadOnlySpan<byte> bytes) =>
        TryParse(bytes, out var entry, out var problem) ? entry : throw new FormatException(problem.ToString());

    /// <summary>Reads an entry. Whatever is accepted prints back to the same bytes; the rest is refused with line and reason.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out LogEntry? entry, [NotNullWhen(false)] out EntryProblem? problem)
    {
        var reader = new EntryReader(bytes);
        var read = Read(ref reader);
        entry = reader.End() ? read : null;
        problem = reader.Problem;
        return entry is not null;
    }

    private static LogEntry? Read(ref EntryReader reader) => reader.Kind() switch
    {
        AnnounceEntry.Word => AnnounceEntry.Read(ref reader),
        BatchEntry.Word => BatchEntry.Read(ref reader),
        SpoilEntry.Word => SpoilEntry.Read(ref reader),
        OpenEntry.Word => OpenEntry.Read(ref reader),
        PagesEntry.Word => PagesEntry.Read(ref reader),
        ActivateEntry.Word => ActivateEntry.Read(ref reader),
        CastEntry.Word => CastEntry.Read(ref reader),
        ChallengeEntry.Word => ChallengeEntry.Read(ref reader),
        SurrenderEntry.Word => SurrenderEntry.Read(ref reader),
        PaperEntry.Word => PaperEntry.Read(ref reader),
        VoidEntry.Word => VoidEntry.Read(ref reader),
        CountEntry.Word => CountEntry.Read(ref reader),
        StationEntry.Word => StationEntry.Read(ref reader),
        IncidentEntry.Word => IncidentEntry.Read(ref reader),
        PotEntry.Word => PotEntry.Read(ref reader),
        WithdrawEntry.Word => WithdrawEntry.Read(ref reader),
        LastEntry.Word => new LastEntry(),
        CloseEntry.Word => CloseEntry.Read(ref reader),
        JoinEntry.Word => JoinEntry.Read(ref reader),
        MissingEntry.Word => MissingEntry.Read(ref reader),
        MixEntry.Word => MixEntry.Read(ref reader),
        DiceEntry.Word => DiceEntry.Read(ref reader),
        SampleEntry.Word => SampleEntry.Read(ref reader),
        ProofEntry.Word => ProofEntry.Read(ref reader),
        ResultEntry.Word => ResultEntry.Read(ref reader),
        ReleaseEntry.Word => ReleaseEntry.Read(ref reader),
        ErasureEntry.Word => ErasureEntry.Read(ref reader),
        _ => reader.RefuseKind(),
    };

    private protected abstract void Write(EntryWriter writer);
}
