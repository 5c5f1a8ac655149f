using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using PbDecisionDay.Storage.Journal;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Web.Tests.Days;

/// <summary>A running site whose disk the test holds in its hand.</summary>
public sealed class HeldSite : RunningSite
{
    public HeldJournal Journal => (HeldJournal)Services.GetRequiredService<IJournal>();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services =>
        {
            var real = services.Last(service => service.ServiceType == typeof(IJournal));
            services.AddSingleton<IJournal>(provider => new HeldJournal((IJournal)real.ImplementationFactory!(provider)));
        });
    }
}
