using PbDecisionDay.Contracts.Days.Approvals;
using PbDecisionDay.Grains.Days.Approvals;
using PbDecisionDay.Tests.Support;

namespace PbDecisionDay.Grains.Tests.Days.Approvals;

/// <summary>How long a request and an approval are good, and that each is used once.</summary>
public sealed class ApprovalBookTests
{
    private const string Anna = "anna", Bela = "bela", Cleo = "cleo";

    private static readonly StepToApprove Step = StepToApprove.Of(ApprovedStep.ChangePot, "main", "100");

    private readonly ForwardTime _time = new();

    private readonly ApprovalBook _book;

    public ApprovalBookTests() => _book = new ApprovalBook(_time);

    [Fact]
    public void Where_an_agreement_is_worth_nothing_any_more_another_may_agree_in_its_place()
    {
        var asked = _book.Ask(Step, Anna)!;
        Assert.Equal(ApproveResult.Approved, _book.Approve(asked.Id, Bela));
        Assert.Equal(ApproveResult.Gone, _book.Approve(asked.Id, Cleo));
        _book.TakeBack(Step, Anna);
        Assert.Null(_book.AgreedTo(Step, Anna));
        Assert.Equal(ApproveResult.Approved, _book.Approve(asked.Id, Cleo));
        Assert.Equal(Cleo, _book.AgreedTo(Step, Anna)!.ApprovedBy);
    }

    [Fact]
    public void An_approval_is_good_for_ten_minutes_from_when_it_was_given_however_often_it_is_asked_for()
    {
        var asked = _book.Ask(Step, Anna)!;
        _time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(ApproveResult.Approved, _book.Approve(asked.Id, Bela));
        _time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(asked.Id, _book.Ask(Step, Anna)!.Id);
        Assert.Equal(Bela, _book.AgreedTo(Step, Anna)!.ApprovedBy);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(_book.AgreedTo(Step, Anna));
        Assert.Equal(ApproveResult.Gone, _book.Approve(asked.Id, Bela));
    }

    [Fact]
    public void A_request_waits_ten_minutes_from_when_it_was_asked_last()
    {
        var asked = _book.Ask(Step, Anna)!;
        _time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(asked.Id, _book.Ask(Step, Anna)!.Id);
        _time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(asked.Id, Assert.Single(_book.Waiting).Id);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(_book.Waiting);
    }

    [Fact]
    public void It_is_used_once_given_back_where_nothing_was_done_and_another_request_afterwards_is_another()
    {
        var asked = _book.Ask(Step, Anna)!;
        _book.Approve(asked.Id, Bela);
        _book.Use(Step, Anna, used: true);
        Assert.Null(_book.AgreedTo(Step, Anna));
        Assert.Equal(ApproveResult.Gone, _book.Approve(asked.Id, Cleo));
        _book.Decline(asked.Id);
        _book.Use(Step, Anna, used: false);
        Assert.Equal(Bela, _book.AgreedTo(Step, Anna)!.ApprovedBy);
        _book.Use(Step, Anna, used: true);
        var next = _book.Ask(Step, Anna)!;
        Assert.NotEqual(asked.Id, next.Id);
        Assert.Equal("", next.ApprovedBy);
    }

    [Fact]
    public void Another_particular_another_kind_and_another_asker_are_other_steps()
    {
        _book.Approve(_book.Ask(Step, Anna)!.Id, Bela);
        Assert.Null(_book.AgreedTo(StepToApprove.Of(ApprovedStep.ChangePot, "main", "101"), Anna));
        Assert.Null(_book.AgreedTo(StepToApprove.Of(ApprovedStep.ChangePot, "main"), Anna));
        Assert.Null(_book.AgreedTo(StepToApprove.Of(ApprovedStep.WithdrawProposal, "main", "100"), Anna));
        Assert.Null(_book.AgreedTo(Step, Bela));
        Assert.Equal(Bela, _book.AgreedTo(Step, Anna)!.ApprovedBy);
    }

    [Fact]
    public void Of_two_who_agree_the_first_is_named_and_nobody_agrees_to_their_own()
    {
        var asked = _book.Ask(Step, Anna)!;
        Assert.Equal(ApproveResult.YourOwn, _book.Approve(asked.Id, Anna));
        Assert.Equal(ApproveResult.Approved, _book.Approve(asked.Id, Bela));
        Assert.Equal(ApproveResult.Approved, _book.Approve(asked.Id, Bela));
        Assert.Equal(ApproveResult.Gone, _book.Approve(asked.Id, Cleo));
        Assert.Equal(Bela, _book.AgreedTo(Step, Anna)!.ApprovedBy);
    }

    [Fact]
    public void Somebody_who_asks_again_and_again_is_refused_and_pushes_nobodys_question_out()
    {
        var belas = _book.Ask(Step, Bela)!;
        _book.Approve(belas.Id, Cleo);
        var asked = Enumerable.Range(0, 30).Select(amount => _book.Ask(Amount(amount), Anna)).ToList();
        Assert.All(asked.Take(ApprovalBook.MostOfOne), Assert.NotNull);
        Assert.All(asked.Skip(ApprovalBook.MostOfOne), Assert.Null);
        Assert.Equal([Bela, .. Enumerable.Repeat(Anna, ApprovalBook.MostOfOne)], _book.Waiting.Select(request => request.By));
        Assert.Equal(Cleo, _book.AgreedTo(Step, Bela)!.ApprovedBy);
        // Another organiser still asks, and what waits is asked for again as before.
        Assert.NotNull(_book.Ask(Step, Cleo));
        Assert.Equal(asked[0]!.Id, _book.Ask(Amount(0), Anna)!.Id);
    }

    [Fact]
    public void What_was_carried_out_refused_or_is_too_old_makes_room()
    {
        var asked = Enumerable.Range(0, ApprovalBook.MostOfOne).Select(amount => _book.Ask(Amount(amount), Anna)!).ToList();
        Assert.Null(_book.Ask(Step, Anna));
        _book.Decline(asked[0].Id);
        Assert.NotNull(_book.Ask(Step, Anna));
        Assert.Null(_book.Ask(Amount(99), Anna));
        _book.Approve(asked[1].Id, Bela);
        Assert.Null(_book.Ask(Amount(99), Anna));
        _book.Use(Amount(1), Anna, used: true);
        Assert.NotNull(_book.Ask(Amount(99), Anna));
        _time.Advance(ApprovalBook.Lasts);
        Assert.NotNull(_book.Ask(Amount(100), Anna));
    }

    private static StepToApprove Amount(int amount) => StepToApprove.Of(ApprovedStep.ChangePot, "pot", $"{amount}");
}
