using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Serialization;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Failures;

namespace PbDecisionDay.Grains.Tests.Cluster;

/// <summary>Every message that grains take, give or throw, through the serializer that carries it between machines.</summary>
[Collection(OnTwoSilos.Name)]
public sealed class MessagesCrossTests(TwoSilos silos)
{
    private static readonly MethodInfo _roundTrip =
        typeof(MessagesCrossTests).GetMethod(nameof(RoundTrip), BindingFlags.Static | BindingFlags.NonPublic)!;

    private Serializer Serializer => silos.Cluster.Client.ServiceProvider.GetRequiredService<Serializer>();

    public static TheoryData<Type> Messages() => [.. Contracts()
        .Where(type => type.IsDefined(typeof(GenerateSerializerAttribute)) && !type.IsAssignableTo(typeof(Exception)))
        .Concat(Exchanged()).Distinct().OrderBy(type => type.FullName, StringComparer.Ordinal)];

    public static TheoryData<Type> Failures() => [.. Contracts()
        .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(Exception)) && type.IsDefined(typeof(GenerateSerializerAttribute)))];

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_arrives_with_all_that_was_in_it(Type message)
    {
        foreach (var fill in Enum.GetValues<Fill>())
            for (var choice = 0; choice < Filled.Choices(message); choice++)
            {
                var sent = Filled.Of(message, fill, choice);
                var arrived = _roundTrip.MakeGenericMethod(message).Invoke(null, [Serializer, sent]);
                Assert.Equal(Filled.Print(sent), Filled.Print(arrived));
                if (fill == Fill.Full)
                    Assert.DoesNotContain("null", Filled.Print(arrived), StringComparison.Ordinal);
            }
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_failure_arrives_with_its_type_its_message_and_its_cause(Type failure)
    {
        var sent = failure == typeof(VersionConflictException)
            ? new VersionConflictException("box/troon/main", 7)
            : (Exception)Activator.CreateInstance(failure, "One plain sentence.", new IOException("disk full"))!;

        var arrived = Serializer.Deserialize<Exception>(Serializer.SerializeToArray(sent))!;

        Assert.Equal(failure, arrived.GetType());
        Assert.Equal(sent.Message, arrived.Message);
        Assert.Equal(sent.InnerException?.Message, arrived.InnerException?.Message);
        if (arrived is VersionConflictException conflict)
            Assert.Equal(("box/troon/main", 7), (conflict.Stream, conflict.ExpectedVersion));
    }

    [Fact]
    public async Task A_failure_of_a_grain_reaches_a_caller_on_another_machine_as_itself()
    {
        var box = silos.Grains.GetGrain<IBallotBoxGrain>(BoxKey.Main(silos.NewDay()));
        silos.Journal.FailReads = true;
        try
        {
            var thrown = await Assert.ThrowsAsync<JournalUnavailableException>(() => box.GetStatusAsync(default));
            Assert.Equal("The test made this read fail.", thrown.Message);
        }
        finally
        {
            silos.Journal.FailReads = false;
        }
        Assert.Equal(BoxPhase.BeforeOpening, (await box.GetStatusAsync(default)).Phase);
    }

    private static T? RoundTrip<T>(Serializer serializer, T message) =>
        serializer.Deserialize<T>(serializer.SerializeToArray(message));

    private static IEnumerable<Type> Contracts() => typeof(IBallotBoxGrain).Assembly.GetExportedTypes();

    // What methods take and give, enums of the rules and the ledger among them.
    private static IEnumerable<Type> Exchanged() => Contracts()
        .Where(type => type.IsInterface && type.IsAssignableTo(typeof(IGrain)))
        .SelectMany(grain => grain.GetMethods())
        .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType)
            .Concat(method.ReturnType.GetGenericArguments()))
        .Where(type => type != typeof(CancellationToken));
}
