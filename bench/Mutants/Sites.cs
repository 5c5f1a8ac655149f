using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PbDecisionDay.Mutants;

/// <summary>Every change that can be made in a file, in the order of its places.</summary>
internal static class Sites
{
    private static readonly Dictionary<SyntaxKind, string[]> s_others = new()
    {
        [SyntaxKind.GreaterThanToken] = [">=", "<"],
        [SyntaxKind.GreaterThanEqualsToken] = [">", "<"],
        [SyntaxKind.LessThanToken] = ["<=", ">"],
        [SyntaxKind.LessThanEqualsToken] = ["<", ">"],
        [SyntaxKind.EqualsEqualsToken] = ["!="],
        [SyntaxKind.ExclamationEqualsToken] = ["=="],
        [SyntaxKind.AmpersandAmpersandToken] = ["||"],
        [SyntaxKind.BarBarToken] = ["&&"],
        [SyntaxKind.PlusToken] = ["-"],
        [SyntaxKind.MinusToken] = ["+"],
        [SyntaxKind.AsteriskToken] = ["/"],
        [SyntaxKind.SlashToken] = ["*"],
        [SyntaxKind.PercentToken] = ["*"],
    };

    public static IEnumerable<Mutant> Of(string path, string source)
    {
        var root = CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview)).GetRoot();
        return root.DescendantNodes().Where(node => !Constant(node)).SelectMany(node => Changes(path, node));
    }

    private static IEnumerable<Mutant> Changes(string path, SyntaxNode node) => node switch
    {
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } or => Coalescing(path, or),
        BinaryExpressionSyntax { OperatorToken: var sign } two when s_others.TryGetValue(sign.Kind(), out var others)
            && !OfText(two) => others.Select(other => Swap(path, two, sign.Span, other)),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not =>
            [Flip(path, not, not.Operand.ToString())],
        LiteralExpressionSyntax { Token.Value: int or long or uint or ulong } number when Next(number) is { } next =>
            [Swap(path, number, number.Span, next)],
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.TrueLiteralExpression } yes => [Flip(path, yes, "false")],
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.FalseLiteralExpression } no => [Flip(path, no, "true")],
        ConditionalExpressionSyntax choice => [Flip(path, choice.Condition, $"!({choice.Condition})")],
        RelationalPatternSyntax { OperatorToken: var sign } => s_others[sign.Kind()].Select(other => Swap(path, node, sign.Span, other)),
        BinaryPatternSyntax { OperatorToken: var sign } =>
            [Swap(path, node, sign.Span, sign.IsKind(SyntaxKind.AndKeyword) ? "or" : "and")],
        IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax { OperatorToken: var sign } } =>
            [Swap(path, node, TextSpan.FromBounds(sign.SpanStart, sign.GetNextToken().SpanStart), "")],
        IfStatementSyntax { Else: null, Condition: var guard, Statement: var then } when Leaves(then) =>
            [Never(path, guard, $"if ({guard}) {then}")],
        WhenClauseSyntax { Condition: var when } => [Never(path, when, $"when {when}")],
        _ => [],
    };

    /// <summary>Another text in the place of a part; behind the switch stands the whole expression around it, twice.</summary>
    private static Mutant Swap(string path, SyntaxNode node, TextSpan part, string other)
    {
        SyntaxNode site = node.FirstAncestorOrSelf<IsPatternExpressionSyntax>(at => at.Pattern.Span.Contains(part)) is { } pattern
            ? pattern : node;
        var text = site.ToString();
        var start = part.Start - site.SpanStart;
        var changed = text[..start] + other + text[(start + part.Length)..];
        return New(path, site, text, changed, $"({Mutant.SwitchCall} ? {changed} : ", ")") with
        {
            Companions = Companions(site),
            Constant = site.FirstAncestorOrSelf<VariableDeclaratorSyntax>(_ => Companions(site).Length > 0)?.Identifier.Text,
        };
    }

    private static Mutant Flip(string path, ExpressionSyntax node, string after) =>
        New(path, node, node.ToString(), after, $"({Mutant.SwitchCall} ^ (", "))");

    private static Mutant Never(string path, ExpressionSyntax guard, string before) =>
        New(path, guard, before, "removed", "((", $") && !{Mutant.SwitchCall})");

    /// <summary>Without the fallback: the right side always, or, where the right side only throws, the left side unchecked.</summary>
    private static IEnumerable<Mutant> Coalescing(string path, BinaryExpressionSyntax or)
    {
        var after = or.Right is ThrowExpressionSyntax ? or.Left + "!" : or.Right.ToString();
        yield return New(path, or, or.ToString(), after, $"({Mutant.SwitchCall} ? {after} : ", ")");
    }

    private static Mutant New(string path, SyntaxNode node, string before, string after, string prefix, string suffix) => new(
        path,
        node.GetLocation().GetLineSpan().StartLinePosition.Line + 1,
        node.Span,
        (node.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? node).Span,
        before,
        after,
        prefix,
        suffix);

    /// <summary>A constant field becomes a property and a constant variable a plain one, so that its value can be switched.</summary>
    private static ImmutableArray<TextChange> Companions(SyntaxNode site) =>
        site.FirstAncestorOrSelf<EqualsValueClauseSyntax>() is not { Parent: VariableDeclaratorSyntax { Parent: { } list } } value ? []
        : list.Parent is FieldDeclarationSyntax { Modifiers: var field } && field.FirstOrDefault(IsConst) is { RawKind: > 0 } word
            ? [new(word.Span, "static"), new(value.EqualsToken.Span, "=>")]
        : list.Parent is LocalDeclarationStatementSyntax { Modifiers: var local } && local.FirstOrDefault(IsConst) is { RawKind: > 0 } own
            ? [new(own.Span, "")]
        : [];

    private static bool IsConst(SyntaxToken token) => token.IsKind(SyntaxKind.ConstKeyword);

    /// <summary>Where the language wants a constant: attributes, members of an enum, labels, defaults, widths, and patterns of a switch.</summary>
    private static bool Constant(SyntaxNode node) => node.AncestorsAndSelf().Any(at =>
        at is AttributeListSyntax or EnumMemberDeclarationSyntax or CaseSwitchLabelSyntax or InterpolationAlignmentClauseSyntax
        || at is EqualsValueClauseSyntax { Parent: ParameterSyntax }
        || at is PatternSyntax and not { Parent: PatternSyntax } && Outermost(at) is not IsPatternExpressionSyntax
        || at is EqualsValueClauseSyntax && Companions(at).IsEmpty && at.Parent is VariableDeclaratorSyntax
            && at.FirstAncestorOrSelf<FieldDeclarationSyntax>() is { } field && field.Modifiers.Any(IsConst));

    private static SyntaxNode? Outermost(SyntaxNode pattern) =>
        pattern.Ancestors().FirstOrDefault(at => at is not (PatternSyntax or SubpatternSyntax or PropertyPatternClauseSyntax or PositionalPatternClauseSyntax));

    private static bool OfText(BinaryExpressionSyntax two) =>
        two.OperatorToken.IsKind(SyntaxKind.PlusToken) && two.DescendantNodes().Any(at =>
            at is InterpolatedStringExpressionSyntax || at.IsKind(SyntaxKind.StringLiteralExpression));

    private static bool Leaves(StatementSyntax then) => then switch
    {
        ReturnStatementSyntax or ThrowStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax => true,
        BlockSyntax block => block.Statements.LastOrDefault() is { } last && Leaves(last),
        _ => false,
    };

    private static string? Next(LiteralExpressionSyntax number) => number.Token.Value switch
    {
        int value and < int.MaxValue => (value + 1).ToString(CultureInfo.InvariantCulture),
        long value and < long.MaxValue => (value + 1).ToString(CultureInfo.InvariantCulture) + "L",
        uint value and < uint.MaxValue => (value + 1).ToString(CultureInfo.InvariantCulture) + "u",
        ulong value and < ulong.MaxValue => (value + 1).ToString(CultureInfo.InvariantCulture) + "ul",
        _ => null,
    };
}
