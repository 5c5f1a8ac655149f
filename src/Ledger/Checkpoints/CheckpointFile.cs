using System.Diagnostics.CodeAnalysis;

namespace PbDecisionDay.Ledger.Checkpoints;

/// <summary>
/// A bundle's <c>checkpoints.txt</c>: signed checkpoints one after another with an empty line between, those of one log
/// together and by rising size, the logs in ordinal order of their origins. Grammar: docs/formats/bundle.md.
/// </summary>
public static class CheckpointFile
{
    /// <summary>The file's text for <paramref name="notes"/>, in whatever order they come.</summary>
    /// <exception cref="ArgumentException">A note is not a checkpoint.</exception>
    public static string Print(IEnumerable<SignedNote> notes) => string.Join('\n', notes
        .OrderBy(note => BodyOf(note).Origin, StringComparer.Ordinal)
        .ThenBy(note => BodyOf(note).Size)
        .ThenBy(note => note.Print(), StringComparer.Ordinal)
        .Select(note => note.Print()));

    /// <summary>Reads the file; whatever is accepted prints back to the same text. Signatures are not checked here.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="notes">The notes in order.</param>
    /// <param name="problem">The number of the checkpoint at fault and why, or null.</param>
    public static bool TryParse(string text, out IReadOnlyList<SignedNote> notes, [NotNullWhen(false)] out string? problem)
    {
        var read = new List<SignedNote>();
        (notes, problem) = (read, null);
        // Text and signatures each end in an empty line, the last signatures in the end of the file.
        var parts = text.Length == 0 ? [] : text.Split("\n\n");
        for (var at = 0; at < parts.Length && problem is null; at += 2)
        {
            var last = at + 2 >= parts.Length;
            var printed = at + 1 < parts.Length ? $"{parts[at]}\n\n{parts[at + 1]}{(last ? "" : "\n")}" : parts[at];
            if (SignedNote.TryParse(printed, out var note) && Checkpoint.TryParse(note.Text, out _))
                read.Add(note);
            else
                problem = $"checkpoint {at / 2 + 1}: not a signed checkpoint";
        }
        if (problem is null && Print(read) != text)
            problem = "the checkpoints are not in order of origin and size";
        return problem is null;
    }

    private static Checkpoint BodyOf(SignedNote note) => Checkpoint.TryParse(note.Text, out var checkpoint)
        ? checkpoint
        : throw new ArgumentException("A note is not a checkpoint.", nameof(note));
}
