using Orleans;

namespace PbDecisionDay.LocalOrleans.Tests;

public sealed class ActivationFailureTests
{
    [Alias("test.fragile")]
    public interface IFragileGrain : IGrainWithStringKey
    {
        Task<string> Act();
    }

    [Theory]
    [InlineData("constructor")]
    [InlineData("activation")]
    public async Task A_failed_activation_is_reported_to_every_caller_that_waits_and_the_next_call_tries_afresh(string fault)
    {
        Faults faults = new() { Fault = fault };
        await using TestHost host = await TestHost.StartAsync([typeof(IFragileGrain), typeof(FragileGrain)], null, faults);
        IFragileGrain grain = host.Grains.GetGrain<IFragileGrain>("one");
        Task<string>[] calls = [.. Enumerable.Range(0, 5).Select(_ => grain.Act())];
        host.Script.GiveCue("activation");
        foreach (Task<string> call in calls)
            Assert.Equal(fault, (await Assert.ThrowsAsync<TimeoutException>(() => call.Soon())).Message);

        Assert.Equal(1, host.Time.Armed);
        faults.Fault = "";
        Assert.Equal("acted", await grain.Act().Soon());
        Assert.DoesNotContain("closed", host.Script.Record);
    }

    internal sealed class Faults
    {
        public string Fault { get; set; } = "";
    }

    internal sealed class FragileGrain : Grain, IFragileGrain
    {
        private readonly Script _script;
        private readonly Faults _faults;

        public FragileGrain(Script script, Faults faults)
        {
            (_script, _faults) = (script, faults);
            FailIf("constructor");
        }

        public Task<string> Act() => Task.FromResult("acted");

        public override async Task OnActivateAsync(CancellationToken cancellationToken)
        {
            this.RegisterGrainTimer(() => Task.CompletedTask, new(TimeSpan.FromDays(1), TimeSpan.FromDays(1)));
            await _script.PlayAsync("activation", cancellationToken);
            FailIf("activation");
        }

        public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
        {
            _script.Note("closed");
            return Task.CompletedTask;
        }

        private void FailIf(string fault)
        {
            if (_faults.Fault == fault)
                throw new TimeoutException(fault);
        }
    }
}
