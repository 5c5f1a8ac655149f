using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PbDecisionDay.LocalOrleans;

namespace PbDecisionDay.Grains.Tests;

internal sealed partial class TestSilo
{
    static partial void ForceDeactivations(IHostApplicationBuilder builder, double probability) =>
        builder.Services.Configure<LocalGrainHostOptions>(options => options.ForcedDeactivation = probability);
}
