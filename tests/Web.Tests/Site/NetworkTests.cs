using PbDecisionDay.Web.Site;

namespace PbDecisionDay.Web.Tests.Site;

public sealed class NetworkTests
{
    [Theory]
    [InlineData("http://localhost:5080", false)]
    [InlineData("http://127.0.0.1:5080", false)]
    [InlineData("http://[::1]:5080", false)]
    [InlineData("https://0.0.0.0:443", false)]
    [InlineData("https://pb.south.example", false)]
    [InlineData("http://0.0.0.0:5080", true)]
    [InlineData("http://*:5080", true)]
    [InlineData("http://[::]:5080", true)]
    [InlineData("http://192.168.1.20:5080", true)]
    [InlineData("http://pb.south.example", true)]
    public void Plain_http_that_others_can_reach_is_recognised(string address, bool plain) =>
        Assert.Equal(plain, Network.IsPlainBeyondThisMachine(address));
}
