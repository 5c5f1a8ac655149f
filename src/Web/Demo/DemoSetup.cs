using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Web.Help;
using PbDecisionDay.Web.Organisers;
using PbDecisionDay.Web.Voting;

namespace PbDecisionDay.Web.Demo;

/// <summary>The first start: a demo day where there is none, tokens for rehearsals, and where to go.</summary>
public static class DemoSetup
{
    /// <summary>Adds what the first start needs.</summary>
    public static void AddDemo(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<DemoOptions>().Bind(builder.Configuration.GetSection("Demo")).ValidateOnStart();
        builder.Services.AddSingleton<DemoFiles>();
        builder.Services.AddSingleton<DemoDay>();
        builder.Services.AddSingleton<DemoTour>();
        builder.Services.AddSingleton<IDemoTour>(provider => provider.GetRequiredService<DemoTour>());
        builder.Services.AddSingleton(provider => new Welcome(provider.GetRequiredService<IGrainFactory>(), provider.GetRequiredService<DemoFiles>(), System.Console.Out));
        builder.Services.AddHostedService<FirstStart>();
    }

    /// <summary>Maps the way to a door of the demo day, for a browser on the service's own machine.</summary>
    public static void MapDemo(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapGet("/demo/door", async (HttpContext context, IGrainFactory grains, DemoTour tour) =>
        {
            if (!tour.IsOpenTo(context)) return Results.NotFound();
            var day = await grains.GetGrain<IDecisionDayGrain>(tour.Day).GetAsync(context.RequestAborted);
            if (day is not null && VoteModel.IsOverIn(day.Phase)) return Results.Redirect("/demo");
            return await tour.OfferAsync(tour.Day, StationRole.Door, context.RequestAborted) is { } offer
                ? Results.Redirect($"/pair/{tour.Day}#{offer.Code}")
                : Results.NotFound();
        }).AllowAnonymous().ExcludeFromDescription();
    }

    private sealed class FirstStart(
        IGrainFactory grains, IServer server, DemoDay demo, DemoFiles files, Welcome welcome, IOptions<DemoOptions> options, IHostApplicationLifetime lifetime)
        : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var whenStarted = lifetime.ApplicationStarted.Register(started.SetResult);
            await started.Task.WaitAsync(stoppingToken);

            var site = Site(server.Features.Get<IServerAddressesFeature>()!.Addresses);
            if (options.Value.Enabled) await ShowAsync(site, stoppingToken);
            await welcome.SayAsync(site, stoppingToken);
        }

        private async Task ShowAsync(string site, CancellationToken cancellationToken)
        {
            var organisation = grains.Organisation();
            if ((await organisation.ListDaysAsync(cancellationToken)).IsEmpty)
                files.Keep(DemoDay.FirstId, await demo.SetUpAsync(DemoDay.FirstId, site, cancellationToken));
            if (!files.HasTokens)
                files.KeepTokens(
                    await organisation.IssueRehearsalTokenAsync("Rehearsal", cancellationToken),
                    await organisation.IssueRehearsalTokenAsync("Rehearsal's witness", cancellationToken));
        }

        // Whoever listens on every address is reached from this machine as localhost.
        private static string Site(IEnumerable<string> addresses)
        {
            var address = BindingAddress.Parse(addresses.OrderByDescending(text => text.StartsWith("https", StringComparison.Ordinal)).First());
            var host = address.Host is "*" or "+" or "0.0.0.0" or "[::]" or "127.0.0.1" ? "localhost" : address.Host;
            return $"{address.Scheme}://{host}:{address.Port}";
        }
    }
}
