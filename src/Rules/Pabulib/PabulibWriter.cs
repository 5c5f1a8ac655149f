using System.Collections.Immutable;
using System.Text;

namespace PbDecisionDay.Rules.Pabulib;

/// <summary>Writes a Pabulib file: UTF-8 without byte order mark, LF, a field quoted only where it must be.</summary>
public static class PabulibWriter
{
    /// <summary>Writes a file with the rows of its votes.</summary>
    /// <exception cref="ArgumentException">The file was read without its rows (see <see cref="PabulibReading.KeepVotes"/>).</exception>
    public static void Write(Stream stream, PabulibFile file)
    {
        if (file.Votes.IsEmpty && file.Election.Ballots.Voters > 0)
            throw new ArgumentException("The rows of the votes were not kept when the file was read.", nameof(file));
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine("META");
        WriteRow(writer, ["key", "value"]);
        foreach (var (key, value) in file.Meta)
            WriteRow(writer, [key, value]);
        WriteSection(writer, "PROJECTS", file.ProjectColumns, file.Projects);
        WriteSection(writer, "VOTES", file.VoteColumns, file.Votes);
    }

    /// <summary>The file as text.</summary>
    public static string ToText(PabulibFile file)
    {
        using var stream = new MemoryStream();
        Write(stream, file);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void WriteSection(StreamWriter writer, string name, ImmutableArray<string> columns, ImmutableArray<ImmutableArray<string>> rows)
    {
        writer.WriteLine(name);
        WriteRow(writer, columns);
        foreach (ImmutableArray<string> row in rows)
            WriteRow(writer, row);
    }

    private static void WriteRow(StreamWriter writer, ImmutableArray<string> fields)
    {
        for (int i = 0; i < fields.Length; i++)
        {
            if (i > 0)
                writer.Write(';');
            writer.Write(Quote(fields[i]));
        }
        writer.WriteLine();
    }

    private static string Quote(string field) =>
        field.AsSpan().IndexOfAny(";\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
