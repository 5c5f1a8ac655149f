using Microsoft.Extensions.Localization;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.PlainRules;

namespace PbDecisionDay.Web.Statements;

/// <summary>Says who signed a day's rules.</summary>
public static class SignedWords
{
    /// <summary>The sentence.</summary>
    /// <param name="signed">Who.</param>
    /// <param name="at">When, by the hall's clock.</param>
    /// <param name="say">The words of rules.</param>
    public static string Of(RulesSigned signed, string at, IStringLocalizer<RuleWords> say)
    {
        ArgumentNullException.ThrowIfNull(signed);
        ArgumentNullException.ThrowIfNull(say);
        string Name(string name) => name.Length > 0 ? Isolated.Of(name) : say["Signed.Erased"];
        return signed.Other is { } other ? say["Signed.Two", Name(signed.One), Name(other), at] : say["Signed.One", Name(signed.One), at];
    }
}
