using Spectre.Console;

namespace PbDecisionDay.Verifier.Commands;

/// <summary>How a piece of a line looks.</summary>
internal enum Style
{
    Plain,
    Good,
    Bad,
    Quiet,
    Strong,
}

/// <summary>Lines on stdout: coloured for a person at a terminal, plain where redirected or under <c>NO_COLOR</c>.</summary>
internal static class Out
{
    private static bool Coloured => !Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.ColorSystem != ColorSystem.NoColors;

    /// <summary>A plain line.</summary>
    public static void Line(string text = "") => Line((Style.Plain, text));

    /// <summary>A line of several looks.</summary>
    public static void Line(params ReadOnlySpan<(Style Style, string Text)> pieces)
    {
        bool coloured = Coloured;
        foreach (var (style, text) in pieces)
            if (coloured && style != Style.Plain)
                AnsiConsole.Write(new Text(Tame(text), Look(style)));
            else
                Console.Out.Write(Tame(text));
        Console.Out.WriteLine();
    }

    // Texts out of files may hold what would steer a terminal.
    private static string Tame(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c)) : text;

    private static Spectre.Console.Style Look(Style style) => style switch
    {
        Style.Plain => Spectre.Console.Style.Plain,
        Style.Good => new(Color.Green, decoration: Decoration.Bold),
        Style.Bad => new(Color.Red, decoration: Decoration.Bold),
        Style.Quiet => new(Color.Grey),
        Style.Strong => new(decoration: Decoration.Bold),
    };
}
