using System.Reflection;
using ArchUnitNET.Fluent.Slices;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;

namespace PbDecisionDay.Architecture.Tests
{
    /// <summary>
    /// The features of the web build on each other in one direction. A feature is a folder below <c>src/Web</c>, with its endpoints, its pages
    /// (compiled into the folder's namespace) and its words.
    /// </summary>
    public sealed class WebFeatureCycleTests
    {
        private static readonly Assembly Web = Assembly.Load("PbDecisionDay.Web");

        [Fact]
        public void Features_of_the_web_form_no_cycle() => NoCycle(Web, "PbDecisionDay.Web.(*)..");

        [Fact]
        public void Two_namespaces_that_need_each_other_are_a_cycle() =>
            Assert.Throws<FailedArchRuleException>(() => NoCycle(typeof(WebFeatureCycleTests).Assembly, "PbDecisionDay.Architecture.Tests.Knot.(*).."));

        [Fact]
        public void Every_page_stands_in_a_feature_with_the_model_it_shows()
        {
            var models = Web.GetTypes().Where(type => type.Name.EndsWith("Model", StringComparison.Ordinal)
                && type.BaseType is { } above && Ancestors(above).Contains("Microsoft.AspNetCore.Mvc.RazorPages.PageModel")).ToArray();
            var pages = Web.GetTypes().Where(type => Ancestors(type.BaseType).Contains("Microsoft.AspNetCore.Mvc.RazorPages.Page"))
                .Select(type => type.Namespace).ToHashSet(StringComparer.Ordinal);

            Assert.True(models.Length > 20, $"{models.Length} page models");
            Assert.All(models, model => Assert.Contains(model.Namespace, pages));
        }

        private static void NoCycle(Assembly assembly, string features) => SliceRuleDefinition.Slices().Matching(features).Should().BeFreeOfCycles()
            .Check(new ArchLoader().LoadAssemblies(assembly).Build());

        private static IEnumerable<string> Ancestors(System.Type? type)
        {
            for (var at = type; at is not null; at = at.BaseType) yield return at.FullName ?? at.Name;
        }
    }
}

// What the rule must find: each of the two is needed by a method of the other.
namespace PbDecisionDay.Architecture.Tests.Knot.One
{
    internal static class First
    {
        public static string Say() => nameof(First) + Two.Second.Name();
    }
}

namespace PbDecisionDay.Architecture.Tests.Knot.Two
{
    internal static class Second
    {
        public static string Name() => nameof(Second);

        public static string Answer() => One.First.Say();
    }
}
