using System.Globalization;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Verifier.Commands.Elections;

/// <summary>Prints amounts of a file with its currency, for reading.</summary>
internal sealed class Money(PabulibFile file)
{
    private readonly string _currency = file["currency"] is { Length: > 0 } code ? $"{code} " : "";

    private readonly string _decimals = $"N{Math.Max(Currencies.DigitsOf(file["currency"] ?? "") ?? Currencies.UsualDigits, (int)Math.Log10(file.Election.Unit))}";

    /// <summary>An amount of minor units.</summary>
    public string Of(long minor) =>
        _currency + ((decimal)minor / file.Election.Unit).ToString(minor % file.Election.Unit == 0 ? "N0" : _decimals, CultureInfo.InvariantCulture);
}
