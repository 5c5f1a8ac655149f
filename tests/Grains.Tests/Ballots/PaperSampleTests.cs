using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Ledger.Auditing;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Trees;

namespace PbDecisionDay.Grains.Tests.Ballots;

/// <summary>Papers named by the dice: opened as they were keyed, with the proof, and none from a small pile.</summary>
public sealed class PaperSampleTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    [Fact]
    public async Task Ten_keyed_papers_are_opened_between_the_dice_and_the_result_and_an_audit_finds_nothing()
    {
        var running = await ClosedAsync(papers: 30);
        await ProveAsync(running);
        var samples = (await running.Box.GetStatusAsync(default)).Samples;
        Assert.Equal(10, samples.Distinct().Count());
        Assert.All(samples, sample => Assert.Equal(Keyed(sample.Number), sample.Ballot));
        Assert.Equal(BoxResult.AlreadyDone, await running.Box.ProveAsync("40719935"));
        Assert.Equal(BoxResult.Done, await running.Box.RecordResultAsync("result", default));

        var log = await running.ReadLogAsync();
        Assert.Equal(["lots", .. Enumerable.Repeat("sample", 10), "proof", "result"], log.Select(entry => entry.Kind).TakeLast(13));
        var audit = new LogAudit { Replacement = true };
        audit.AddManifest("a", Manifest.Of(Enumerable.Range(0, Cards).Select(card => running.Card(card).Number)));
        audit.AddIssued(Manifest.Of(Enumerable.Range(0, Cards).Select(card => running.Card(card).Number)));
        foreach (var (index, entry) in log.Index())
            audit.Take(index, entry);
        Assert.DoesNotContain(audit.Findings, finding => finding.Check == AuditChecks.PaperSamples);
        Assert.Equal(10, audit.DrawnPapers.Count);
    }

    [Fact]
    public async Task Nothing_is_opened_of_a_pile_that_would_expose_someone()
    {
        var running = await ClosedAsync(papers: 29);
        await ProveAsync(running);
        Assert.Empty((await running.Box.GetStatusAsync(default)).Samples);
        Assert.DoesNotContain(await running.ReadLogAsync(), entry => entry is SampleEntry);
    }

    [Fact]
    public async Task Each_slip_that_differs_is_a_dispute_in_the_log_and_the_same_number_again_writes_none()
    {
        var running = await ClosedAsync(papers: 30);
        Assert.Equal(BoxResult.WrongPhase, await running.Box.RecordDisputesAsync(1, default));
        await ProveAsync(running);
        Assert.Equal(BoxResult.Invalid, await running.Box.RecordDisputesAsync(0, default));
        Assert.Equal(BoxResult.Invalid, await running.Box.RecordDisputesAsync(11, default));
        Assert.Equal(BoxResult.Done, await running.Box.RecordDisputesAsync(1, default));
        Assert.Equal(BoxResult.AlreadyDone, await running.Box.RecordDisputesAsync(1, default));
        Assert.Equal(BoxResult.Done, await running.Box.RecordResultAsync("result", default));
        Assert.Equal(BoxResult.Done, await running.Box.RecordDisputesAsync(3, default));

        var dispute = new IncidentEntry(IncidentCode.Dispute);
        Assert.Equal([dispute, dispute, dispute], (await running.ReadLogAsync()).Where(entry => entry == dispute));
        Assert.Equal(3, (await running.Box.GetStatusAsync(default)).Disputed);
        Assert.Contains($"\n{(await running.Box.GetStatusAsync(default)).LogSize}\n", await running.Box.GetCheckpointAsync(default), StringComparison.Ordinal);
    }

    private const int Cards = 61;

    private static string Keyed(int number) => number % 2 == 0 ? "approve p1" : "approve p2 p4";

    private static async Task ProveAsync(RunningBox running)
    {
        Assert.Equal(BoxResult.Done, await running.Box.MixAsync(RunningBox.Facts, default));
        Assert.Equal(BoxResult.Done, await running.Box.ProveAsync("40719935"));
    }

    private async Task<RunningBox> ClosedAsync(int papers)
    {
        var running = await RunningBox.OpenAsync(shared.Begin(), cards: Cards);
        await Task.WhenAll(Enumerable.Range(0, 31).Select(card => running.CastAsync(card)));
        await Task.WhenAll(Enumerable.Range(31, 30).Select(card => running.SurrenderAsync(card)));
        await running.Box.EndAndCloseAsync();
        for (var number = 1; number <= papers; number++)
            Assert.Equal(BoxResult.Done, await running.EnterPaperAsync(number, Keyed(number)));
        return running;
    }
}
