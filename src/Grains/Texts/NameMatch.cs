using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Grains.Texts;

/// <summary>Whether two names, folded by <see cref="SearchText"/>, may be one person's: forgiving, for a volunteer decides.</summary>
internal static class NameMatch
{
    // From here on a sign is a word or a syllable, in Chinese and Japanese; Korean syllables are folded to their letters.
    private const char FirstOfSigns = '\u2e80', FirstKorean = '\u1100', LastKorean = '\u11ff';

    /// <summary>Whether every word of one is nearly one of the other's, the whole is with its spaces left out, or, where both give one detail, any word is.</summary>
    /// <param name="words">The words of one name.</param>
    /// <param name="others">The words of the other.</param>
    /// <param name="sameDetail">Whether both come with the same address, or whatever else the register holds.</param>
    public static bool MayBeOne(string[] words, string[] others, bool sameDetail) =>
        HasWords(words, others) || HasWords(others, words)
        || Joined(words).Any(joined => Spelling.Distance(joined, string.Concat(others), 1) <= 1)
        || HasSigns(string.Concat(words), string.Concat(others))
        || (sameDetail && words.Any(word => others.Any(other => Spelling.AreNear(word, other))));

    /// <summary>Whether two words of signs hold the same ones, in whichever order: family and given name change places there without a space.</summary>
    public static bool HasSigns(string one, string other) =>
        IsOfSigns(one) && IsOfSigns(other) && one.Order().SequenceEqual(other.Order());

    /// <summary>Whether a word is written in signs, of which one is enough to look for.</summary>
    public static bool IsOfSigns(string word) => word.Length > 0 && word.All(sign => sign is >= FirstOfSigns or >= FirstKorean and <= LastKorean);

    /// <summary>The words of a name, and each two that stand together without the space between: <c>mac donald</c> is <c>macdonald</c> too.</summary>
    public static string[] WordsAndPairs(string[] words) => [.. words, .. words.Zip(words.Skip(1), string.Concat)];

    // One name may have more words than the other, as a middle name; two words at least have to be there, or all of a name that has one.
    private static bool HasWords(string[] all, string[] some) =>
        some.Length > 0 && (some.Length > 1 || all.Length == 1) && some.All(word => all.Any(other => Spelling.AreNear(word, other)));

    private static IEnumerable<string> Joined(string[] words) => [string.Concat(words), string.Concat(words.Reverse())];
}
