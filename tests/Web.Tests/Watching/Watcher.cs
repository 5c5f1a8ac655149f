using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PbDecisionDay.Ledger;
using PbDecisionDay.Web.Tests.Screens;

namespace PbDecisionDay.Web.Tests.Watching;

/// <summary>
/// Somebody without a card or an account, who asks a day for everything that a stranger can ask for and notes every difference: texts, numbers and
/// how they moved, headers, lengths, statuses and, coarsely, times.
/// </summary>
internal sealed partial class Watcher(HttpClient client, string day) : IAsyncDisposable
{
    // What differs from one answer to the next whatever happened, and what is the day's own name.
    private static readonly string[] Unsteady = ["Date", "traceparent"];

    private readonly Dictionary<string, List<decimal>> settled = new(StringComparer.Ordinal), latest = new(StringComparer.Ordinal);
    private readonly List<string> cards = [];
    private HubClient? screen;
    private JsonElement shown;

    /// <summary>What was noted: by what was asked and when, what came.</summary>
    public Dictionary<string, string> Notes { get; } = new(StringComparer.Ordinal);

    private IEnumerable<string> Addresses =>
    [
        "/", $"/days/{day}", $"/days/{day}/stalls/1", $"/audit/{day}", $"/audit/{day}/statement", $"/screen/{day}", $"/v/{day}", $"/v/{day}?plain", $"/r/{day}",
        $"/api/days/{day}", $"/api/days/{day}/standings", $"/api/days/{day}/bundle/public.zip", $"/api/days/{day}/bundle/auditor.zip", $"/api/days/{day}/door",
        $"/api/days/{day}/logs/main/checkpoint", $"/api/days/{day}/logs/main/tile/0/000", .. Tiles("0"), .. Tiles("entries"),
        "/metrics", "/health/ready", $"/api/days/{day}/cards", $"/api/days/{day}/batches", $"/api/days/{day}/account",
    ];

    /// <summary>Also asks after a card by what stands outside it, or by any other text.</summary>
    public void AskAfter(string card) => cards.Add(card);

    /// <summary>Follows the day as a screen does.</summary>
    public async Task FollowAsync(Uri site)
    {
        screen = await HubClient.ConnectAsync(site);
        shown = await screen.FollowAsync(day);
    }

    /// <summary>From now on it is noted how numbers moved since the looks before.</summary>
    public void Settle()
    {
        foreach (var (what, now) in latest) settled[what] = now;
    }

    /// <summary>Asks for everything once more.</summary>
    /// <param name="moment">When, in the story of the trial.</param>
    public async Task LookAsync(string moment)
    {
        if (screen is not null)
        {
            var arrived = screen.Arrived();
            Notes[$"{moment} hub messages"] = arrived.Count.ToString(CultureInfo.InvariantCulture);
            if (arrived.Count > 0) shown = arrived[^1];
            Note(moment, "hub", shown.GetRawText(), TimeSpan.Zero);
        }
        foreach (var address in Addresses)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            await NoteAsync(moment, address, request);
        }
        foreach (var card in cards)
        {
            using var asks = new HttpRequestMessage(HttpMethod.Post, $"/api/days/{day}/cards") { Content = JsonContent.Create(new { card }) };
            await NoteAsync(moment, $"card {cards.IndexOf(card)}", asks);
            using var receipt = new HttpRequestMessage(HttpMethod.Get, $"/api/days/{day}/receipts/{Uri.EscapeDataString(card)}");
            await NoteAsync(moment, $"receipt {cards.IndexOf(card)}", receipt);
            using var door = new HttpRequestMessage(HttpMethod.Post, $"/api/days/{day}/checkins") { Content = JsonContent.Create(new { card }) };
            await NoteAsync(moment, $"door {cards.IndexOf(card)}", door);
            using var casts = new HttpRequestMessage(HttpMethod.Post, $"/api/days/{day}/ballots")
            {
                Content = JsonContent.Create(new { card, version = 1, proof = Digest.Random().ToString(), ballot = "approve 1", attempt = Digest.Random().ToString() }),
            };
            await NoteAsync(moment, $"cast {cards.IndexOf(card)}", casts);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (screen is not null) await screen.DisposeAsync();
    }

    // Whole and partial tiles of a small log.
    private IEnumerable<string> Tiles(string level) => Enumerable.Range(1, 96).Where(width => width % 16 == 0).Select(width => $"/api/days/{day}/logs/main/tile/{level}/000.p/{width}");

    private async Task NoteAsync(string moment, string what, HttpRequestMessage request)
    {
        var began = Stopwatch.GetTimestamp();
        using var answer = await client.SendAsync(request);
        var body = Encoding.Latin1.GetString(await answer.Content.ReadAsByteArrayAsync());
        what = what.Replace(day, "DAY", StringComparison.Ordinal);
        Notes[$"{moment} {what} status"] = answer.StatusCode.ToString();
        foreach (var header in answer.Headers.Concat(answer.Content.Headers).Where(header => !Unsteady.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
            Notes[$"{moment} {what} {header.Key}"] = Masked(string.Join(',', header.Value));
        Note(moment, what, body, Stopwatch.GetElapsedTime(began));
    }

    private void Note(string moment, string what, string body, TimeSpan took)
    {
        var masked = Masked(body);
        Notes[$"{moment} {what} text"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(masked)))[..16];
        Notes[$"{moment} {what} length"] = body.Length.ToString(CultureInfo.InvariantCulture);
        Notes[$"{moment} {what} time"] = took.TotalMilliseconds switch { < 20 => "fast", < 80 => "middling", _ => "slow" };
        // Each number, and how it moved since all was settled.
        var now = Number().Matches(masked).Take(400).Select(match => decimal.Parse(match.Value, CultureInfo.InvariantCulture)).ToList();
        var before = settled.GetValueOrDefault(what);
        for (var at = 0; at < now.Count; at++)
        {
            Notes[$"{moment} {what} number {at}"] = now[at].ToString(CultureInfo.InvariantCulture);
            if (before?.Count == now.Count) Notes[$"{moment} {what} number {at} moved"] = (now[at] - before[at]).ToString(CultureInfo.InvariantCulture);
        }
        latest[what] = now;
    }

    // Names and random texts are another in every trial and tell nothing by themselves.
    private string Masked(string text) => Random().Replace(text.Replace(day, "DAY", StringComparison.Ordinal), "*");

    [GeneratedRegex("[A-Za-z0-9+/=_-]{22,}")]
    private static partial Regex Random();

    [GeneratedRegex(@"(?<![\w.])\d{1,12}(?:\.\d{1,6})?(?![\w.])")]
    private static partial Regex Number();
}
