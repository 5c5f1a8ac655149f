namespace PbDecisionDay.Web.Site;

/// <summary>Who may speak to the service, and how (section <c>Network</c>).</summary>
public sealed class NetworkOptions
{
    /// <summary>
    /// Addresses of reverse proxies whose forwarded headers are believed, for example <c>127.0.0.1</c>. The default is none: whoever
    /// is not named here cannot say where a request came from.
    /// </summary>
    public IList<string> Proxies { get; } = [];

    /// <summary>
    /// Whether the service may listen without encryption beyond this machine. Phones then cannot use a camera in a page, and anyone on the
    /// network can read and change what is sent: choices, cookies and all. The default value is <c>false</c>.
    /// </summary>
    public bool PlainHttp { get; set; }
}
