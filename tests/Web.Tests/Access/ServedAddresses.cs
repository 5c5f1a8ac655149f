using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Web.Organisers;
using PbDecisionDay.Web.Stations;

namespace PbDecisionDay.Web.Tests.Access;

/// <summary>One thing that the service answers, and who may call it.</summary>
/// <param name="Method"><c>GET</c>, <c>POST</c> …; <c>any</c> where every method is answered; <c>HUB</c> for a method of a hub.</param>
/// <param name="Address">The route with its parameters' names; for a method of a hub also its name.</param>
/// <param name="Who">One of the words of <see cref="Who"/>.</param>
internal sealed record ServedAddress(string Method, string Address, string Who)
{
    /// <summary>What a token has to be for; empty where none is asked for, or the day itself decides.</summary>
    public string Step => Who.Contains(Access.Who.For, StringComparison.Ordinal) ? Who.Split(Access.Who.For)[1] : "";

    /// <summary>How whoever calls has to be known, whatever a token is for.</summary>
    public string Scheme => Who.Split(Access.Who.For)[0];

    public override string ToString() => $"| {Method} | `{Address}` | {Who} |";
}

/// <summary>Who may call an address, in the words of <c>docs/access.md</c>.</summary>
internal static class Who
{
    public const string Everyone = "everyone", Console = "organiser on the console", Token = "organiser's token", Door = "a day's door", Kiosk = "a day's kiosk", Station = "a day's station",
        CountTeam = "the day's count team, or an organiser on the console",
        Presenter = "the day's presenter, or an organiser on the console", Machine = "the machine itself";

    /// <summary>Stands between an organiser's token and what it has to be for.</summary>
    public const string For = " for ";

    /// <exception cref="KeyNotFoundException">The table has no words for the policy: it needs some, and callers who are refused.</exception>
    public static string Of(EndpointMetadataCollection metadata)
    {
        if (metadata.GetMetadata<IAllowAnonymous>() is not null) return Everyone;
        var policies = metadata.GetOrderedMetadata<IAuthorizeData>();
        // Whatever says nothing of itself falls to the fallback policy, which is the console's.
        var who = policies.Count == 0 ? Console : OfPolicy(policies.Single().Policy!);
        return metadata.GetMetadata<ForToken>() is { } token ? $"{who}{For}{Words.Of(token.Step)}" : who;
    }

    public static string OfPolicy(string policy) => Policies[policy];

    private static readonly Dictionary<string, string> Policies = new(StringComparer.Ordinal)
    {
        [OrganiserAccess.ConsolePolicy] = Console,
        [OrganiserAccess.ApiPolicy] = Token,
        [StationAccess.Policy(StationRole.Door)] = Door,
        [Papers.CountTeam.Policy] = CountTeam,
        [Presenting.Presenters.Policy] = Presenter,
        [StationAccess.Policy(StationRole.Kiosk)] = Kiosk,
        [StationAccess.AnyPolicy] = Station,
    };
}

/// <summary>Everything that a running service answers, as its routes, pages and hubs have it.</summary>
internal static partial class ServedAddresses
{
    /// <summary>The files of the site are hundreds, all for everyone, and stand in one line.</summary>
    public const string Files = "/(a style, script, font or picture of the site)";

    // While developing, files that the build does not know yet are looked for by this one. A published service has none.
    private const string WhileDeveloping = "Fallback {**path:file}";

    // Open in their routes, and shown to nobody who does not ask from this machine itself.
    private static readonly string[] MachinesOwn = ["/metrics", "/demo", "/demo/door"];

    public static async Task<IReadOnlyList<ServedAddress>> OfAsync(IServiceProvider services)
    {
        var pages = services.GetRequiredService<PageLoader>();
        var found = new HashSet<ServedAddress>();
        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.Cast<RouteEndpoint>())
        {
            if (endpoint.DisplayName == WhileDeveloping) continue;
            var address = endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null ? Shown(endpoint.RoutePattern.RawText!) : Files;
            var who = MachinesOwn.Contains(address) ? Who.Machine : Who.Of(endpoint.Metadata);
            var page = endpoint.Metadata.GetMetadata<PageActionDescriptor>();
            foreach (var method in page is null ? Methods(endpoint) : ["GET"]) found.Add(new(method, address, who));
            if (page is not null) found.UnionWith(Handlers(await pages.LoadAsync(page, endpoint.Metadata), address, who));
            if (endpoint.Metadata.GetMetadata<HubMetadata>() is { } hub) found.UnionWith(Calls(hub.HubType, address, who));
        }
        return [.. found.OrderBy(one => one.Who, StringComparer.Ordinal).ThenBy(one => one.Address, StringComparer.Ordinal).ThenBy(one => one.Method, StringComparer.Ordinal)];
    }

    /// <summary>A route with something plausible in the place of each parameter.</summary>
    /// <exception cref="KeyNotFoundException">A parameter that there is no value for: name one.</exception>
    public static string Filled(string address, IReadOnlyDictionary<string, string> values) =>
        Parameter().Replace(address, parameter => values[parameter.Groups["name"].Value]);

    private static IEnumerable<string> Methods(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods.Count: > 0 } known ? known.HttpMethods : ["any"];

    private static IEnumerable<ServedAddress> Handlers(CompiledPageActionDescriptor page, string address, string who) =>
        page.HandlerMethods.Select(handler => new ServedAddress(
            handler.HttpMethod.ToUpperInvariant(), handler.Name is null ? address : $"{address}?handler={handler.Name}", who));

    // What a client may invoke: a hub's own public methods, not those that it inherits or overrides.
    private static IEnumerable<ServedAddress> Calls(Type hub, string address, string who)
    {
        if (address.EndsWith("/negotiate", StringComparison.Ordinal)) yield break;
        foreach (var method in hub.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            if (method.GetBaseDefinition().DeclaringType == hub)
                yield return new("HUB", $"{address} {method.Name}", method.GetCustomAttributes<AuthorizeAttribute>().SingleOrDefault() is { } own ? Who.OfPolicy(own.Policy!) : who);
    }

    private static string Shown(string route) => "/" + Parameter().Replace(route.TrimStart('/'), parameter => $"{{{parameter.Groups["name"].Value}}}");

    [GeneratedRegex(@"\{\**(?<name>\w+)[^}]*\}")]
    private static partial Regex Parameter();
}
