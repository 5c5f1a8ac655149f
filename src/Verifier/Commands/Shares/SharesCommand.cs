using System.CommandLine;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Verifier.Commands.Cards;

namespace PbDecisionDay.Verifier.Commands.Shares;

/// <summary>
/// <c>pbdd shares</c>: looks at holders' sheets away from the service, and makes the key file from two of them where no service is left that could.
/// </summary>
internal static class SharesCommand
{
    private const int Holds = 0, Fails = 1;

    public static Command Create() => new("shares", "Looks at shares of a day's openings key, and makes the service's key file from two of them.")
    {
        Check(), Join(),
    };

    private static Argument<string[]> Files() => new("FILE")
    {
        Description = "the shares, a file each, as they stand on the sheets", HelpName = "FILE", Arity = new ArgumentArity(1, KeyShare.Shares),
    };

    private static Command Check()
    {
        var files = Files();
        var command = new Command("check", "Says of each share whether its passphrase opens it, and whether together they give the key.") { files };
        command.SetAction(result => CheckShares(Desk.Console, result.GetRequiredValue(files)));
        return command;
    }

    private static Command Join()
    {
        var files = Files();
        Option<string> target = new("--out") { Description = "the key file to write: openings.key in the day's folder of keys", HelpName = "FILE", Required = true };
        var command = new Command("join", "Makes the service's key file from two shares or three, sealed under the words that unlock the service's keys.") { files, target };
        command.SetAction(result => JoinShares(Desk.Console, result.GetRequiredValue(files), result.GetRequiredValue(target)));
        return command;
    }

    /// <summary>Opens each share, and looks whether they give the key.</summary>
    internal static int CheckShares(Desk desk, string[] files)
    {
        if (Read(desk, files) is not var (shares, all))
            return Fails;
        if (shares.Count >= KeyShare.Needed && Joined(desk, shares) is null)
            return Fails;
        return all ? Holds : Fails;
    }

    /// <summary>Writes the key file.</summary>
    internal static int JoinShares(Desk desk, string[] files, string target)
    {
        // One bad share and two good ones give the key.
        if (Read(desk, files) is not var (shares, _) || Joined(desk, shares) is not { } joined)
            return Fails;
        string words = Ask(desk, "The words that unlock the service's keys (Keys:Passphrase, or the first line of its unlock file): ");
        if (words.Length < KeyCopy.ShortestPassphrase)
            return desk.Fail($"the words have at least {KeyCopy.ShortestPassphrase} characters; nothing was written");
        try
        {
            using var stream = new FileStream(target, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write });
            stream.Write(System.Text.Encoding.ASCII.GetBytes(KeyCopy.Seal(KeyKind.Openings, Good(shares, joined).Origin, joined.Key, words)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return desk.Refuse(failure.Message);
        }
        desk.Say($"{target} holds the openings key of {Good(shares, joined).Origin}, sealed.");
        return Holds;
    }

    private static (List<KeyShare> Shares, bool All)? Read(Desk desk, string[] files)
    {
        var shares = new List<KeyShare>();
        bool all = true;
        foreach (string file in files)
        {
            string text;
            try
            {
                text = File.ReadAllText(file);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                desk.Refuse(failure.Message);
                return null;
            }
            switch (KeyShare.Open(text, Ask(desk, $"Passphrase of {file}: "), out KeyShare? share))
            {
                case KeyShareProblem.NotAShare:
                    desk.Say($"{file}: this is no whole share");
                    all = false;
                    break;
                case KeyShareProblem.WrongPassphrase:
                    desk.Say($"{file}: this passphrase does not open it, or it was altered");
                    all = false;
                    break;
                case KeyShareProblem.None:
                    desk.Say($"{file}: share {share!.Number} of making {share.Set} for {share.Origin}, openings key {share.Openings}");
                    shares.Add(share);
                    break;
            }
        }
        return (shares, all);
    }

    private static JoinedShares? Joined(Desk desk, List<KeyShare> shares)
    {
        JoinedShares joined = KeyShare.Join(shares);
        if (!joined.HaveKey)
        {
            desk.Say(shares.Count == KeyShare.Needed
                ? "These two give no key: one of them is wrong, or they are of two makings. Bring the third."
                : "No two of these give the key.");
            return null;
        }
        foreach (KeyShare bad in joined.Bad)
            desk.Say($"Share {bad.Number} of making {bad.Set} does not belong to the others.");
        desk.Say($"They give the key whose public half is {Good(shares, joined).Openings}.");
        return joined;
    }

    // One of those that gave the key: the first may be another day's.
    private static KeyShare Good(List<KeyShare> shares, JoinedShares joined) => shares.First(share => !joined.Bad.Contains(share));

    // A passphrase is never an argument: arguments stand in lists of processes and in histories.
    private static string Ask(Desk desk, string question)
    {
        desk.Error.Write(question);
        string answer = desk.ReadHidden();
        desk.Error.WriteLine();
        return answer;
    }
}
