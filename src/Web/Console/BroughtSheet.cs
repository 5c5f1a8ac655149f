using System.Collections.Immutable;
using PbDecisionDay.Contracts.Days.Openings;

namespace PbDecisionDay.Web.Console;

/// <summary>The fields for a holder's sheet that is brought to a console page.</summary>
/// <param name="Form">What its fields' ids begin with.</param>
/// <param name="Index">Its place among the sheets of the form, from 0.</param>
/// <param name="Legend">What it is called.</param>
/// <param name="Required">Whether it has to be filled in.</param>
public sealed record BroughtSheet(string Form, int Index, string Legend, bool Required)
{
    /// <summary>The id of the field for a sheet's text.</summary>
    public static string TextId(string form, int index) => $"{form}-{index}-text";

    /// <summary>The shares in the fields that came back; sheets left empty are not brought.</summary>
    public static ImmutableArray<BroughtShare> Read(string?[] texts, string?[] passphrases) =>
    [
        .. texts.Zip(passphrases, (text, passphrase) => new BroughtShare(text ?? "", passphrase ?? "")).Where(share => !string.IsNullOrWhiteSpace(share.Text)),
    ];
}
