using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace PbDecisionDay.Rules.Papers;

/// <summary>
/// The numbers under which projects stand on a printed ballot paper, and which a count team types: the projects' own ids where all of them are
/// numbers of at most four digits, otherwise their places on the paper, from 1. All are printed with as many digits as the longest one, <c>07</c>
/// beside <c>12</c>, so that they can be typed one after the other without anything between. Source: docs/adr/0067.
/// </summary>
public sealed class PrintedNumbers
{
    private const int MostDigits = 4;

    private readonly FrozenDictionary<string, string> _projects;
    private readonly FrozenDictionary<string, string> _numbers;

    /// <summary>The numbers of a paper.</summary>
    public PrintedNumbers(Paper paper)
    {
        ArgumentNullException.ThrowIfNull(paper);
        AreIds = paper.Proposals.All(proposal => IsNumber(proposal.Id));
        ImmutableArray<(string Number, string Project)> all =
            [.. paper.Proposals.Select((proposal, at) => (AreIds ? proposal.Id : (at + 1).ToString(CultureInfo.InvariantCulture), proposal.Id))];
        Width = all.Max(one => one.Number.Length);
        _projects = all.ToFrozenDictionary(one => one.Number, one => one.Project, StringComparer.Ordinal);
        _numbers = all.ToFrozenDictionary(one => one.Project, one => one.Number.PadLeft(Width, '0'), StringComparer.Ordinal);
    }

    /// <summary>Whether the numbers are the projects' own ids.</summary>
    public bool AreIds { get; }

    /// <summary>How many digits each number is printed with.</summary>
    public int Width { get; }

    /// <summary>The number of a project of the paper, as it is printed.</summary>
    public string Of(string project) => _numbers[project];

    /// <summary>The project's id under a number, or null; zeros before a number do not matter.</summary>
    public string? Find(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        string plain = number.TrimStart('0');
        return _projects.GetValueOrDefault(plain.Length == 0 && number.Length > 0 ? "0" : plain);
    }

    private static bool IsNumber(string id) =>
        id.Length is > 0 and <= MostDigits && id.All(char.IsAsciiDigit) && (id.Length == 1 || id[0] != '0');
}
