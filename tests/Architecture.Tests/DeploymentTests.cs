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
    public void The_proxy_names_the_service_by_number() =>
        Assert.Contains(Proxy(), line => line == "reverse_proxy 127.0.0.1:5080");

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/metrics/*")]
    [InlineData("/health/*")]
    public void The_proxy_itself_answers_404_for_what_is_for_this_machine_before_it_hands_anything_on(string path)
    {
        var lines = Proxy();
        var matcher = Assert.Single(lines, line => line.StartsWith("@inside path ", StringComparison.Ordinal));
        Assert.Contains(path, matcher.Split(' '));
        Assert.Contains("respond @inside 404", lines);
        // Caddy answers by respond before reverse_proxy in whatever order they stand; in a route or handle block it would not.
        Assert.DoesNotContain(lines, line => line.StartsWith("route", StringComparison.Ordinal) || line.StartsWith("handle", StringComparison.Ordinal) || line.StartsWith("order ", StringComparison.Ordinal));
    }

    [Fact]
    public void The_proxy_keeps_no_log_of_who_asked_for_what()
    {
        var lines = Proxy();
        Assert.Equal("output discard", lines[lines.IndexOf("log {") + 1]);
    }

    private static List<string> Proxy() =>
        [.. File.ReadLines(Path.Combine(HouseRulesTests.RepositoryRoot(), "deploy", "Caddyfile")).Select(line => line.Trim()).Where(line => !line.StartsWith('#'))];
}
