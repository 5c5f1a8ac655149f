using System.Collections.Immutable;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Grains.Texts;

namespace PbDecisionDay.Grains.Organisations;

/// <summary>An organisation as its events have it.</summary>
internal sealed record OrganisationState
{
    /// <summary>Before anything happened.</summary>
    public static readonly OrganisationState None = new();

    /// <summary>The days in the order they were entered.</summary>
    public ImmutableArray<DayEntered> Days { get; private init; } = [];

    /// <summary>Invitations, used or not; lapsed ones leave with the next one made.</summary>
    public ImmutableArray<InvitationMade> Invitations { get; private init; } = [];

    /// <summary>The organisers who used theirs.</summary>
    public ImmutableHashSet<string> Joined { get; private init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Who invited each organiser.</summary>
    public ImmutableDictionary<string, string> InvitedBy { get; private init; } = ImmutableDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>How each confirmed organiser was confirmed.</summary>
    public ImmutableSortedDictionary<string, Confirmation> Confirmed { get; private init; } = ImmutableSortedDictionary.Create<string, Confirmation>(StringComparer.Ordinal);

    /// <summary>What was asked for, the newest for each account and step.</summary>
    public ImmutableArray<AccountStepAsked> Asked { get; private init; } = [];

    /// <summary>Who was removed.</summary>
    public ImmutableHashSet<string> Removed { get; private init; } = ImmutableHashSet.Create<string>(StringComparer.Ordinal);

    /// <summary>The recovery that waits for each organiser, with the hash of the code that was told when it was asked for.</summary>
    public ImmutableDictionary<string, (RecoveryMade Made, string SpokenHash)> Recovering { get; private init; } =
        ImmutableDictionary.Create<string, (RecoveryMade, string)>(StringComparer.Ordinal);

    /// <summary>The accounts that were recovered, in order.</summary>
    public ImmutableArray<Recovery> Recoveries { get; private init; } = [];

    public OrganisationState Apply(OrganisationEvent happened) => happened switch
    {
        DayEntered entered => this with { Days = Days.Add(entered) },
        DayLeft left => this with { Days = Days.RemoveAll(entered => string.Equals(entered.Day, left.Day, StringComparison.Ordinal)) },
        InvitationMade made => this with
        {
            Invitations = [.. Invitations.Where(invitation => invitation.ValidUntil > made.At), made],
            InvitedBy = InvitedBy.SetItem(made.Organiser, made.By),
        },
        InvitationUsed used => this with { Joined = Joined.Add(used.Organiser) },
        OrganiserConfirmed confirmed => this with
        {
            Confirmed = Confirmed.SetItem(confirmed.Organiser, confirmed.By.Length == 0 ? Confirmation.ByMachine : Confirmation.ByOrganiser),
        },
        AccountStepAsked asked => this with { Asked = Without(asked.Step, asked.Organiser).Add(asked) },
        OrganiserRemoved removed => this with
        {
            Asked = [.. Asked.Where(asked => asked.Organiser != removed.Organiser && asked.By != removed.Organiser)],
            Removed = Removed.Add(removed.Organiser),
            Confirmed = Confirmed.Remove(removed.Organiser),
            Recovering = Recovering.Remove(removed.Organiser),
            // What they handed out and nobody has used ends with them.
            Invitations = [.. Invitations.Where(invitation => invitation.By != removed.Organiser && invitation.Organiser != removed.Organiser)],
        },
        RecoveryMade made => this with
        {
            Recovering = Recovering.SetItem(made.Organiser, (made, Asked.First(asked => asked.Step == AccountStepKind.Recover && asked.Organiser == made.Organiser).CodeHash)),
            Asked = Without(AccountStepKind.Recover, made.Organiser),
        },
        OrganiserRecovered recovered => this with
        {
            Recoveries = Recoveries.Add(RecoveryOf(Recovering[recovered.Organiser].Made, recovered.At)),
            Recovering = Recovering.Remove(recovered.Organiser),
        },
        _ => throw new InvalidDataException($"An organisation does not know the event {happened.GetType().Name}."),
    };

    private static Recovery RecoveryOf(RecoveryMade made, DateTimeOffset at) => new(made.Organiser, made.By, made.SecondBy, at);

    private ImmutableArray<AccountStepAsked> Without(AccountStepKind step, string organiser) =>
        [.. Asked.Where(asked => asked.Step != step || asked.Organiser != organiser)];

    /// <summary>The day under an id; <c>null</c> where the id is free.</summary>
    public DayEntered? Find(string day) => Days.FirstOrDefault(entered => string.Equals(entered.Day, day, StringComparison.Ordinal));

    /// <summary>The invitation this code belongs to, unless it has lapsed.</summary>
    public InvitationMade? Invited(string code, DateTimeOffset now) =>
        Invitations.FirstOrDefault(invitation => SecretCode.Matches(code, invitation.CodeHash) && invitation.ValidUntil > now);
}
