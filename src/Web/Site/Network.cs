using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using PbDecisionDay.Storage;

namespace PbDecisionDay.Web.Site;

/// <summary>Named proxies alone are believed, and plain HTTP beyond this machine has to be switched on by name.</summary>
public static partial class Network
{
    /// <summary>What the process ends with when its addresses are refused (EX_CONFIG of sysexits.h).</summary>
    public const int RefusedExitCode = StorageHosting.WrongSettingsExitCode;

    /// <summary>Adds the belief in named proxies and the refusal of plain HTTP.</summary>
    public static void AddNetwork(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<NetworkOptions>().Bind(builder.Configuration.GetSection("Network"))
            .Validate(options => options.Proxies.All(proxy => IPAddress.TryParse(proxy, out _)), "Network:Proxies takes the IP addresses of reverse proxies, for example 127.0.0.1.")
            .ValidateOnStart();
        builder.Services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<NetworkOptions>>((forwarded, network) =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in network.Value.Proxies.Select(IPAddress.Parse))
            {
                forwarded.KnownProxies.Add(proxy);
                if (!IPAddress.IsLoopback(proxy)) continue;
                // A proxy on this machine that was told "localhost" comes from either.
                forwarded.KnownProxies.Add(IPAddress.Loopback);
                forwarded.KnownProxies.Add(IPAddress.IPv6Loopback);
            }
        });
        builder.Services.AddSingleton<IValidateOptions<NetworkOptions>, Listening>();
        builder.Services.AddSingleton<IStartCheck, Listening>();
        builder.Services.AddKnownHosts(builder.Configuration);
        builder.Services.AddHostedService<PlainHttpRefusal>();
    }

    /// <summary>Believes the named proxies; without any, no forwarded header is looked at.</summary>
    public static void UseNamedProxies(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        if (app.Services.GetRequiredService<IOptions<NetworkOptions>>().Value.Proxies.Count > 0) app.UseForwardedHeaders();
    }

    /// <summary>Whether an address lets others on the network speak to the service without encryption.</summary>
    public static bool IsPlainBeyondThisMachine(string address)
    {
        var binding = BindingAddress.Parse(address);
        return binding.Scheme == Uri.UriSchemeHttp
            && !binding.IsUnixPipe
            && !string.Equals(binding.Host, "localhost", StringComparison.OrdinalIgnoreCase)
            && !(IPAddress.TryParse(binding.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }

    private sealed partial class PlainHttpRefusal(
        IServer server, IOptions<NetworkOptions> options, IHostApplicationLifetime lifetime, ILogger<PlainHttpRefusal> logger) : IHostedLifecycleService
    {
        public Task StartedAsync(CancellationToken cancellationToken)
        {
            var plain = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault(IsPlainBeyondThisMachine);
            if (plain is null || options.Value.PlainHttp) return Task.CompletedTask;
            LogRefused(logger, plain);
            Environment.ExitCode = RefusedExitCode;
            lifetime.StopApplication();
            return Task.CompletedTask;
        }

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        [LoggerMessage(6010, LogLevel.Critical, "The service was told to listen at {Address}, where everyone on the network could read and change what is sent. Give it a certificate (Kestrel:Endpoints:Https:Url and :Certificate:Path), or put it behind a proxy on this machine, or accept the danger with Network:PlainHttp=true.")]
        private static partial void LogRefused(ILogger logger, string address);
    }
}
