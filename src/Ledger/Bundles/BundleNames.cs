using System.Globalization;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Mixing;
using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Ledger.Bundles;

/// <summary>Where things stand in a day's bundles. Grammar of each: docs/formats/bundle.md.</summary>
public static class BundleNames
{
    /// <summary>How to check by hand; in both bundles.</summary>
    public const string Readme = "README.txt";

    /// <summary>The published ballots, once the result is in the log of a day that was mixed.</summary>
    public const string Ballots = "ballots.pb";

    /// <summary>The folder of the files that hold one pot each, of a day with several.</summary>
    public const string PotFolder = "pots/";

    /// <summary>Every checkpoint that was signed.</summary>
    public const string Checkpoints = "checkpoints.txt";

    /// <summary>The cards made usable, from the close on.</summary>
    public const string Issued = "issued.txt";

    /// <summary>The log's verifier keys.</summary>
    public const string Keys = "keys.txt";

    /// <summary>The folder of the log's files.</summary>
    public const string LogFolder = "log/";

    /// <summary>The checkpoint at which the bundle ends.</summary>
    public const string LogCheckpoint = LogFolder + CheckpointFile;

    /// <summary>The folder of the batches' manifests.</summary>
    public const string ManifestFolder = "manifests/";

    /// <summary>The folder of the mix.</summary>
    public const string MixFolder = "mix/";

    /// <summary>The commitments of each counted seal.</summary>
    public const string MixCommitments = "mix/commitments.txt";

    /// <summary>The hashes of the mix's other files, as <c>sha256sum</c> prints them.</summary>
    public const string MixProof = "mix/proof.txt";

    /// <summary>The frozen ballot paper.</summary>
    public const string Paper = "paper.json";

    /// <summary>The frozen rules, from the opening on.</summary>
    public const string Rules = "rules.json";

    /// <summary>The result, once it is in the log.</summary>
    public const string Result = "result.json";

    /// <summary>What opens every cast and paper entry; in the auditor's bundle.</summary>
    public const string Openings = "openings.txt";

    /// <summary>The folder of the lists of the voter's pages.</summary>
    public const string PagesFolder = "pages/";

    /// <summary>A list of the voter's pages; that of the opening has the number 1.</summary>
    public static string Pages(int number) => string.Create(CultureInfo.InvariantCulture, $"{PagesFolder}{number}.txt");

    /// <summary>The folder of the joined logs.</summary>
    public const string OtherLogsFolder = "logs/";

    /// <summary>The folder of a joined log, in both bundles.</summary>
    public static string OtherLog(string log) => $"{OtherLogsFolder}{EntryText.LogName.Checked(log)}/";

    /// <summary>The openings of a log: <see cref="Openings"/> for the main one.</summary>
    public static string OpeningsOf(string log) => log == LogNames.Main ? Openings : OtherLog(log) + Openings;

    /// <summary>A batch's manifest.</summary>
    public static string Manifest(string batch) => $"{ManifestFolder}{EntryText.Batch.Checked(batch)}.txt";

    /// <summary>Pair <paramref name="k"/> of the mix, 1 to 20.</summary>
    public static string MixPair(int k) => string.Create(CultureInfo.InvariantCulture, $"{MixFolder}pair-{k:00}.txt");

    /// <summary>The published ballots of one pot, the first with the number 1.</summary>
    public static string PotBallots(int pot) => string.Create(CultureInfo.InvariantCulture, $"{PotFolder}{pot}.pb");

    /// <summary>A file of the log's tree.</summary>
    public static string LogTile(Tile tile) => LogFolder + tile.Path;

    /// <summary>A log's checkpoint below its folder.</summary>
    internal const string CheckpointFile = "checkpoint";

    /// <summary>The files of the mix that <see cref="MixProof"/> lists, in ordinal order.</summary>
    internal static IEnumerable<string> Mixed => Enumerable.Range(1, BallotSeal.Pairs).Select(MixPair).Prepend(MixCommitments);
}
