using System.Collections.Frozen;

namespace PbDecisionDay.Rules.Papers;

/// <summary>The currencies that money can be paid out in, with their decimal digits. Source: ISO 4217, list one, amendments to 2025.</summary>
public static class Currencies
{
    /// <summary>Decimal digits of most currencies, taken where a file names none.</summary>
    public const int UsualDigits = 2;

    private const string Two =
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP "
        + "DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL "
        + "MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG "
        + "SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";

    private static readonly FrozenDictionary<string, int> Digits = new Dictionary<int, string>
    {
        [0] = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF",
        [2] = Two,
        [3] = "BHD IQD JOD KWD LYD OMR TND",
    }.SelectMany(group => group.Value.Split(' ').Select(code => KeyValuePair.Create(code, group.Key))).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>0, 2 or 3; null for a code that names no such currency.</summary>
    /// <param name="code">Three capital letters.</param>
    public static int? DigitsOf(string code) => Digits.TryGetValue(code, out int digits) ? digits : null;

    /// <summary>
    /// The country whose currency it is, as two letters of ISO 3166, with which its code begins; null for a currency of
    /// several countries, of one that is no more, and for a code that names no currency. Source: ISO 4217, where a code
    /// is made so, and X stands for no country.
    /// </summary>
    /// <param name="code">Three capital letters.</param>
    public static string? CountryOf(string code) =>
        DigitsOf(code) is null || code[0] == 'X' || code is "EUR" or "ANG" ? null : code[..2];
}
