using System.Security.Cryptography;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Verifier.Commands.Cards;

/// <summary>What two people note of a batch's numbers, so that they can tell afterwards what the log holds.</summary>
internal static class NumbersFacts
{
    /// <summary>Says the file's hash, as it is on the disk now, and the root.</summary>
    public static void Say(Desk desk, Manifest numbers, string file)
    {
        desk.Fact("sha256", $"{Hash(file)}  {Path.GetFileName(file)}");
        desk.Fact("root", numbers.Root.ToString());
        desk.Say("sha256sum says the first of the list, wherever it is carried; the public log must show the root in its entry of this batch.");
    }

    /// <summary>SHA-256 of a file as sha256sum prints it.</summary>
    public static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
}
