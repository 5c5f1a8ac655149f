using System.Globalization;

namespace PbDecisionDay.Ledger.Bundles;

/// <summary>What does not hold in a file of a bundle.</summary>
/// <param name="Member">The file at fault.</param>
/// <param name="Line">The line at fault, from 1; null where it is the file as a whole.</param>
/// <param name="Reason">What is wrong, in one plain sentence.</param>
public sealed record BundleFault(string Member, int? Line, string Reason)
{
    /// <summary>"mix/pair-03.txt, line 7: …".</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Member}{(Line is { } line ? $", line {line}" : "")}: {Reason}");
}
