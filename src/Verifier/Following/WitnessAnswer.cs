using System.Globalization;
using PbDecisionDay.Ledger.Checkpoints;

namespace PbDecisionDay.Verifier.Following;

/// <summary>What a witness answers to a log. Source: C2SP tlog-witness.</summary>
/// <param name="Status">200, 400, 403, 404, 409 or 422.</param>
/// <param name="Type">The body's type.</param>
/// <param name="Body">The signature line, the size, or a sentence.</param>
internal sealed record WitnessAnswer(int Status, string Type, string Body)
{
    /// <summary>The witness's line under the checkpoint.</summary>
    public static WitnessAnswer Line(SignedNote countersigned) => new(200, Text, countersigned.Signatures[^1].Line + "\n");

    /// <summary>The size that the witness countersigned last, 0 for none: ask again from there.</summary>
    public static WitnessAnswer Size(long last) => new(409, AddCheckpoint.SizeType, string.Create(CultureInfo.InvariantCulture, $"{last}\n"));

    /// <summary>A refusal in a sentence.</summary>
    public static WitnessAnswer Refusal(int status, string sentence) => new(status, Text, sentence + "\n");

    private const string Text = "text/plain; charset=utf-8";
}
