using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace PbDecisionDay.Mutants;

/// <summary>One change of one place of the source, behind a switch.</summary>
/// <param name="Path">The file, below the repository's root.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Span">The expression that is wrapped.</param>
/// <param name="Member">The method, property or field around it.</param>
/// <param name="Before">What stands there.</param>
/// <param name="After">What the change makes of it.</param>
/// <param name="Prefix">The code before the expression; <see cref="SwitchCall"/> stands where the switch is asked.</param>
/// <param name="Suffix">The code after the expression.</param>
internal sealed record Mutant(
    string Path, int Line, TextSpan Span, TextSpan Member, string Before, string After, string Prefix, string Suffix)
{
    public const string SwitchCall = "SWITCH";

    /// <summary>The number that switches it on, from 1; 0 while it is not drawn.</summary>
    public int Number { get; init; }

    /// <summary>What else has to change for the switch to compile: a constant becomes a property.</summary>
    public ImmutableArray<TextChange> Companions { get; init; } = [];

    /// <summary>The constant whose value is switched, or null.</summary>
    public string? Constant { get; init; }
}
