using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace PbDecisionDay.Rehearsal.Playing;

/// <summary>A paired paper desk: a device of the count team, on which one person fills in the forms of its page.</summary>
internal sealed partial class PaperDesk : IDisposable
{
    private const int Connections = 2, Seen = 200, Unknown = 404, Refused = 422;
    private readonly Caller caller;
    private readonly string page;
    private string token = "";

    private PaperDesk(Caller caller, string page) => (this.caller, this.page) = (caller, page);

    public long Retries => caller.Retries;

    /// <summary>Pairs a new device with a one-use code, and opens its page.</summary>
    public static async Task<PaperDesk> PairAsync(Uri site, string day, string code, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        var caller = new Caller(site, patience, Connections, token: null, time);
        Answer answer = await caller.PostAsync("/api/stations/pair", new Pairing(code, day), Json.Default.Pairing, cancellationToken);
        if (!answer.IsGood)
            throw new RefusedException($"Pairing a paper desk was answered by {answer.Sentence}");
        var desk = new PaperDesk(caller, $"/paper/{day}");
        Answer opened = await caller.GetAsync(desk.page, cancellationToken);
        desk.token = FormToken().Match(opened.Text) is { Success: true } found && opened.Status == Seen
            ? WebUtility.HtmlDecode(found.Groups[1].Value)
            : throw new RefusedException($"A paper desk's page was answered by {opened.Sentence} and not by its forms.");
        return desk;
    }

    /// <summary>Opens a batch with the pile as it was counted.</summary>
    public Task OpenAsync(string batch, int pile, CancellationToken cancellationToken) =>
        DoneAsync("Opening a batch of slips", "Open", [("Batch", batch), ("Pile", Text(pile))], cancellationToken);

    /// <summary>Corrects the pile, which was counted again.</summary>
    public Task RecountAsync(string batch, int pile, CancellationToken cancellationToken) =>
        DoneAsync("Counting a pile again", "Recount", [("Batch", batch), ("Pile", Text(pile))], cancellationToken);

    /// <summary>Types a slip.</summary>
    public Task TypeAsync(string batch, int number, string line, CancellationToken cancellationToken) =>
        DoneAsync($"Typing slip {number}", "Key", Slip(batch, number, line), cancellationToken);

    /// <summary>Settles a slip of which two people read something else.</summary>
    public Task SettleAsync(string batch, int number, string line, bool byPhotograph, CancellationToken cancellationToken) =>
        DoneAsync($"Settling slip {number}", "Settle", [.. Slip(batch, number, line), ("Photograph", byPhotograph ? "true" : "false")], cancellationToken);

    /// <summary>Photographs a slip that waits for a third person.</summary>
    public async Task PhotographAsync(string batch, int number, byte[] picture, CancellationToken cancellationToken)
    {
        Answer answer = await caller.PostFormAsync(
            Handler("Photograph"), [("__RequestVerificationToken", token), ("Batch", batch), ("Number", Text(number))], ("Picture", picture), cancellationToken);
        if (!IsKept(answer))
            throw new RefusedException($"Photographing slip {number} was answered by {Sentence(answer)}");
    }

    /// <summary>Tries to settle a slip that this desk typed itself; whether it was refused.</summary>
    public async Task<bool> IsTurnedAwayAsync(string batch, int number, string line, CancellationToken cancellationToken) =>
        (await SendAsync("Settle", Slip(batch, number, line), cancellationToken)).Status == Refused;

    /// <summary>Whether the photograph of a slip is shown to this desk.</summary>
    /// <exception cref="RefusedException">It is neither shown nor unknown.</exception>
    public async Task<bool> SeesPhotographAsync(string batch, int number, CancellationToken cancellationToken)
    {
        Answer answer = await caller.GetAsync($"{Handler("Photograph")}&batch={batch}&slip={Text(number)}", cancellationToken);
        return answer.Status is Seen or Unknown ? answer is { Status: Seen, Body.Length: > 0 } : throw new RefusedException($"The photograph of slip {number} was answered by {answer.Sentence}");
    }

    public void Dispose() => caller.Dispose();

    private async Task DoneAsync(string doing, string handler, (string Name, string Value)[] fields, CancellationToken cancellationToken)
    {
        Answer answer = await SendAsync(handler, fields, cancellationToken);
        if (!IsKept(answer))
            throw new RefusedException($"{doing} was answered by {Sentence(answer)}");
    }

    private Task<Answer> SendAsync(string handler, (string Name, string Value)[] fields, CancellationToken cancellationToken) =>
        caller.PostFormAsync(Handler(handler), [("__RequestVerificationToken", token), .. fields], file: null, cancellationToken);

    // Whoever is turned away is sent elsewhere: to the page to sign in.
    private bool IsKept(Answer answer) => answer.Location?.StartsWith(page, StringComparison.Ordinal) == true;

    private string Handler(string name) => $"{page}?handler={name}";

    private static (string Name, string Value)[] Slip(string batch, int number, string line) => [("Batch", batch), ("Number", Text(number)), ("Typed", line)];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Sentence(Answer answer) =>
        Refusal().Match(answer.Text) is { Success: true } said ? $"{answer.Status} {WebUtility.HtmlDecode(said.Groups[1].Value)}" : $"{answer.Sentence} {answer.Location}".TrimEnd();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex FormToken();

    [GeneratedRegex("id=\"refusal\"><bdi>([^<]*)</bdi>")]
    private static partial Regex Refusal();
}
