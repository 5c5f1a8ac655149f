using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace PbDecisionDay.Rules.Papers;

/// <summary>
/// The numbers under which projects stand on a printed ballot paper, and which a count team types: the projects' own ids where all of them are
/// numbers of at most two digits, otherwise their places on the paper, from 1. Up to 99 places are written in digits; more of them are written with
/// <see cref="AllSigns"/>, of which two suffice for 728 projects and three for the largest paper. All have as many signs as the longest one,
/// <c>07</c> beside <c>12</c>, so that they can be typed one after the other without anything between. Source: docs/adr/0067.
/// </summary>
public sealed class PrintedNumbers
{
    /// <summary>
    /// The signs of places on a paper of 100 projects or more, in the order of their values from 0 to 26. Of signs that look alike one alone is among them,
    /// as which the others are read: B, G, I, L, O, S and Z as digits, V as U. Nor is X among them, with which a spoilt slip begins.
    /// </summary>
    public const string AllSigns = "0123456789ACDEFHJKMNPQRTUWY";

    private const int MostDigits = 2;
    private const int MostInDigits = 99;

    private readonly FrozenDictionary<string, string> _projects;
    private readonly FrozenDictionary<string, string> _numbers;

    /// <summary>The numbers of a paper.</summary>
    public PrintedNumbers(Paper paper)
    {
        ArgumentNullException.ThrowIfNull(paper);
        AreIds = paper.Proposals.All(proposal => IsNumber(proposal.Id));
        AreDigits = AreIds || paper.Proposals.Length <= MostInDigits;
        ImmutableArray<(string Number, string Project)> all = [.. paper.Proposals.Select((proposal, at) => (AreIds ? proposal.Id : Place(at + 1), proposal.Id))];
        Width = all.Max(one => one.Number.Length);
        _projects = all.ToFrozenDictionary(one => one.Number.PadLeft(Width, '0'), one => one.Project, StringComparer.Ordinal);
        _numbers = _projects.ToFrozenDictionary(one => one.Value, one => one.Key, StringComparer.Ordinal);
    }

    /// <summary>Whether the numbers are the projects' own ids.</summary>
    public bool AreIds { get; }

    /// <summary>Whether they are written in digits alone; otherwise with <see cref="AllSigns"/>.</summary>
    public bool AreDigits { get; }

    /// <summary>How many signs each number is printed with, 1 to 3.</summary>
    public int Width { get; }

    /// <summary>The number of a project of the paper, as it is printed.</summary>
    public string Of(string project) => _numbers[project];

    /// <summary>Whether a typed sign may stand in a number of this paper: in either size, and for one of <see cref="AllSigns"/> what looks like it.</summary>
    public bool MayHold(char sign) => AreDigits ? char.IsAsciiDigit(sign) : AllSigns.Contains(Read(sign), StringComparison.Ordinal);

    /// <summary>
    /// The project's id under a number, or null. Zeros before digits do not matter; other numbers are found whole alone, so that half of one is none.
    /// </summary>
    public string? Find(string number)
    {
        ArgumentNullException.ThrowIfNull(number);
        return number.Length == 0 ? null
            : AreDigits ? _projects.GetValueOrDefault(number.TrimStart('0').PadLeft(Width, '0'))
            : _projects.GetValueOrDefault(string.Concat(number.Select(Read)));
    }

    private string Place(int place)
    {
        if (AreDigits)
            return place.ToString(CultureInfo.InvariantCulture);
        string signs = "";
        for (int rest = place; rest > 0; rest /= AllSigns.Length)
            signs = AllSigns[rest % AllSigns.Length] + signs;
        return signs;
    }

    private static char Read(char sign) => !char.IsAscii(sign) ? sign : char.ToUpperInvariant(sign) switch
    {
        'O' => '0',
        'I' or 'L' => '1',
        'Z' => '2',
        'S' => '5',
        'G' => '6',
        'B' => '8',
        'V' => 'U',
        var same => same,
    };

    private static bool IsNumber(string id) =>
        id.Length is > 0 and <= MostDigits && id.All(char.IsAsciiDigit) && (id.Length == 1 || id[0] != '0');
}
