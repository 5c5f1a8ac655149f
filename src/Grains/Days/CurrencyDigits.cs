using System.Collections.Frozen;

namespace PbDecisionDay.Grains.Days;

/// <summary>How many decimal digits a unit of money has. Source: ISO 4217, table A.1.</summary>
internal static class CurrencyDigits
{
    private static readonly FrozenSet<string> None = new[]
    {
        "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Three = new[]
    {
        "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>0, 2 or 3; 2 for every code not listed, as for nearly all.</summary>
    public static int Of(string currency) => None.Contains(currency) ? 0 : Three.Contains(currency) ? 3 : 2;
}
