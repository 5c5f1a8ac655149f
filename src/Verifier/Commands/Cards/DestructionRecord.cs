using System.Globalization;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Verifier.Commands.Cards;

/// <summary>What is written when a batch's secrets are destroyed, for two people to sign.</summary>
/// <param name="State">What was found before, in a sentence or two.</param>
/// <param name="Text">The record.</param>
internal sealed record DestructionRecord(string State, string Text)
{
    /// <summary>What overwriting does not reach.</summary>
    public const string WhatMayBeLeft = """
        What this cannot reach: an SSD, a USB stick, a file system that keeps snapshots or a journal, and a backup may each keep what was overwritten.
        If the folder was neither on a RAM disk nor on an encrypted stick, destroy or wipe the whole medium. A printer and its queue keep jobs: delete
        them in the printer's menu and on this machine (Linux: cancel -a -x), and switch the printer off for a minute. Then shut this machine down.
        """;

    /// <summary>The record of a batch that still stands.</summary>
    /// <param name="name">The batch.</param>
    /// <param name="files">Its files.</param>
    /// <param name="doomed">Those to be destroyed.</param>
    public static DestructionRecord Of(string name, BatchFolder files, IReadOnlyList<string> doomed)
    {
        Manifest? listed = File.Exists(files.Numbers) && Manifest.TryParse(File.ReadAllBytes(files.Numbers), out Manifest? read, out _) ? read : null;
        string state = Found(files, listed);
        string facts = listed is null ? "" : string.Create(CultureInfo.InvariantCulture, $"cards {listed.Size}\nroot {listed.Root}\nnumbers {NumbersFacts.Hash(files.Numbers)} {Path.GetFileName(files.Numbers)}\n");
        return new(state, $"""
            pbdd/1 cards destroyed
            batch {name}
            {facts}destroyed {string.Join(' ', doomed.Select(Path.GetFileName))}

            {state}
            The files named above were overwritten and deleted. The card numbers are kept.

            {WhatMayBeLeft}

            Sheets printed:  ____________    Cards opened to check them:  ____________    Date and hour:  ______________________

            We were both present when the cards were made and when their secrets were destroyed. Neither of us kept a copy.

            Name:  ______________________________    Signature:  ______________________________

            Name:  ______________________________    Signature:  ______________________________

            """);
    }

    private static string Found(BatchFolder files, Manifest? listed)
    {
        if (!File.Exists(files.Secrets))
            return "The secrets were gone before this.";
        try
        {
            using SecretsFile made = SecretsFile.Look(files.Secrets);
            if (!made.IsComplete)
                return $"The batch was not finished: {made.Secrets.Count} of {made.Batch.Count} cards were made, and they were listed nowhere.";
            return listed is null ? $"The batch has no list of its {made.Batch.Count} numbers: without one no card of it can ever be used."
                : listed.Root == made.Manifest.Root && listed.Size == made.Batch.Count ? $"Each of the {listed.Size} numbers kept was derived from its secret once more before this, and fits."
                : "THE NUMBERS KEPT ARE NOT THOSE OF THE SECRETS: cards of this batch must not be used.";
        }
        catch (InvalidDataException)
        {
            return "The file of the secrets was damaged, so the numbers could not be derived once more.";
        }
    }
}
