using System.CommandLine;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using PbDecisionDay.Ledger.Bundles;
using PbDecisionDay.Verifier.Commands.Auditing;

namespace PbDecisionDay.Verifier.Commands.Following;

/// <summary><c>pbdd pages URL LIST</c>: whether a site serves voters what a list of their pages says.</summary>
internal static class PagesCommand
{
    private const int MostBytes = 32 << 20;

    public static Command Create()
    {
        Argument<string> url = new("URL") { Description = "the site, https://site; what is served below it is compared" };
        Argument<string> list = new("LIST") { Description = "the list: a file pages/N.txt, or a day's public.zip, of which the last list is taken" };
        var command = new Command("pages", "Compares what a site serves to voters now with a list of their pages.") { url, list };
        command.SetAction((arguments, cancellation) => RunAsync(arguments.GetValue(url)!, arguments.GetValue(list)!, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string url, string list, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out Uri? site) || site.Scheme is not ("https" or "http"))
            return Refusal.Say($"'{url}' is no site's address: give https://site");
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
                string? served = await HashAsync(http, new Uri(site, path), cancellation);
                if (served == hash)
                    continue;
                others++;
                Out.Line((Style.Bad, "OTHER "), (Style.Plain, $"{path}: {(served is null ? "the site does not serve it" : $"served with {served}, listed with {hash}")}"));
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

    // Not packed and not out of a cache: the bytes that a browser runs.
    private static async Task<string?> HashAsync(HttpClient http, Uri from, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, from);
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
