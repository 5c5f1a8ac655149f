using System.Security.Cryptography;
using System.Text;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Grains.Texts;

namespace PbDecisionDay.Grains.Days.Counting;

/// <summary>What may be noted of a ballot box. What really happened is never refused for coming in an unexpected order; it is said as it was. Pure.</summary>
internal static class CustodyDecision
{
    private const int LongestBox = 40;
    private const int LongestSeal = 40;
    private const int LongestPlace = 80;
    private const int LongestName = 120;
    private const int MostHandlings = 500;
    private const int SaltBytes = 32;

    /// <summary>The command without what is around its texts, in one way of writing.</summary>
    public static HandleBox Composed(HandleBox command) => new(
        Text(command.Box), command.Step, command.Step == BoxStep.Moved ? "" : Text(command.Seal), Text(command.Place), Text(command.Name), Text(command.OtherName));

    /// <summary>What is wrong; <c>null</c> if nothing.</summary>
    public static Decision? Refusal(DayState day, HandleBox command, string by)
    {
        if (DayDecision.Within(
            day, by, DayPhase.Published, DayPhase.Open, DayPhase.Paused, DayPhase.Checking, DayPhase.Closed, DayPhase.Counted, DayPhase.Declared) is { } refusal) return refusal;
        var wrong = Line(command.Box, LongestBox, "The name of the box", nameof(command.Box))
            ?? (command.Step == BoxStep.Moved ? null : Line(command.Seal, LongestSeal, "The number of the seal", nameof(command.Seal)))
            ?? Line(command.Place, LongestPlace, "The place", nameof(command.Place))
            ?? Line(command.Name, LongestName, "The first name", nameof(command.Name))
            ?? Line(command.OtherName, LongestName, "The second name", nameof(command.OtherName))
            ?? (LookAlike.IsOnePerson(command.Name, command.OtherName) ? new WrongMember("Two people handle a box. Give the names of both.", nameof(command.OtherName)) : null);
        if (wrong is not null) return Decision.Refuse(wrong);
        return day.Boxes.Length >= MostHandlings ? DayDecision.Invalid("More is not kept about the boxes of one day.")
            : command.Step == BoxStep.Opened && Seal(day, command.Box) is null ? Decision.Refuse(new WrongMember("No box of that name was sealed. Give its name as it was given before.", nameof(command.Box)))
            : null;
    }

    /// <summary>What happened, as everyone may see it.</summary>
    public static BoxHandling Handling(DayState before, BoxHandled handled)
    {
        var held = Seal(before, handled.Box);
        return new BoxHandling(
            handled.Box, handled.Step, handled.Step == BoxStep.Moved ? held ?? "" : handled.Seal, handled.Place,
            handled.Step != BoxStep.Opened || string.Equals(held, handled.Seal, StringComparison.OrdinalIgnoreCase), handled.By, handled.At);
    }

    /// <summary>The file of the two names. Its first line is random: a hash over names alone could be guessed after they are erased.</summary>
    public static byte[] Print(BoxNames names) =>
        Encoding.UTF8.GetBytes($"salt {Convert.ToBase64String(RandomNumberGenerator.GetBytes(SaltBytes))}\n{names.Name}\n{names.OtherName}\n");

    /// <summary>The names in a file; empty names of an empty file.</summary>
    public static BoxNames Read(ReadOnlySpan<byte> file) =>
        Encoding.UTF8.GetString(file).Split('\n') is [_, var name, var other, ..] ? new BoxNames(name, other) : new BoxNames("", "");

    /// <summary>The seal that a box was given last; <c>null</c> where it never was sealed.</summary>
    private static string? Seal(DayState day, string box) => day.Boxes
        .LastOrDefault(one => one.Handling.Step == BoxStep.Sealed && string.Equals(one.Handling.Box, box, StringComparison.OrdinalIgnoreCase)).Handling?.Seal;

    private static string Text(string text) => PlainText.Composed(text.Trim());

    private static WrongMember? Line(string text, int longest, string what, string member) =>
        WrongMember.Of(text.Length == 0 ? $"{what} is missing." : PlainText.LineProblem(text, longest, what), member);
}
