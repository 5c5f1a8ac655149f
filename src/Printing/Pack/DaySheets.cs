namespace PbDecisionDay.Printing.Pack;

/// <summary>The sheets of a day in one language: what hangs on a wall, lies on a table or is held in a hand.</summary>
/// <param name="Words">The sheets' words.</param>
/// <param name="Title">The day's title in that language.</param>
/// <param name="Address">The day's page, for everyone.</param>
/// <param name="AuditAddress">Where everyone checks the day.</param>
public sealed record DaySheets(SheetWords Words, string Title, string Address, string AuditAddress)
{
    /// <summary>A poster with the code of the day's page.</summary>
    public PackSheet Poster => Sheet("Poster",
    [
        new PackBlock.Heading(Title, 44), new PackBlock.Paragraph(Words["Poster.Lead"], 26), new PackBlock.Code(Address, 125),
        new PackBlock.Paragraph(Words["Poster.Scan"], 20), new PackBlock.Paragraph(Words["Poster.NoPhone"], 20),
    ]);

    /// <summary>The sign of a stall.</summary>
    /// <param name="number">The project's number on the ballot paper; empty before the paper is frozen.</param>
    /// <param name="title">Its title.</param>
    /// <param name="group">Whose it is.</param>
    /// <param name="ask">What it asks for, with its currency.</param>
    /// <param name="link">Its page.</param>
    public PackSheet Stall(string number, string title, string group, string ask, string link) => Sheet("Stall",
    [
        .. number.Length > 0 ? [new PackBlock.Heading(number, 96)] : Array.Empty<PackBlock>(),
        new PackBlock.Heading(title, 36), .. group.Length > 0 ? [new PackBlock.Paragraph(group, 22)] : Array.Empty<PackBlock>(),
        new PackBlock.Paragraph(Words["Stall.Asks", ask], 22), new PackBlock.Code(link, 85), new PackBlock.Paragraph(Words["Stall.Scan"], 20),
    ]);

    /// <summary>What whoever stands at a door does.</summary>
    /// <param name="register">Whether the day has a register.</param>
    public PackSheet Door(bool register) => Sheet("Door",
    [
        new PackBlock.Heading(Words["Door"]),
        .. Steps("Door.Greet", register ? "Door.Register" : "Door.Cards", "Door.Red", "Door.Secret", "Door.Lost", "Door.Network", "Door.End"),
        new PackBlock.Paragraph(Words["Call"], 18), new PackBlock.Writing(1),
    ]);

    /// <summary>What whoever helps people to vote does.</summary>
    public PackSheet Helper => Sheet("Helper",
    [
        new PackBlock.Heading(Words["Helper"]),
        .. Steps("Helper.Ask", "Helper.Never", "Helper.Phone", "Helper.Kiosk", "Helper.Paper", "Helper.Mistake", "Helper.Pressed"),
        new PackBlock.Paragraph(Words["Call"], 18), new PackBlock.Writing(1),
    ]);

    /// <summary>What an observer fills in, and finds a fault by.</summary>
    /// <param name="figure">How the statement of result calls a figure, by its key, in this language.</param>
    public PackSheet Observer(Func<string, string> figure) => Sheet("Observer",
    [
        new PackBlock.Heading(Words["Observer"], 26), new PackBlock.Paragraph(Words["Observer.Lead"], 14),
        new PackBlock.Step(1, Words["Observer.Open"]), new PackBlock.Writing(1), new PackBlock.Step(2, Words["Observer.Seal"]),
        .. ObserverCheck.All.SelectMany((check, at) => new PackBlock[]
        {
            new PackBlock.Step(at + 3, Words[check.Word]),
            new PackBlock.Sum(
            [
                .. check.Parts.Select((part, place) => (place > 0 ? "+" : "", figure(part))), (check.IsMost ? "≤" : "=", figure(check.Whole)),
            ]),
        }),
        new PackBlock.Step(ObserverCheck.All.Count + 3, Words["Observer.Dice"]), new PackBlock.Writing(1),
        new PackBlock.Step(ObserverCheck.All.Count + 4, Words["Observer.Wrong"]), new PackBlock.Writing(2),
        new PackBlock.Paragraph(Words["Observer.Rest"], 14), new PackBlock.Code(AuditAddress, 34),
    ]);

    private IEnumerable<PackBlock> Steps(params string[] keys) => keys.Select((key, at) => new PackBlock.Step(at + 1, Words[key], 18));

    private PackSheet Sheet(string name, IReadOnlyList<PackBlock> blocks) => new(Words.Language, Words.RightToLeft, Words["Foot", Title, Words[name]], blocks);
}
