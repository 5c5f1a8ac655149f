using System.Globalization;

namespace PbDecisionDay.Faults.Tests;

public sealed class RefusalTests
{
    [Fact]
    public async Task The_service_does_not_listen_in_the_clear_beyond_this_machine_unless_told_to_by_name()
    {
        using var service = new ServiceProcess();

        var ended = await service.EndAsync(string.Create(CultureInfo.InvariantCulture, $"http://0.0.0.0:{service.Site.Port}"));

        Assert.Equal(78, ended);
        Assert.Contains("Network:PlainHttp=true", service.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_none_ends_the_service_as_a_wrong_setting_and_not_as_a_crash()
    {
        using var service = new ServiceProcess();

        Assert.Equal(78, await service.EndAsync("nonsense"));
    }
}
