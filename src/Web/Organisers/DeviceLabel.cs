namespace PbDecisionDay.Web.Organisers;

/// <summary>
/// What the list of one's sessions calls a browser: a name from a short list and what it runs on, for example <c>Chrome/Android</c>. No version and nothing
/// else of what the browser says.
/// </summary>
internal static class DeviceLabel
{
    // In this order: most browsers also call themselves Chrome and Safari.
    private static readonly (string Sign, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Sign, string Name)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"), ("Windows", "Windows"), ("Macintosh", "Mac"), ("Linux", "Linux")];

    /// <summary>The label; either side is empty where it is not known.</summary>
    public static string Of(string userAgent) => $"{Find(Browsers, userAgent)}/{Find(Systems, userAgent)}";

    private static string Find((string Sign, string Name)[] names, string userAgent) =>
        names.FirstOrDefault(one => userAgent.Contains(one.Sign, StringComparison.Ordinal)).Name ?? "";
}
