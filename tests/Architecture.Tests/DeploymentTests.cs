namespace PbDecisionDay.Architecture.Tests;

/// <summary>What the shipped unit and proxy file hold, line by line: nothing else would notice if one were lost.</summary>
public sealed class DeploymentTests
{
    [Theory]
    [InlineData("StartLimitIntervalSec=0")]
    [InlineData("Restart=always")]
    [InlineData("RestartPreventExitStatus=74 78")]
    [InlineData("AmbientCapabilities=CAP_NET_BIND_SERVICE")]
    [InlineData("CapabilityBoundingSet=CAP_NET_BIND_SERVICE")]
    [InlineData("NoNewPrivileges=true")]
    [InlineData("LimitCORE=0")]
    [InlineData("MemoryMax=4G")]
    [InlineData("PrivateDevices=true")]
    [InlineData("ProtectSystem=strict")]
    [InlineData("SystemCallFilter=@system-service")]
    [InlineData("RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK")]
    public void The_unit_binds_443_gets_up_again_and_may_do_nothing_else(string line) =>
        Assert.Contains(line, File.ReadLines(Path.Combine(HouseRulesTests.RepositoryRoot(), "deploy", "pbdd.service")));

    [Fact]
    public void The_unit_s_hardening_comes_in_the_section_that_holds_it()
    {
        var lines = File.ReadAllLines(Path.Combine(HouseRulesTests.RepositoryRoot(), "deploy", "pbdd.service")).ToList();
        Assert.True(lines.IndexOf("StartLimitIntervalSec=0") < lines.IndexOf("[Service]"), "systemd reads it in [Unit] alone");
        Assert.True(lines.IndexOf("AmbientCapabilities=CAP_NET_BIND_SERVICE") > lines.IndexOf("[Service]"));
    }

    [Fact]
    public void The_proxy_names_the_service_by_number_and_keeps_figures_inside()
    {
        var caddy = File.ReadAllText(Path.Combine(HouseRulesTests.RepositoryRoot(), "deploy", "Caddyfile"));
        Assert.Contains("reverse_proxy 127.0.0.1:5080", caddy, StringComparison.Ordinal);
        Assert.Contains("path /metrics", caddy, StringComparison.Ordinal);
    }
}
