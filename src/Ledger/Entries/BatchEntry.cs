namespace PbDecisionDay.Ledger.Entries;

/// <summary>A printed batch of cards. In the main log before its first card is usable, spares included.</summary>
/// <param name="Batch">The batch's name: 1 to 32 of <c>[a-z0-9-]</c>, first a letter or digit.</param>
/// <param name="Log">The one log that accepts its cards: <c>main</c>, or the name of a log that was announced.</param>
/// <param name="Root">The root of its manifest.</param>
/// <param name="Size">How many cards it has, 1 to 9,999,999.</param>
/// <param name="Maker">Who made the cards.</param>
public sealed record BatchEntry(string Batch, string Log, Digest Root, int Size, CardMaker Maker) : LogEntry
{
    internal const string Word = "batch";

    /// <summary>The batch's name: 1 to 32 of <c>[a-z0-9-]</c>, first a letter or digit.</summary>
    public string Batch { get; } = EntryText.Batch.Checked(Batch);

    /// <summary>The one log that accepts its cards: <c>main</c>, or the name of a log that was announced.</summary>
    public string Log { get; } = EntryText.Batch.Checked(Log);

    /// <summary>How many cards it has, 1 to 9,999,999.</summary>
    public int Size { get; } = NumberRange.Size.Checked(Size);

    /// <summary>Who made the cards.</summary>
    public CardMaker Maker { get; } = EntryWords.Maker.Checked(Maker);

    /// <summary>Whether a text can name a batch: 1 to 32 characters of a-z, 0-9 and '-', first a letter or digit.</summary>
    public static bool IsName(string text) => EntryText.Batch.IsValid(System.Text.Encoding.UTF8.GetBytes(text));

    /// <inheritdoc/>
    public override string Kind => Word;

    internal static LogEntry? Read(ref EntryReader reader) =>
        reader.Field("batch", EntryText.Batch, out var batch)
        && reader.Field("log", EntryText.Batch, out var log)
        && reader.Field("root", out var root)
        && reader.Field("size", NumberRange.Size, out int size)
        && reader.Field("maker", EntryWords.Maker, out var maker)
            ? new BatchEntry(batch, log, root, size, maker)
            : null;

    private protected override void Write(EntryWriter writer)
    {
        writer.Field("batch", Batch);
        writer.Field("log", Log);
        writer.Field("root", Root);
        writer.Field("size", Size);
        writer.Field("maker", EntryWords.Maker[Maker]);
    }
}
