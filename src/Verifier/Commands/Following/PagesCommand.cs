using System.CommandLine;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Verifier.Commands.Auditing;

namespace PbDecisionDay.Verifier.Commands.Following;

/// <summary>
/// <c>pbdd pages URL LIST</c>: whether a site serves voters what a list of their pages says. With the address printed on the cards, also whether
/// that address answers with a listed page in each language.
/// </summary>
internal static class PagesCommand
{
    private const int MostBytes = 32 << 20;

    public static Command Create()
    {
        Argument<string> url = new("URL") { Description = "the site, https://site, or the address on the cards, https://site/v/day, which is compared too" };
        Argument<string> list = new("LIST") { Description = "the list: a file pages/N.txt, or a day's public.zip, of which the last list is taken" };
        var command = new Command("pages", "Compares what a site serves to voters now with a list of their pages.") { url, list };
        command.SetAction((arguments, cancellation) => RunAsync(arguments.GetValue(url)!, arguments.GetValue(list)!, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string url, string list, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out Uri? site) || site.Scheme is not ("https" or "http"))
            return Refusal.Say($"'{url}' is no site's address: give https://site");
        Uri? printed = null;
        if (site.Segments is ["/", "v/", _])
            (printed, site) = (new Uri(url.TrimEnd('/')), new Uri(site, "/"));
        try
        {
            if (!PageList.TryParse(Read(list, out string name), out IReadOnlyList<KeyValuePair<string, string>> pages, out string? problem))
                return Refusal.Say($"{name} is no list of pages: {problem}");
            if (pages.Count == 0)
                return Refusal.Say($"{name} lists nothing");
            using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
            int others = 0;
            foreach ((string path, string hash) in pages)
            {
                // As served below the site, and where it is a page and the address on the cards is known, as that address answers in its language.
                string? language = printed is null ? null : LanguageOf(path);
                string? served = await HashAsync(http, new Uri(site, path), null, cancellation);
                string? answered = language is null || served != hash ? served : await HashAsync(http, printed!, language, cancellation);
                if (answered == hash)
                    continue;
                others++;
                Out.Line((Style.Bad, "OTHER "), (Style.Plain, $"{(served == hash ? $"{printed} in {language}" : path)}: {(answered is null ? "the site does not serve it" : $"served with {answered}, listed with {hash}")}"));
            }
            Out.Line(others == 0 ? (Style.Good, "SAME ") : (Style.Bad, "DIFFERS "), (Style.Plain, string.Create(CultureInfo.InvariantCulture, $"{pages.Count - others} of {pages.Count} files of {name} are served as listed")));
            return others == 0 ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UnauthorizedAccessException or TaskCanceledException)
        {
            return Refusal.Say(e.Message);
        }
    }

    private static string Read(string list, out string name)
    {
        name = list;
        if (!list.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            return File.ReadAllText(list);
        using Stream stream = BundleInput.OpenPublic(list);
        if (!Bundle.TryOpen(stream, stream.Length, out Bundle? bundle, out string? fault))
            throw new IOException(fault);
        int last = 0;
        while (bundle.Has(BundleNames.Pages(last + 1)))
            last++;
        if (last == 0)
            throw new IOException($"{list} has no list of pages: the day has not opened");
        name = BundleNames.Pages(last);
        return Encoding.UTF8.GetString(bundle.Read(name));
    }

    // The language of a page, which its file is named after; null for what a page loads.
    private static string? LanguageOf(string path) =>
        path.StartsWith("voter/", StringComparison.Ordinal) && path.EndsWith(".html", StringComparison.Ordinal) ? path["voter/".Length..^".html".Length] : null;

    // Not packed and not out of a cache: the bytes that a browser runs.
    private static async Task<string?> HashAsync(HttpClient http, Uri from, string? language, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, from);
        if (language is not null)
            request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
        request.Headers.CacheControl = new() { NoCache = true };
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (response.StatusCode == System.Net.HttpStatusCode.NotFound)
            return null;
        if (!response.IsSuccessStatusCode)
            throw new HttpRequestException($"{from} answers {(int)response.StatusCode}", null, response.StatusCode);
        await response.Content.LoadIntoBufferAsync(MostBytes, cancellation);
        return Convert.ToHexStringLower(SHA256.HashData(await response.Content.ReadAsByteArrayAsync(cancellation)));
    }
}
