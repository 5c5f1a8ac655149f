namespace PbDecisionDay.Rules.Pabulib;

/// <summary>A file that is not a Pabulib election: the line and the reason.</summary>
/// <param name="line">The line, from 1, on which what is wrong begins.</param>
/// <param name="reason">What is wrong, in plain words, without the line.</param>
public sealed class PabulibException(int line, string reason) : FormatException($"line {line}: {reason}")
{
    /// <summary>The line, from 1.</summary>
    public int Line { get; } = line;
}
