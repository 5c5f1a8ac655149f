using Orleans;

namespace PbDecisionDay.Contracts.Ballots;

/// <summary>Somebody outside who countersigns the checkpoints of a day's main log.</summary>
/// <param name="Key">The C2SP verifier key, <c>name+id+base64</c>, as <c>pbdd witness new</c> prints it.</param>
/// <param name="Address">Where it answers, <c>http://</c> or <c>https://</c>; not published.</param>
[GenerateSerializer, Immutable, Alias("pbdd.NamedWitness")]
public sealed record NamedWitness([property: Id(0)] string Key, [property: Id(1)] string Address)
{
    /// <summary>The name in the key.</summary>
    public string Name => Key.Split('+')[0];
}

/// <summary>How far a witness has come.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Key">Its verifier key.</param>
/// <param name="Size">The size that it countersigned last, in entries; 0 for none.</param>
/// <param name="At">When that was; <c>null</c> for never.</param>
/// <param name="Trouble">Why it is behind, as far as this process knows.</param>
/// <param name="AtOpening">Whether it had countersigned all that came before the opening; <c>false</c> before it.</param>
[GenerateSerializer, Immutable, Alias("pbdd.WitnessStanding")]
public sealed record WitnessStanding(
    [property: Id(0)] string Name,
    [property: Id(1)] string Key,
    [property: Id(2)] long Size,
    [property: Id(3)] DateTimeOffset? At,
    [property: Id(4)] WitnessTrouble Trouble,
    [property: Id(5)] bool AtOpening);

/// <summary>What went wrong with a witness last.</summary>
[GenerateSerializer, Alias("pbdd.WitnessTrouble")]
public enum WitnessTrouble
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It did not answer in time, or not at all.</summary>
    NotReached,

    /// <summary>It did not sign: it does not know the log, or saw something that does not fit.</summary>
    Refused,

    /// <summary>It answered with a line that is not its signature.</summary>
    WrongLine,
}
