using System.Text.RegularExpressions;

namespace PbDecisionDay.Grains.Texts;

/// <summary>Names of languages: BCP 47 tags, for example <c>en</c> or <c>zh-Hant</c>.</summary>
internal static partial class LanguageTag
{
    /// <summary>Whether this looks like one.</summary>
    public static bool IsValid(string tag) => Shape().IsMatch(tag);

    [GeneratedRegex("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
