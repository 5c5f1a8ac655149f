using System.CommandLine;

namespace PbDecisionDay.Verifier.Commands.Cards;

/// <summary><c>pbdd cards destroy</c>: overwrites and deletes everything a card could be known from, keeps the numbers, and writes a record to be signed.</summary>
internal static class DestroyCommand
{
    public static Command Create(Desk desk)
    {
        Argument<string?> folder = CardsCommand.Folder();
        Option<string> batch = CardsCommand.Batch();
        Option<string?> yes = new("--yes") { Description = "the batch's name once more, instead of typing it when asked", HelpName = "ID" };
        return new Command("destroy", "Overwrites and deletes a batch's secrets and print file, once the sheets are printed and checked. The numbers stay.") { folder, batch, yes }.Does(desk, arguments =>
        {
            string name = arguments.GetValue(batch)!;
            if (!CardsCommand.TryFind(arguments.GetValue(folder), name, out BatchFolder? files, out string? problem))
                return desk.Refuse(problem);
            string[] doomed = [.. files.Secret.Where(File.Exists)];
            if (doomed.Length == 0 && File.Exists(files.Record))
            {
                desk.Say($"Nothing is left to destroy: {files.Record} stands.");
                return 0;
            }
            DestructionRecord record = DestructionRecord.Of(name, files, doomed);
            desk.Say($"{record.State} To be destroyed: {(doomed.Length == 0 ? "nothing that is still here" : string.Join(", ", doomed))}.");
            if (!IsConfirmed(desk, name, arguments.GetValue(yes)))
                return desk.Refuse($"the batch's name, {name}, was not given once more, so nothing was destroyed");

            // The secrets last: until they are gone, everything else could be made from them again.
            foreach (string file in doomed.Reverse())
                BatchFolder.Destroy(file);
            File.WriteAllText(files.Record, record.Text);
            desk.Say($"""
                Destroyed. Print and sign {files.Record}; keep it with the day's papers.

                {DestructionRecord.WhatMayBeLeft}
                """);
            return 0;
        });
    }

    private static bool IsConfirmed(Desk desk, string name, string? yes)
    {
        if (yes is null)
            desk.Out.Write("Nobody can print these cards again. Type the batch's name to destroy them: ");
        return (yes ?? desk.In.ReadLine())?.Trim() == name;
    }
}
