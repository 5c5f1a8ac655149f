using System.Collections.Immutable;
using PbDecisionDay.Contracts.Days;

namespace PbDecisionDay.Web.Console;

/// <summary>A line that a form asks in each language of its day.</summary>
public sealed class LocalLine
{
    public string Language { get; set; } = "";

    public string? Text { get; set; }
}

/// <summary>Between the lines of a form and texts.</summary>
public static class LocalLines
{
    /// <summary>A line for each language of the day, and for any other that was written.</summary>
    public static List<LocalLine> Of(ImmutableArray<LocalText> texts, DaySettings day)
    {
        ArgumentNullException.ThrowIfNull(day);
        return [.. day.Languages.Union(texts.Select(text => text.Language)).Select(
            language => new LocalLine { Language = language, Text = texts.FirstOrDefault(text => text.Language == language)?.Text })];
    }

    /// <summary>The lines that say something.</summary>
    public static ImmutableArray<LocalText> Read(IEnumerable<LocalLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return [.. lines.Where(line => !string.IsNullOrWhiteSpace(line.Text)).Select(line => new LocalText(line.Language, line.Text!.Trim()))];
    }
}
