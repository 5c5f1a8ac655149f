using System.Globalization;
using System.Text;

namespace PbDecisionDay.Verifier.Commands.Cards;

/// <summary>The desk where two people make cards: what they read and what they type.</summary>
/// <param name="In">What is typed.</param>
/// <param name="Out">What is said.</param>
/// <param name="Error">What is refused, and why.</param>
internal sealed record Desk(TextReader In, TextWriter Out, TextWriter Error)
{
    /// <summary>This process's own.</summary>
    public static Desk Console { get; } = new(System.Console.In, System.Console.Out, System.Console.Error);

    /// <summary>Reads a line that nobody beside the screen may read: a passphrase.</summary>
    public string ReadHidden()
    {
        if (!ReferenceEquals(In, Console.In) || System.Console.IsInputRedirected)
            return In.ReadLine() ?? "";
        var typed = new StringBuilder();
        while (System.Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }
        return typed.ToString();
    }

    /// <summary>Says a line.</summary>
    public void Say(string line = "") => Out.WriteLine(line);

    /// <summary>Says a fact for two people to compare or to write down.</summary>
    public void Fact(string name, string value) => Say($"  {name,-9} {value}");

    /// <summary>Says a count.</summary>
    public void Fact(string name, int value) => Fact(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Refuses bad use: exit 2.</summary>
    public int Refuse(string problem) => End(problem, Refusal.Exit);

    /// <summary>Says that a check failed: exit 1.</summary>
    public int Fail(string problem) => End(problem, 1);

    private int End(string problem, int exit)
    {
        Error.WriteLine($"pbdd: {problem}");
        return exit;
    }
}
